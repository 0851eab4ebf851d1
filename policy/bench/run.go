package bench

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waiver"
)

// Account is the environment's own in every case.
const Account = "111122223333"

// Score is what became of the cases of one concern.
type Score struct {
	Concern     string
	Good, Bad   int
	Caught      int
	Resources   int           // that were shown to the pack
	Took        time.Duration // in the pack
	Missed      []Miss
	Catches     []Catch
	FalseAlarms []Alarm
}

// Miss is a bad case that nothing objected to.
type Miss struct {
	Subject, Case string
	Asks          []string
}

// Catch is a bad case that was caught, and the rules that objected.
type Catch struct {
	Miss
	Rules []string
}

// Alarm is a violation in a good case.
type Alarm struct {
	Subject, Case string
	Violation     pack.Violation
}

// Run puts every case before the rules (nil for all of them) and returns a score
// for each concern, sorted. A case that can't be built is an error.
func Run(ctx context.Context, files []File, rules []rule.Rule) ([]Score, error) {
	byConcern := map[string]*Score{}
	var order []string
	for _, f := range files {
		s := byConcern[f.Concern]
		if s == nil {
			s = &Score{Concern: f.Concern}
			byConcern[f.Concern] = s
			order = append(order, f.Concern)
		}
		if err := s.run(ctx, f, rules); err != nil {
			return nil, fmt.Errorf("bench %s/%s: %w", f.Concern, f.Subject, err)
		}
	}
	slices.Sort(order)
	out := make([]Score, len(order))
	for i, concern := range order {
		out[i] = *byConcern[concern]
	}
	return out, nil
}

func (s *Score) run(ctx context.Context, f File, rules []rule.Rule) error {
	before := map[string][]pack.Violation{}
	for _, named := range f.Good {
		g, err := f.good(named.Name)
		if err != nil {
			return err
		}
		found, err := s.ask(ctx, g, nil, rules)
		if err != nil {
			return fmt.Errorf("%s: %w", g.Name, err)
		}
		s.Good++
		before[g.Name] = found
		for _, v := range found {
			s.FalseAlarms = append(s.FalseAlarms, Alarm{Subject: f.Subject, Case: g.Name, Violation: v})
		}
	}
	for _, b := range f.Bad {
		if _, known := before[b.Of]; !known { // of a stack that another file lends
			g, err := f.good(b.Of)
			if err != nil {
				return fmt.Errorf("%s: %w", b.Name, err)
			}
			if before[b.Of], err = s.ask(ctx, g, nil, rules); err != nil {
				return fmt.Errorf("%s: %w", b.Of, err)
			}
		}
		g, err := f.good(b.Of)
		if err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
		found, err := s.ask(ctx, g, b.Spoil, rules)
		if err != nil {
			return fmt.Errorf("%s: %w", b.Name, err)
		}
		s.Bad++
		is, by := Miss{Subject: f.Subject, Case: b.Name, Asks: b.Asks}, objections(before[b.Of], found, b.At)
		if len(by) == 0 {
			s.Missed = append(s.Missed, is)
			continue
		}
		s.Caught++
		s.Catches = append(s.Catches, Catch{is, by})
	}
	return nil
}

// objections are the rules with a violation that the good stack did not have, about
// the resource in question.
func objections(before, after []pack.Violation, at string) []string {
	var out []string
	for _, v := range after {
		old := slices.ContainsFunc(before, func(o pack.Violation) bool {
			return o.Rule == v.Rule && o.URN == v.URN && o.Path == v.Path
		})
		if !old && (at == "" || v.URN.Name() == at) && !slices.Contains(out, v.Rule) {
			out = append(out, v.Rule)
		}
	}
	return out
}

// ask shows a stack to a new pack as the engine does: each resource, then all.
func (s *Score) ask(ctx context.Context, g Good, steps []Step, rules []rule.Rule) ([]pack.Violation, error) {
	resources, err := spoil(g, slices.Concat(g.Change, steps))
	if err != nil {
		return nil, err
	}
	tier := g.Tier
	if tier == "" {
		tier = rule.Prod
	}
	p, err := pack.New(pack.Options{Tier: tier, Account: Account, Rules: rules, Waivers: []waiver.Waiver{}})
	if err != nil {
		return nil, err
	}
	whole := &pulumirpc.AnalyzeStackRequest{}
	for _, r := range resources {
		properties, err := wire(r.Properties)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Name, err)
		}
		options := &pulumirpc.AnalyzerResourceOptions{Protect: r.Protect, Parent: string(r.Parent)}
		typ := string(r.URN.Type()) // as written, which may be another token than the rules'
		if _, err := p.Analyze(ctx, &pulumirpc.AnalyzeRequest{
			Type: typ, Urn: string(r.URN), Name: r.Name, Properties: properties, Options: options,
		}); err != nil {
			return nil, err
		}
		whole.Resources = append(whole.Resources, &pulumirpc.AnalyzerResource{
			Type: typ, Urn: string(r.URN), Name: r.Name, Properties: properties, Options: options,
			Parent: string(r.Parent), PropertyDependencies: dependencies(r),
		})
	}
	if _, err := p.AnalyzeStack(ctx, whole); err != nil {
		return nil, err
	}
	summary := p.Summary()
	s.Resources += len(resources)
	s.Took += summary.Elapsed
	return summary.Violations, nil
}

func wire(m resource.PropertyMap) (*structpb.Struct, error) {
	return plugin.MarshalProperties(m, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true})
}

func dependencies(r *rule.Resource) map[string]*pulumirpc.AnalyzerPropertyDependencies {
	out := map[string]*pulumirpc.AnalyzerPropertyDependencies{}
	for property, urns := range r.Dependencies {
		on := &pulumirpc.AnalyzerPropertyDependencies{}
		for _, urn := range urns {
			on.Urns = append(on.Urns, string(urn))
		}
		out[property] = on
	}
	return out
}

// Add adds another score to this one.
func (s *Score) Add(o Score) {
	s.Good += o.Good
	s.Bad += o.Bad
	s.Caught += o.Caught
	s.Resources += o.Resources
	s.Took += o.Took
	s.Missed = append(s.Missed, o.Missed...)
	s.Catches = append(s.Catches, o.Catches...)
	s.FalseAlarms = append(s.FalseAlarms, o.FalseAlarms...)
}
