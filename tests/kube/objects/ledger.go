// Package objects takes every Kubernetes object of every environment, as the program
// registers it on the simulated cloud, to a real API server: applied strictly,
// applied again without a change, valid by the server's own schemas, and deleted
// again.
package objects

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// prefix of the types of Kubernetes objects in Pulumi, and releases, which are none.
const (
	prefix  = "kubernetes:"
	release = "kubernetes:helm.sh/"
)

// Ledger brings an environment up on a simulated cloud and returns its Kubernetes
// objects, each after those that it needs. repository is its root.
func Ledger(ctx context.Context, repository, environment string) ([]map[string]any, error) {
	now := time.Now()
	loaded, err := config.Load(repository, environment, stacks.Check(environment, now))
	if err != nil {
		return nil, err
	}
	run := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{}).On(now).Engine(nil)
	if _, err := run.Run(ctx, engine.OpUp); err != nil {
		return nil, fmt.Errorf("bring %s up: %w", environment, err)
	}
	resources, err := run.Resources(ctx)
	if err != nil {
		return nil, err
	}
	var out []map[string]any
	for _, r := range resources {
		token := string(r.URN.Type())
		if strings.HasPrefix(token, prefix) && !strings.HasPrefix(token, release) {
			out = append(out, plain(r.Inputs))
		}
	}
	return out, nil
}

// plain is properties as JSON has them, without what is the engine's own.
func plain(props resource.PropertyMap) map[string]any {
	out := map[string]any{}
	for key, v := range props {
		if !strings.HasPrefix(string(key), "__") && !v.IsNull() {
			out[string(key)] = value(v)
		}
	}
	return out
}

func value(v resource.PropertyValue) any {
	switch {
	case v.IsSecret():
		return value(v.SecretValue().Element)
	case v.IsOutput():
		return value(v.OutputValue().Element)
	case v.IsObject():
		return plain(v.ObjectValue())
	case v.IsArray():
		out := []any{}
		for _, item := range v.ArrayValue() {
			out = append(out, value(item))
		}
		return out
	default:
		return v.V
	}
}
