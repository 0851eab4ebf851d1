package up

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
)

// run is one operation, told and recorded.
func (s *session) run(ctx context.Context, name string, op engine.Operation) (*engine.Result, error) {
	fmt.Fprintf(s.Out, "%s %s (%s)\n", name, s.Environment, op)
	env := offline.New(s.loaded, s.cloud, s.store).Serve("aws", s.router.Server)
	env.Configure(levels())
	if s.yields {
		env.Yield()
	}
	p := newProgress(s.Out)
	result, err := env.Engine(p.listen).Run(ctx, op)
	p.close()
	phase := Phase{
		Name: name, Took: result.Duration, Steps: len(result.Steps),
		Created: result.Count(engine.ActionCreate), Updated: result.Count(engine.ActionUpdate),
		Replaced: result.Count(engine.ActionCreateReplacement), Deleted: result.Count(engine.ActionDelete),
		Advice: len(result.Violations),
	}
	s.record.Phases = append(s.record.Phases, phase)
	for _, step := range result.Steps {
		if step.Action == engine.ActionCreateReplacement {
			s.record.Replaced[step.Type()]++
		}
	}
	fmt.Fprintf(s.Out, "  %d created, %d updated, %d replaced, %d deleted of %d steps in %s\n",
		phase.Created, phase.Updated, phase.Replaced, phase.Deleted, phase.Steps, phase.Took.Round(tenth))
	for _, advice := range advised(result) {
		fmt.Fprintf(s.Out, "  advised: %s\n", advice)
		if rule, _, _ := strings.Cut(advice, " "); advisory[rule] != "" {
			fmt.Fprintf(s.Out, "    no more than advised here, as %s\n", advisory[rule])
		}
	}
	if err != nil {
		return result, fmt.Errorf("%s: %w", name, err)
	}
	return result, nil
}

// levels has the rules advise that an emulator would make refuse.
func levels() engine.PolicyConfig {
	out := engine.PolicyConfig{}
	for rule := range advisory {
		level := json.RawMessage(`{"enforcementLevel":"advisory"}`)
		out[rule] = &level
	}
	return out
}

// advised are the rules that advise, each with how often and on what.
func advised(r *engine.Result) []string {
	times := map[string]int{}
	for _, v := range r.Violations {
		if !v.Mandatory {
			times[v.Policy+" on "+typeOf(v)]++
		}
	}
	var out []string
	for _, what := range slices.Sorted(maps.Keys(times)) {
		out = append(out, fmt.Sprintf("%s, %d times", what, times[what]))
	}
	return out
}

// unchanged is an operation that must find nothing to change but what is expected.
func (s *session) unchanged(ctx context.Context, name string, op engine.Operation) error {
	result, err := s.run(ctx, name, op)
	all := differences(result, expectations)
	s.record.Phases[len(s.record.Phases)-1].Differences = all
	tell(s.Out, all)
	if err != nil {
		return err
	}
	if n := len(unexpected(all)); n > 0 {
		return fmt.Errorf("%s: %d resources differ where nothing should: they are listed above", name, n)
	}
	return nil
}

// readBack refreshes the state from what there is. What is read back in another order,
// or with what the service filled in, changes the state and is noted; what counts is
// that the program then wants nothing else than before.
func (s *session) readBack(ctx context.Context) error {
	result, err := s.run(ctx, "refresh", engine.OpRefresh)
	all := differences(result, expectations)
	s.record.Phases[len(s.record.Phases)-1].Differences = all
	fmt.Fprintf(s.Out, "  read back otherwise than it was answered:\n")
	tell(s.Out, all)
	if err != nil {
		return err
	}
	return s.unchanged(ctx, "refreshed again", engine.OpPreview)
}

// count notes how many resources of each type of AWS came up.
func (s *session) count(ctx context.Context) error {
	all, err := offline.New(s.loaded, s.cloud, s.store).Engine(nil).Resources(ctx)
	if err != nil {
		return fmt.Errorf("list what came up: %w", err)
	}
	for _, r := range all {
		if typ := string(r.URN.Type()); r.Custom && strings.HasPrefix(typ, "aws:") {
			n := s.record.Resources[typ]
			n.All++
			if s.router.Emulated(string(r.URN), string(r.ID)) {
				n.Emulated++
			}
			s.record.Resources[typ] = n
		}
	}
	return nil
}

// takeDown destroys the environment, its protection off first, as its owner would.
func (s *session) takeDown(ctx context.Context) error {
	if s.loaded.Config.Protect {
		loaded := *s.loaded
		loaded.Config = loaded.Config.Unprotected()
		s.loaded, s.yields = &loaded, true
		if _, err := s.run(ctx, "unprotect", engine.OpUp); err != nil {
			return err
		}
	}
	_, err := s.run(ctx, "destroy", engine.OpDestroy)
	return err
}

// nothingLeft asks the emulators themselves, and the simulated cloud.
func (s *session) nothingLeft(ctx context.Context) error {
	things, err := s.pair.Left(ctx, s.before)
	if err != nil {
		return err
	}
	for _, t := range things {
		s.record.Left = append(s.record.Left, t.String())
	}
	for _, o := range s.cloud.Everything() {
		s.record.Left = append(s.record.Left, fmt.Sprintf("the simulated cloud: %s %s", o.Type, o.ID))
	}
	for _, left := range s.record.Left {
		fmt.Fprintf(s.Out, "  left: %s\n", left)
	}
	if n := len(s.record.Left); n > 0 {
		return errors.New(fmt.Sprint(n, " things are left after it was destroyed: they are listed above"))
	}
	fmt.Fprintln(s.Out, "nothing is left, say both emulators and the simulated cloud")
	return nil
}

// typeOf is what a violation is about: a type, or the whole stack.
func typeOf(v engine.Violation) string {
	if v.URN == "" {
		return "the stack"
	}
	return string(v.URN.Type())
}
