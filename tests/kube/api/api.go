// Package api calls a Kubernetes API server with objects of any kind, as Pulumi's
// provider does: by server-side apply, with whatever the server does not know
// refused.
package api

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"

	"github.com/covetpy/platform/kubeapi"
)

// manager is who the server takes us for.
const manager = "pulumi-kubernetes"

// Client calls one API server.
type Client struct {
	dynamic   dynamic.Interface
	warned    *warnings
	discovery discovery.CachedDiscoveryInterface
	mapper    *restmapper.DeferredDiscoveryRESTMapper
}

// New returns a client.
func New(config *rest.Config) (*Client, error) {
	config = rest.CopyConfig(config)
	warned := &warnings{}
	config.WarningHandlerWithContext = warned
	dyn, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("make a client: %w", err)
	}
	disco, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("make a client: %w", err)
	}
	cached := memory.NewMemCacheClient(disco)
	return &Client{dynamic: dyn, warned: warned, discovery: cached, mapper: restmapper.NewDeferredDiscoveryRESTMapper(cached)}, nil
}

// Forget has the client ask anew which kinds there are.
func (c *Client) Forget() { c.mapper.Reset() }

// Discovery is what the server says about its kinds.
func (c *Client) Discovery() discovery.DiscoveryInterface { return c.discovery }

// of is where objects of a kind are.
func (c *Client) of(kind schema.GroupVersionKind, namespace string) (dynamic.ResourceInterface, error) {
	mapping, err := c.mapper.RESTMapping(kind.GroupKind(), kind.Version)
	if err != nil {
		return nil, fmt.Errorf("find kind %s: %w", kind, err)
	}
	if mapping.Scope.Name() == meta.RESTScopeNameRoot {
		return c.dynamic.Resource(mapping.Resource), nil
	}
	return c.dynamic.Resource(mapping.Resource).Namespace(namespace), nil
}

// Apply sends an object as it is meant to be, and returns it as the server has it.
func (c *Client) Apply(ctx context.Context, manifest map[string]any) (*unstructured.Unstructured, error) {
	return c.patch(ctx, manifest, metav1.PatchOptions{})
}

// Try is Apply that changes nothing.
func (c *Client) Try(ctx context.Context, manifest map[string]any) (*unstructured.Unstructured, error) {
	return c.patch(ctx, manifest, metav1.PatchOptions{DryRun: []string{metav1.DryRunAll}})
}

func (c *Client) patch(ctx context.Context, manifest map[string]any, o metav1.PatchOptions) (*unstructured.Unstructured, error) {
	obj := &unstructured.Unstructured{Object: manifest}
	at, err := c.of(obj.GroupVersionKind(), obj.GetNamespace())
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(manifest)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", Name(obj), err)
	}
	o.FieldManager, o.FieldValidation = manager, metav1.FieldValidationStrict
	out, err := at.Patch(ctx, obj.GetName(), types.ApplyPatchType, raw, o)
	if err != nil {
		return nil, fmt.Errorf("apply %s: %w", Name(obj), err)
	}
	return out, nil
}

// ApplyObject is Apply for an object of the platform.
func (c *Client) ApplyObject(ctx context.Context, obj kubeapi.Object) (*unstructured.Unstructured, error) {
	manifest, err := kubeapi.Manifest(obj)
	if err != nil {
		return nil, err
	}
	return c.Apply(ctx, manifest)
}

// Get reads an object.
func (c *Client) Get(ctx context.Context, kind schema.GroupVersionKind, namespace, name string) (*unstructured.Unstructured, error) {
	at, err := c.of(kind, namespace)
	if err != nil {
		return nil, err
	}
	return at.Get(ctx, name, metav1.GetOptions{})
}

// List reads all objects of a kind in a namespace that have some labels.
func (c *Client) List(ctx context.Context, kind schema.GroupVersionKind, namespace, labels string) ([]unstructured.Unstructured, error) {
	at, err := c.of(kind, namespace)
	if err != nil {
		return nil, err
	}
	list, err := at.List(ctx, metav1.ListOptions{LabelSelector: labels})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", kind.Kind, err)
	}
	return list.Items, nil
}

