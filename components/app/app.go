package app

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/later"
)

// Type is the component's token.
const Type = "covetpy:app:AppDeployment"

// AppDeployment is a service or a worker in a cluster. Its outputs wait until its
// pods are there.
type AppDeployment struct {
	pulumi.ResourceState

	// Name of the application.
	Name pulumi.StringOutput
	// Namespace that its objects lie in.
	Namespace pulumi.StringOutput
	// ServiceName is the host name by which others in the cluster call it, empty for
	// a worker.
	ServiceName pulumi.StringOutput
	// RoleARN is the role of its pods, empty when it needs none.
	RoleARN pulumi.StringOutput
	// Colours are those that have pods, blue first.
	Colours pulumi.StringArrayOutput
}

// NewAppDeployment ships an application. Faults of args come back all at once
// (fault.Of), before anything is registered.
//
// The options have to lead to a provider of AWS and to one of Kubernetes:
// pulumi.Providers(aws, kubernetes), or a parent that has both.
func NewAppDeployment(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*AppDeployment, error) {
	if args == nil {
		return nil, fmt.Errorf("ship application %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("ship application %q: %w", name, err)
	}
	app := &AppDeployment{}
	if err := ctx.RegisterComponentResource(Type, name, app, opts...); err != nil {
		return nil, fmt.Errorf("register application %q: %w", name, err)
	}
	values := &later.Values{}
	filled := args.withDefaults()
	b := &build{ctx: ctx, name: name, args: filled, values: values, plan: newPlan(filled, values), app: app}
	if err := b.provision(); err != nil {
		return nil, fmt.Errorf("ship application %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(app, app.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of application %q: %w", name, err)
	}
	return app, nil
}

// inputs says what is missing of what other components make. It is apart from
// Validate because none of it exists when a configuration is validated.
func (a *Args) inputs() error {
	missing := a.missingUses()
	if edge := a.edge(); edge != nil && (edge.Blue == nil || edge.Green == nil) {
		missing = append(missing, errors.New("a target group of Service.Edge is nil, give Blue and Green the ARN of each"))
	}
	return errors.Join(missing...)
}

func (d *AppDeployment) outputs() pulumi.Map {
	return pulumi.Map{
		"name":        d.Name,
		"namespace":   d.Namespace,
		"serviceName": d.ServiceName,
		"roleArn":     d.RoleARN,
		"colours":     d.Colours,
	}
}
