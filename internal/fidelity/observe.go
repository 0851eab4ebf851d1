package fidelity

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
)

const component = "eks:index:Cluster"

// family is a component of pulumi-eks and what it registered, in the order of the
// state.
type family struct {
	cluster  engine.Resource
	children []engine.Resource
	// suffix of each child's name: what comes after the component's.
	names map[resource.URN]string
	// labels stand for what differs from run to run.
	labels *strings.Replacer
}

// observe brings a program up on a cloud of its own and returns the one component
// of pulumi-eks in it.
func observe(ctx context.Context, program pulumi.RunFunc) (*family, error) {
	run := offline.Synthetic(cloud(), &engine.MemoryStore{}, program)
	if result, err := run.Run(ctx, engine.OpUp); err != nil {
		return nil, fmt.Errorf("bring the component up: %w", errors.Join(err, said(result)))
	}
	all, err := run.Resources(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what came up: %w", err)
	}
	return familyOf(all)
}

// said is what a failed run has to say for itself.
func said(result *engine.Result) error {
	var errs []error
	for _, d := range result.Diagnostics {
		errs = append(errs, fmt.Errorf("%s: %s", d.URN, strings.TrimSpace(d.Message)))
	}
	return errors.Join(errs...)
}

// familyOf picks the component and its descendants. A child comes after its parent
// in a state.
func familyOf(all []engine.Resource) (*family, error) {
	f := &family{names: map[resource.URN]string{}}
	for _, r := range all {
		switch {
		case string(r.URN.Type()) == component && f.cluster.URN != "":
			return nil, fmt.Errorf("found %s beside %s: one component was expected", r.URN, f.cluster.URN)
		case string(r.URN.Type()) == component:
			f.cluster, f.names[r.URN] = r, ""
		case f.related(r.Parent):
			f.children = append(f.children, r)
			f.names[r.URN] = strings.TrimPrefix(r.URN.Name(), f.cluster.URN.Name())
		}
	}
	if f.cluster.URN == "" {
		return nil, fmt.Errorf("found no %s in the state", component)
	}
	f.label(all)
	return f, nil
}

// related says whether something is the component or below it.
func (f *family) related(urn resource.URN) bool {
	_, ok := f.names[urn]
	return ok
}

// child returns the child whose name ends so.
func (f *family) child(suffix string) (engine.Resource, bool) {
	for _, r := range f.children {
		if f.names[r.URN] == suffix {
			return r, true
		}
	}
	return engine.Resource{}, false
}

// parent is how a child's parent is written in the tables.
func (f *family) parent(r engine.Resource) string {
	if r.Parent == f.cluster.URN {
		return component
	}
	return "NAME" + f.names[r.Parent]
}
