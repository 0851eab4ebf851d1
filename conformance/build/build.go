// Package build makes the provider plugin from upstream's sources, once for all
// that it is made of: a copy slimmed to the services in use, the bridge, and the
// schema that the bridge derives.
package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/covetpy/platform/conformance/upstream"
	"github.com/covetpy/platform/conformance/used"
	"github.com/covetpy/platform/internal/builds"
)

// HomeVariable names the environment variable that moves what is built out of the
// user's cache folder.
const HomeVariable = "CONFORM_HOME"

// always are the service packages without which upstream's provider does not work:
// the data sources of the partition and the region.
var always = []string{"meta"}

// Built is a finished build, as it is kept beside the plugin.
type Built struct {
	Dir string `json:"-"`
	// Fresh is false for one that was found in the cache.
	Fresh bool `json:"-"`

	Module   string           `json:"module"` // upstream's version
	Slimmed  upstream.Slimmed `json:"slimmed"`
	Types    int              `json:"types"`
	Compiled time.Duration    `json:"compiled"` // as it took on the machine that did
	PeakMB   int64            `json:"peakMB"`   // greatest memory of one process
	SizeMB   int64            `json:"sizeMB"`
}

// Plugin is the provider's binary.
func (b Built) Plugin() string { return filepath.Join(b.Dir, pluginName) }

// Schema is the file of Pulumi's package schema.
func (b Built) Schema() string { return filepath.Join(b.Dir, "schema.json") }

// Tokens is the file that says which types are served under which tokens.
func (b Built) Tokens() string { return filepath.Join(b.Dir, "tokens.json") }

const pluginName = "pulumi-resource-aws"

// ErrNotBuilt says that the plugin for the present sources is not in the cache.
var ErrNotBuilt = errors.New("the provider is not built: run `go run -C conformance ./cmd/conform build`")

// plan is what a build is made of.
type plan struct {
	root   string // of the conformance module
	module upstream.Module
	tokens []byte // tokens.json
	match  upstream.Matched
	dir    string // where it is, or will be
}

// Find returns the build for the present sources, or ErrNotBuilt.
func Find(ctx context.Context, root string) (Built, error) {
	p, err := newPlan(ctx, root)
	if err != nil {
		return Built{}, err
	}
	return p.find()
}

// Make returns the build for the present sources, and makes it when it is not in
// the cache. Progress is written to w.
func Make(ctx context.Context, root string, w io.Writer) (Built, error) {
	p, err := newPlan(ctx, root)
	if err != nil {
		return Built{}, err
	}
	b, err := builds.Once(ctx, p.dir, ErrNotBuilt, p.find, func() (Built, error) { return p.make(ctx, w) }, w)
	if err != nil {
		return b, fmt.Errorf("build the provider: %w", err)
	}
	return b, nil
}

func newPlan(ctx context.Context, root string) (plan, error) {
	p := plan{root: root}
	var err error
	if p.module, err = upstream.Find(ctx, filepath.Join(root, "provider")); err != nil {
		return p, err
	}
	types, err := upstream.ReadTypes(p.module.Dir)
	if err != nil {
		return p, err
	}
	tokens := used.Read()
	if p.match, err = types.Match(tokens.Resources, tokens.Functions); err != nil {
		return p, fmt.Errorf("find upstream's types:\n%w", err)
	}
	p.tokens, err = json.MarshalIndent(struct {
		Version string `json:"version"`
		upstream.Matched
	}{tokens.Version, p.match}, "", "  ")
	if err != nil {
		return p, fmt.Errorf("write tokens: %w", err)
	}
	home, err := Home()
	if err != nil {
		return p, err
	}
	key, err := p.key()
	p.dir = filepath.Join(home, key)
	return p, err
}

// Home is where builds are kept, and what else is made once and used again.
func Home() (string, error) { return builds.Home(HomeVariable, "covetpy-conformance") }

// key is short for all that goes into a build.
func (p plan) key() (string, error) {
	sources, err := p.sources()
	if err != nil {
		return "", err
	}
	// How the copy is slimmed is part of it, too.
	slimming, err := filepath.Glob(filepath.Join(p.root, "upstream", "*.go"))
	if err != nil {
		return "", err
	}
	return builds.Key(p.module.Version+"\n"+string(p.tokens), slices.Concat(sources, slimming)...)
}

// sources are the files of the provider's module.
func (p plan) sources() ([]string, error) {
	code, err := filepath.Glob(filepath.Join(p.root, "provider", "*.go"))
	if err != nil {
		return nil, err
	}
	return append(code, filepath.Join(p.root, "provider", "go.mod"), filepath.Join(p.root, "provider", "go.sum")), nil
}

func (p plan) find() (Built, error) {
	b, err := builds.Find[Built](p.dir, ErrNotBuilt)
	b.Dir = p.dir
	return b, err
}
