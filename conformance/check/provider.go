package check

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// provider is the simulated provider as the engine sees it, and asks upstream's the
// same. What upstream says is written down and not answered: one run finds all.
type provider struct {
	pulumirpc.ResourceProviderServer

	upstream *Upstream
	page     *page
	instance *instance
}

// Configure configures both.
func (p *provider) Configure(ctx context.Context, req *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	var err error
	if p.instance, err = p.upstream.instance(ctx, req.GetArgs()); err != nil {
		return nil, fmt.Errorf("configure upstream's provider: %w", err)
	}
	return p.ResourceProviderServer.Configure(ctx, req)
}

// Check has both check the inputs. The engine goes on with the simulated answer,
// upstream's plan with upstream's own.
func (p *provider) Check(ctx context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	ours, err := p.ResourceProviderServer.Check(ctx, req)
	if err != nil {
		return nil, err
	}
	urn := resource.URN(req.GetUrn())
	q, err := p.page.ask(urn, req)
	if q == nil || err != nil {
		return ours, err
	}
	theirs, err := p.instance.check(ctx, q)
	if err != nil {
		p.page.refuse(urn, err) // its refusal is not this call's
		return ours, nil
	}
	return ours, p.page.checked(urn, ours, theirs)
}

// Create has upstream plan what the simulated cloud makes.
func (p *provider) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	p.plan(ctx, req)
	return p.ResourceProviderServer.Create(ctx, req)
}

// plan has upstream plan a resource whose inputs it did not refuse.
func (p *provider) plan(ctx context.Context, req *pulumirpc.CreateRequest) {
	urn := resource.URN(req.GetUrn())
	inputs := p.page.accepted(urn)
	if inputs == nil {
		return
	}
	planned, err := p.instance.plan(ctx, req, inputs)
	if err != nil {
		p.page.refuse(urn, err)
	}
	p.page.planned(urn, planned)
}
