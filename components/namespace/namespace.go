package namespace

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/kube"
)

// Type is the component's token.
const Type = "covetpy:namespace:Namespace"

// Namespace is a room for applications.
type Namespace struct {
	pulumi.ResourceState

	// Name of the namespace. It waits for the namespace and all that guards it, so that
	// what is put into it is held to its rules from its first moment.
	Name pulumi.StringOutput
}

// NewNamespace makes a room for applications. Faults of args come back all at once
// (fault.Of), before anything is registered. The options have to lead to a provider
// of Kubernetes.
func NewNamespace(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Namespace, error) {
	if args == nil {
		return nil, fmt.Errorf("make namespace %q: args are nil", name)
	}
	if err := args.Validate().Err(); err != nil {
		return nil, fmt.Errorf("make namespace %q: %w", name, err)
	}
	n := &Namespace{}
	if err := ctx.RegisterComponentResource(Type, name, n, opts...); err != nil {
		return nil, fmt.Errorf("register namespace %q: %w", name, err)
	}
	made, err := provision(ctx, name, args.withDefaults(), n)
	if err != nil {
		return nil, fmt.Errorf("make namespace %q: %w", name, err)
	}
	// The name is known before anything exists, and stays known in a preview.
	waits, _ := pulumi.OutputWithDependencies(ctx.Context(), pulumi.String(args.Name).ToStringOutput(), made...).(pulumi.StringOutput)
	n.Name = waits
	if err := ctx.RegisterResourceOutputs(n, pulumi.Map{"name": n.Name}); err != nil {
		return nil, fmt.Errorf("register outputs of namespace %q: %w", name, err)
	}
	return n, nil
}

// provision registers the namespace, and then what is in it.
func provision(ctx *pulumi.Context, name string, args *Args, n *Namespace) ([]pulumi.Resource, error) {
	var made []pulumi.Resource
	after := args.After
	for _, p := range args.plan() {
		// Objects name their namespace by its name, which is known before it is there, so
		// no output carries that order.
		res, err := kube.Register(ctx, logical(name, p.part), p.object, nil, pulumi.Parent(n), pulumi.DependsOn(after))
		if err != nil {
			return nil, err
		}
		if p.part == partNamespace {
			after = []pulumi.Resource{res}
		}
		made = append(made, res)
	}
	return made, nil
}