// Everything lists what there is in a namespace, of any kind that can be listed.
func (c *Client) Everything(ctx context.Context, namespace string) ([]unstructured.Unstructured, error) {
	kinds, err := c.discovery.ServerPreferredNamespacedResources()
	if err != nil {
		return nil, fmt.Errorf("ask for all kinds: %w", err)
	}
	var out []unstructured.Unstructured
	for _, group := range discovery.FilteredBy(discovery.SupportsAllVerbs{Verbs: []string{"list", "delete"}}, kinds) {
		version, err := schema.ParseGroupVersion(group.GroupVersion)
		if err != nil {
			return nil, err
		}
		for _, r := range group.APIResources {
			if r.Kind == "Endpoints" {
				continue // a shadow of the slices, and the server warns of it
			}
			list, err := c.dynamic.Resource(version.WithResource(r.Name)).Namespace(namespace).List(ctx, metav1.ListOptions{})
			if err != nil {
				return nil, fmt.Errorf("list %s: %w", r.Name, err)
			}
			out = append(out, list.Items...)
		}
	}
	return out, nil
}

// Delete deletes an object, and what it owns after it, and waits until it is gone.
func (c *Client) Delete(ctx context.Context, kind schema.GroupVersionKind, namespace, name string) error {
	at, err := c.of(kind, namespace)
	if err != nil {
		return err
	}
	// As Pulumi's provider does: the owner goes when all that it owns has gone.
	policy := metav1.DeletePropagationForeground
	if err := at.Delete(ctx, name, metav1.DeleteOptions{PropagationPolicy: &policy}); err != nil && !apierrors.IsNotFound(err) {
		return fmt.Errorf("delete %s %s/%s: %w", kind.Kind, namespace, name, err)
	}
	return Until(ctx, fmt.Sprintf("%s %s/%s is gone", kind.Kind, namespace, name), func(ctx context.Context) (bool, error) {
		_, err := at.Get(ctx, name, metav1.GetOptions{})
		if apierrors.IsNotFound(err) {
			return true, nil
		}
		return false, err
	})
}

// PatchStatus merges into the status of an object.
func (c *Client) PatchStatus(ctx context.Context, kind schema.GroupVersionKind, namespace, name string, status any) error {
	at, err := c.of(kind, namespace)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(map[string]any{"status": status})
	if err != nil {
		return err
	}
	_, err = at.Patch(ctx, name, types.StrategicMergePatchType, raw, metav1.PatchOptions{}, "status")
	return err
}

// Merge merges something into an object, or into a subresource of it.
func (c *Client) Merge(ctx context.Context, kind schema.GroupVersionKind, namespace, name string, with any, subresource ...string) error {
	at, err := c.of(kind, namespace)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(with)
	if err != nil {
		return err
	}
	if _, err = at.Patch(ctx, name, types.MergePatchType, raw, metav1.PatchOptions{}, subresource...); err != nil {
		return fmt.Errorf("change %s %s/%s: %w", kind.Kind, namespace, name, err)
	}
	return nil
}

// Evict asks for a pod to end, as a drain of its node does. The error is the
// server's own: too many requests while a budget forbids it.
func (c *Client) Evict(ctx context.Context, namespace, pod string) error {
	at, err := c.of(schema.GroupVersionKind{Version: "v1", Kind: "Pod"}, namespace)
	if err != nil {
		return err
	}
	eviction := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "policy/v1", "kind": "Eviction", "metadata": map[string]any{"name": pod, "namespace": namespace},
	}}
	_, err = at.Create(ctx, eviction, metav1.CreateOptions{}, "eviction")
	return err
}

// Read reads an object into its Go type.
func Read[T any](obj *unstructured.Unstructured) (T, error) {
	var out T
	err := runtime.DefaultUnstructuredConverter.FromUnstructured(obj.Object, &out)
	return out, err
}

// Name is how an object is spoken of.
func Name(obj *unstructured.Unstructured) string {
	if obj.GetNamespace() == "" {
		return obj.GetKind() + " " + obj.GetName()
	}
	return obj.GetKind() + " " + obj.GetNamespace() + "/" + obj.GetName()
}

// Until asks again and again until something is so. It gives up after a few minutes,
// and what it waited for is in the error.
func Until(ctx context.Context, what string, so func(context.Context) (bool, error)) error {
	const between, patience = 100 * time.Millisecond, 5 * time.Minute
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not within %s", patience))
	defer cancel()
	for {
		ok, err := so(ctx)
		if ctx.Err() == nil && err != nil {
			return fmt.Errorf("wait until %s: %w", what, err)
		}
		if ok {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait until %s: %w", what, context.Cause(ctx))
		case <-time.After(between):
		}
	}
}
