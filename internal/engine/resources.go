package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/providers"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Resource is one resource of the state.
type Resource struct {
	URN     resource.URN
	ID      resource.ID
	Custom  bool // it stands for something in the cloud
	Protect bool
	// Doomed is set on what was replaced and waits to be deleted. Its URN is that
	// of what took its place.
	Doomed bool
	Parent resource.URN
	// Provider made it; empty for a component and for a provider.
	Provider resource.URN
	// DependsOn lists what the resource takes values from or was told to wait
	// for, sorted.
	DependsOn []resource.URN
	Inputs    resource.PropertyMap
	Outputs   resource.PropertyMap
}

// Resources returns what the state holds, in the order of dependencies, but for
// what is deleted already and waits for its replacement.
func (o *Offline) Resources(ctx context.Context) ([]Resource, error) {
	snap, _, err := o.load(ctx)
	if err != nil || snap == nil {
		return nil, err
	}
	out := make([]Resource, 0, len(snap.Resources))
	for _, r := range snap.Resources {
		if r.PendingReplacement {
			continue
		}
		after := map[resource.URN]struct{}{}
		for _, d := range r.Dependencies {
			after[d] = struct{}{}
		}
		for _, ds := range r.PropertyDependencies {
			for _, d := range ds {
				after[d] = struct{}{}
			}
		}
		var provider resource.URN
		if r.Provider != "" {
			ref, err := providers.ParseReference(r.Provider)
			if err != nil {
				return nil, fmt.Errorf("read the provider of %s: %w", r.URN, err)
			}
			provider = ref.URN()
		}
		out = append(out, Resource{
			URN: r.URN, ID: r.ID, Custom: r.Custom, Protect: r.Protect, Doomed: r.Delete, Parent: r.Parent, Provider: provider,
			DependsOn: slices.Sorted(maps.Keys(after)), Inputs: r.Inputs, Outputs: r.Outputs,
		})
	}
	return out, nil
}

// Step is the resource as a step that changed nothing, for what Step can tell.
func (r Resource) Step() Step {
	return Step{Action: ActionSame, URN: r.URN, Protect: r.Protect, Custom: r.Custom}
}
