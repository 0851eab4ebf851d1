package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/tests/kube/api"
	"github.com/covetpy/platform/tests/kube/table"
)

// Check takes all environments to the server, one after the other. root is the folder
// of the module tests/kube.
func Check(ctx context.Context, root string, client *api.Client, t *table.Table, out io.Writer) error {
	repository := filepath.Join(root, "..", "..")
	names, err := config.Environments(repository)
	if err != nil {
		return err
	}
	for _, name := range names {
		begin := time.Now()
		manifests, err := Ledger(ctx, repository, name)
		if err != nil {
			return err
		}
		c := &checked{client: client, table: t, name: name, manifests: manifests}
		if err := errors.Join(c.score(ctx, repository), c.run(ctx)); err != nil {
			return fmt.Errorf("the objects of %s: %w", name, err)
		}
		fmt.Fprintf(out, "%s: %d objects of %d kinds in %s\n", name, len(manifests), len(c.kinds()), time.Since(begin).Round(100*time.Millisecond))
	}
	return nil
}

// checked is one environment's objects.
type checked struct {
	client    *api.Client
	table     *table.Table
	name      string
	manifests []map[string]any
}

func (c *checked) run(ctx context.Context) error {
	return errors.Join(c.conform(), c.apply(ctx), c.remove(ctx))
}

// kinds of the objects, each once.
func (c *checked) kinds() []schema.GroupVersionKind {
	var out []schema.GroupVersionKind
	for _, m := range c.manifests {
		kind := (&unstructured.Unstructured{Object: m}).GroupVersionKind()
		if !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	return out
}

// count adds how many of the objects are as promised, and tells which are not.
func (c *checked) count(what string, of func(map[string]any) error) error {
	good := 0
	var errs []error
	for _, m := range c.manifests {
		if err := of(m); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", api.Name(&unstructured.Unstructured{Object: m}), err))
			continue
		}
		good++
	}
	c.table.Exactly(c.name+": objects "+what, len(c.manifests), good)
	return errors.Join(errs...)
}

// conform validates all by the server's schemas. That these find anything at all is
// shown by a field that no kind has.
func (c *checked) conform() (err error) {
	s, err := newSchemas(c.client, c.kinds())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return errors.Join(
		c.count("valid by the server's schemas", s.check),
		c.count("that are not with one more field", func(m map[string]any) error {
			other := (&unstructured.Unstructured{Object: m}).DeepCopy().Object
			other["mistyped"] = true
			if s.check(other) == nil {
				return errors.New("valid with a field that is not its kind's")
			}
			return nil
		}))
}

// score has kube-score look at all of them together.
func (c *checked) score(ctx context.Context, repository string) error {
	found, checks, err := findings(ctx, repository, c.manifests)
	if err != nil {
		return err
	}
	c.table.AtLeast(c.name+": checks that kube-score made", 1, checks)
	c.table.Exactly(c.name+": of these critical", 0, len(found))
	if len(found) > 0 {
		return fmt.Errorf("kube-score:\n%s", strings.Join(found, "\n"))
	}
	return nil
}

// apply applies all, and then again: that must change nothing.
func (c *checked) apply(ctx context.Context) error {
	c.client.Warnings()
	once := c.count("applied without a warning", func(m map[string]any) error {
		_, err := c.client.Apply(ctx, m)
		if said := c.client.Warnings(); err == nil && len(said) > 0 {
			return fmt.Errorf("the server warns: %s", strings.Join(said, "; "))
		}
		return err
	})
	if once != nil {
		return once
	}
	return c.count("that a second apply leaves as they are", func(m map[string]any) error { return c.again(ctx, m) })
}

// again applies an object that is there. A controller may write it in between, which
// is not the apply's doing, so there is more than one try.
func (c *checked) again(ctx context.Context, manifest map[string]any) error {
	const tries = 10
	obj := &unstructured.Unstructured{Object: manifest}
	for range tries {
		before, err := c.client.Get(ctx, obj.GroupVersionKind(), obj.GetNamespace(), obj.GetName())
		if err != nil {
			return err
		}
		after, err := c.client.Apply(ctx, manifest)
		if err != nil {
			return err
		}
		if before.GetResourceVersion() == after.GetResourceVersion() {
			return nil
		}
	}
	return errors.New("each apply changes it")
}

// remove deletes all, last first, each gone before the next.
func (c *checked) remove(ctx context.Context) error {
	for _, m := range slices.Backward(c.manifests) {
		obj := &unstructured.Unstructured{Object: m}
		if err := c.client.Delete(ctx, obj.GroupVersionKind(), obj.GetNamespace(), obj.GetName()); err != nil {
			return err
		}
	}
	return c.count("gone after they were deleted", func(m map[string]any) error {
		obj := &unstructured.Unstructured{Object: m}
		_, err := c.client.Get(ctx, obj.GroupVersionKind(), obj.GetNamespace(), obj.GetName())
		if apierrors.IsNotFound(err) {
			return nil
		}
		return errors.Join(errors.New("still there"), err)
	})
}
