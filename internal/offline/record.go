package offline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/policy/mutate"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/facts"
)

// Record previews an environment on an empty simulated cloud of its own and
// returns what the engine showed to the policy pack. What the pack objects to is
// no error here.
func Record(ctx context.Context, loaded *config.Loaded, day time.Time) (mutate.Environment, error) {
	env := New(loaded, sim.New(Cloud(loaded)...), &engine.MemoryStore{}).On(day).Keep()
	if _, err := env.Engine(nil).Run(ctx, engine.OpPreview); err != nil && !errors.Is(err, engine.ErrPolicy) {
		return mutate.Environment{}, fmt.Errorf("preview %s in memory: %w", loaded.Environment, err)
	}
	shown := env.Policies()
	if shown.Stack() == nil {
		return mutate.Environment{}, fmt.Errorf("preview %s in memory: the program showed no stack", loaded.Environment)
	}
	return mutate.Environment{
		Name:    loaded.Environment,
		Context: rule.Context{Tier: rule.Tier(loaded.Config.Tier), Account: loaded.Config.Account},
		Inputs:  shown.Inputs(), Stack: shown.Stack(),
	}, nil
}

// Schema is what the simulated cloud knows of providers' inputs, for a mutation.
func Schema() (mutate.Schema, error) {
	aws, err := facts.AWS()
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	return schema{aws}, nil
}

type schema struct{ aws *facts.Schema }

func (s schema) Has(resourceType string) bool {
	_, ok := s.aws.Resources[resourceType]
	return ok
}

func (s schema) Input(resourceType string, steps []any) (mutate.Input, bool) {
	r, ok := s.aws.Resources[resourceType]
	if !ok || len(steps) == 0 {
		return mutate.Input{}, false
	}
	name, _ := steps[0].(string)
	p, ok := r.Inputs[name]
	required := r.Required
	for _, step := range steps[1:] {
		if !ok {
			return mutate.Input{}, false
		}
		name, _ = step.(string)
		required = s.aws.Types[p.Ref].Required
		p, ok = s.aws.Element(p, step)
	}
	return mutate.Input{Type: p.Type, Required: name != "" && slices.Contains(required, name)}, ok
}
