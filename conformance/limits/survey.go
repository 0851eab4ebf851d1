package limits

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/sim/facts"
)

// Answers are what was learnt of a resource type by asking, by path.
type Answers struct {
	Limits   map[string]facts.Limits
	Defaults map[string]any
}

// atOnce is how many inputs are asked about at a time; the provider is one process.
const atOnce = 4

// Survey asks about every input of every resource type, and tells w how far it is.
func (f Finder) Survey(ctx context.Context, pkg schema.Package, w io.Writer) (map[string]Answers, error) {
	out := map[string]Answers{}
	var leaves []Leaf
	for _, token := range slices.Sorted(maps.Keys(pkg.Resources)) {
		defaults, err := Defaults(ctx, f.Provider, pkg, token)
		if err != nil {
			return nil, err
		}
		out[token] = Answers{Limits: map[string]facts.Limits{}, Defaults: defaults}
		leaves = append(leaves, Leaves(pkg, token)...)
	}
	var mutex sync.Mutex
	done, told := 0, time.Now()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, leaf := range leaves {
		group.Go(func() error {
			found, err := f.Find(ctx, leaf)
			if err != nil {
				return err
			}
			mutex.Lock()
			defer mutex.Unlock()
			if !found.None() {
				out[leaf.Token].Limits[leaf.Path] = found
			}
			done++
			if time.Since(told) > 10*time.Second {
				told = time.Now()
				fmt.Fprintf(w, "asked about %d of %d inputs, now %s\n", done, len(leaves), leaf.Token)
			}
			return nil
		})
	}
	return out, group.Wait()
}

// ReadAllSpoken reads the patterns for every resource type: tokens and services are
// by upstream's type.
func ReadAllSpoken(root string, tokens, services map[string]string) (map[string][]Spoken, error) {
	out, known := map[string][]Spoken{}, map[string][]Spoken{}
	for _, tf := range slices.Sorted(maps.Keys(tokens)) {
		service := services[tf]
		if _, ok := known[service]; !ok {
			found, err := ReadSpoken(root, service)
			if err != nil {
				return nil, err
			}
			known[service] = found
		}
		out[tokens[tf]] = known[service]
	}
	return out, nil
}
