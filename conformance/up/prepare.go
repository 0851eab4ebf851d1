package up

import (
	"context"
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/conformance/route"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/sim/provider/wire"
)

// zoneURN is the hosted zone that an environment finds and does not make.
const zoneURN = "urn:pulumi:conform::conform::aws:route53/zone:Zone::found"

// found is what an environment expects to be there before it comes up.
type found struct {
	server pulumirpc.ResourceProviderServer
	state  *pulumirpc.CreateResponse
}

// prepare makes the hosted zone that the configuration names, and puts the id that
// it got into the configuration: nobody can choose one.
func prepare(ctx context.Context, router *route.Router, c *config.Config) (*found, error) {
	if c.Edge == nil {
		return nil, nil
	}
	f := &found{server: router.Server()}
	args, err := wire.Marshal(resource.PropertyMap{"region": resource.NewProperty(c.Region)})
	if err != nil {
		return nil, err
	}
	if _, err := f.server.Configure(ctx, &pulumirpc.ConfigureRequest{Args: args}); err != nil {
		return nil, err
	}
	news, err := wire.Marshal(resource.PropertyMap{"name": resource.NewProperty(c.Edge.HostedZone.Name)})
	if err != nil {
		return nil, err
	}
	checked, err := f.server.Check(ctx, &pulumirpc.CheckRequest{Urn: zoneURN, News: news})
	if err != nil {
		return nil, err
	}
	f.state, err = f.server.Create(ctx, &pulumirpc.CreateRequest{Urn: zoneURN, Properties: checked.GetInputs()})
	if err != nil {
		return nil, fmt.Errorf("make the hosted zone that the environment finds: %w", err)
	}
	edge := *c.Edge
	edge.HostedZone.ID = f.state.GetId()
	c.Edge = &edge
	return f, nil
}

// remove takes away again what was prepared.
func (f *found) remove(ctx context.Context) error {
	if f == nil {
		return nil
	}
	_, err := f.server.Delete(ctx, &pulumirpc.DeleteRequest{Urn: zoneURN, Id: f.state.GetId(), Properties: f.state.GetProperties()})
	if err != nil {
		return errors.Join(errors.New("remove the hosted zone that the environment found"), err)
	}
	return nil
}
