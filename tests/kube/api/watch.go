package api

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
)

// Watcher is told of objects.
type Watcher struct {
	// First gets those that are there, once, and Each every change after that.
	First func([]unstructured.Unstructured) error
	Each  func(watch.EventType, *unstructured.Unstructured) error
}

// Watch tells of the objects of a kind in a namespace that have some labels, until
// the context ends. It misses no change: when the server ends the stream, that is an
// error.
func (c *Client) Watch(ctx context.Context, kind schema.GroupVersionKind, namespace, labels string, w Watcher) error {
	at, err := c.of(kind, namespace)
	if err != nil {
		return err
	}
	list, err := at.List(ctx, metav1.ListOptions{LabelSelector: labels})
	if err != nil {
		return fmt.Errorf("list %s: %w", kind.Kind, err)
	}
	if err := w.First(list.Items); err != nil {
		return err
	}
	stream, err := at.Watch(ctx, metav1.ListOptions{LabelSelector: labels, ResourceVersion: list.GetResourceVersion()})
	if err != nil {
		return fmt.Errorf("watch %s: %w", kind.Kind, err)
	}
	defer stream.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, open := <-stream.ResultChan():
			obj, ok := event.Object.(*unstructured.Unstructured)
			switch {
			case ctx.Err() != nil:
				return nil
			case !open:
				return fmt.Errorf("watch %s: the server ended it", kind.Kind)
			case event.Type == watch.Error || !ok:
				return fmt.Errorf("watch %s: %v", kind.Kind, event.Object)
			}
			if err := w.Each(event.Type, obj); err != nil {
				return err
			}
		}
	}
}
