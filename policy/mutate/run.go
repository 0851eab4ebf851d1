package mutate

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/covetpy/platform/policy/rule"
)

// Environment is what the engine showed of one environment.
type Environment struct {
	Name    string
	Context rule.Context     // what rules may know besides resources
	Inputs  []*rule.Resource // as Check sees them
	Stack   *rule.Stack      // as CheckStack sees it
}

// Options of a run. The zero value asks no rule; Rules is what matters.
type Options struct {
	Rules  []rule.Rule
	Schema Schema // nil: what values alone tell
	// Type, and Rule by its id, keep a run to mutants of one type, or to those that
	// one rule should notice; empty for all.
	Type, Rule string
	// Every tries one mutant of so many of each kind; 0 tries all.
	Every int
	// Workers is how many mutants are tried at a time; 0 for GOMAXPROCS.
	Workers int
}

// Result is what became of an environment's mutants.
type Result struct {
	Environment string
	Mutants     int
	Killed      int
	Alive       []Mutant // sorted by type, place, operator and resource
	Elapsed     time.Duration
}

// Run breaks the environment in every way, and tells what no rule noticed.
func Run(env Environment, o Options) (*Result, error) {
	start := time.Now()
	rules := slices.DeleteFunc(slices.Clone(o.Rules), func(r rule.Rule) bool {
		return r.Levels.In(env.Context.Tier) == rule.Disabled || o.Rule != "" && r.ID != o.Rule
	})
	if o.Rule != "" && len(rules) == 0 {
		return nil, fmt.Errorf("mutate %s: no rule %q runs there", env.Name, o.Rule)
	}
	before, err := ask(env, rules)
	if err != nil {
		return nil, fmt.Errorf("mutate %s: %w", env.Name, err)
	}
	mutants := before.choose(derive(env, before, o.Schema), o)
	killed, err := before.tryAll(mutants, cmp.Or(o.Workers, runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, fmt.Errorf("mutate %s: %w", env.Name, err)
	}
	result := &Result{Environment: env.Name}
	for i, m := range mutants {
		switch {
		case killed[i]:
			result.Killed++
		case !m.doubtful:
			result.Alive = append(result.Alive, m)
		}
	}
	result.Mutants = result.Killed + len(result.Alive)
	slices.SortStableFunc(result.Alive, func(a, b Mutant) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Operator, b.Operator), cmp.Compare(a.URN, b.URN))
	})
	result.Elapsed = time.Since(start)
	return result, nil
}

// derive makes every mutant of an environment.
func derive(env Environment, before *baseline, schema Schema) []Mutant {
	others := newOthers(env.Stack)
	var out []Mutant
	for _, input := range env.Inputs {
		shown := others.byURN[input.URN]
		if shown == nil || !before.judged(input.Type, schema) {
			continue
		}
		subject := *input
		subject.Dependencies = shown.Dependencies
		out = append(out, whole(&subject)...)
		trace := before.traceOf(input.URN)
		for _, p := range (survey{&subject, schema, trace}).places() {
			out = append(out, breaker{&subject, p}.mutants()...)
		}
		out = append(out, others.redirects(&subject, trace)...)
	}
	return out
}

// choose keeps the mutants that the options ask for.
func (b *baseline) choose(mutants []Mutant, o Options) []Mutant {
	nth := map[string]int{}
	return slices.DeleteFunc(mutants, func(m Mutant) bool {
		if o.Type != "" && m.Type != o.Type || o.Rule != "" && !b.noticeable(m) {
			return true
		}
		kind := m.Type + " " + m.Operator
		nth[kind]++
		return o.Every > 1 && nth[kind]%o.Every != 1
	})
}

// tryAll tries mutants side by side. Each worker has resources of its own,
// because a rule keeps what it has read of one in it (rule.Once).
func (b *baseline) tryAll(mutants []Mutant, workers int) ([]bool, error) {
	killed, errs := make([]bool, len(mutants)), make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			j := newJudge(b)
			for i := w; i < len(mutants) && errs[w] == nil; i += workers {
				killed[i], errs[w] = j.objects(mutants[i])
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return killed, nil
}

// judged is true for the types that a mutation says something about: those that
// the schema knows or a rule names, and every type of Kubernetes. The rest are
// components and what the engine needs for itself.
func (b *baseline) judged(resourceType string, schema Schema) bool {
	return len(b.checks[resourceType])+len(b.stackChecks[resourceType]) > 0 ||
		schema != nil && schema.Has(resourceType) || strings.HasPrefix(resourceType, "kubernetes:")
}
