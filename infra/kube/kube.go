// Package kube registers objects of Kubernetes, and Helm releases, with Pulumi.
//
// Objects are built by pure functions as the Go types of their own projects
// (package kubeapi), so that a test can hand the very same value to a validator, to
// the pod security admission or to an API server. The typed inputs of the
// Kubernetes SDK would be a second set of types that none of these take, and its
// core group alone compiles for more than a minute.
//
// What is in an object does not belong here.
package kube

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// Resource is an object in a cluster.
type Resource struct {
	pulumi.CustomResourceState

	// Metadata as the cluster has it.
	Metadata pulumi.MapOutput `pulumi:"metadata"`
}

// Name is the object's name once it is there.
func (r *Resource) Name() pulumi.StringOutput {
	return r.Metadata.ApplyT(func(meta map[string]any) string {
		name, _ := meta["name"].(string)
		return name
	}).(pulumi.StringOutput)
}

// Register registers an object under a logical name. Marks in its text are of
// values. The options must lead to a Kubernetes provider, by themselves or by a
// parent.
func Register(ctx *pulumi.Context, name string, obj kubeapi.Object, values *later.Values, opts ...pulumi.ResourceOption) (*Resource, error) {
	token, err := Token(obj)
	if err != nil {
		return nil, err
	}
	manifest, err := kubeapi.Manifest(obj)
	if err != nil {
		return nil, err
	}
	if values == nil {
		values = &later.Values{}
	}
	props, err := values.Map(manifest)
	if err != nil {
		return nil, fmt.Errorf("register %s %q: %w", token, obj.GetName(), err)
	}
	made := &Resource{}
	if err := ctx.RegisterResource(token, name, props, made, opts...); err != nil {
		return nil, fmt.Errorf("register %s %q: %w", token, obj.GetName(), err)
	}
	return made, nil
}

// Token is the type of an object's kind in Pulumi, "kubernetes:apps/v1:Deployment".
func Token(obj kubeapi.Object) (string, error) {
	kind, err := kubeapi.KindOf(obj)
	if err != nil {
		return "", err
	}
	group := kind.GroupVersion().String()
	if kind.Group == "" {
		group = "core/" + kind.Version
	}
	return "kubernetes:" + group + ":" + kind.Kind, nil
}
