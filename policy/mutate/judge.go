package mutate

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// baseline is what the rules say of the environment as it is, and where they
// looked for it.
type baseline struct {
	env   Environment
	rules []rule.Rule
	// checks and stackChecks are the rules about a type, as indices into rules.
	checks, stackChecks map[string][]int
	// found counts the violations of each rule by resource.
	found []map[resource.URN]int
	// traces are what each rule read of each resource.
	traces []map[resource.URN]*rule.Trace
	// roots are the inputs that those reads lie in.
	roots []map[resource.URN]map[string]bool
}

// ask puts the environment before the rules.
func ask(env Environment, rules []rule.Rule) (*baseline, error) {
	b := &baseline{
		env: env, rules: rules, checks: map[string][]int{}, stackChecks: map[string][]int{},
		found:  make([]map[resource.URN]int, len(rules)),
		traces: make([]map[resource.URN]*rule.Trace, len(rules)),
		roots:  make([]map[resource.URN]map[string]bool, len(rules)),
	}
	for i, r := range rules {
		b.found[i], b.traces[i] = map[resource.URN]int{}, map[resource.URN]*rule.Trace{}
		index := b.checks
		if r.CheckStack != nil {
			index = b.stackChecks
		}
		for _, t := range slices.Compact(slices.Sorted(slices.Values(r.Types))) {
			index[t] = append(index[t], i)
		}
		if err := b.askOne(i); err != nil {
			return nil, err
		}
		b.roots[i] = map[resource.URN]map[string]bool{}
		for urn, trace := range b.traces[i] {
			b.roots[i][urn] = map[string]bool{}
			for read := range trace.Read {
				b.roots[i][urn][rule.Root(read)] = true
			}
		}
	}
	return b, nil
}

// askOne asks one rule, and traces what it reads.
func (b *baseline) askOne(i int) error {
	r := b.rules[i]
	traced := func(res *rule.Resource) *rule.Resource {
		if !slices.Contains(r.Types, res.Type) {
			return res
		}
		out := res.With(res.Properties)
		out.Trace = rule.NewTrace()
		b.traces[i][res.URN] = out.Trace
		return out
	}
	if r.CheckStack == nil {
		for _, res := range b.env.Inputs {
			if !slices.Contains(r.Types, res.Type) {
				continue
			}
			counts, err := b.violations(r, traced(res), nil)
			if err != nil {
				return err
			}
			maps.Copy(b.found[i], counts)
		}
		return nil
	}
	var all []*rule.Resource
	for _, res := range b.env.Stack.All() {
		all = append(all, traced(res))
	}
	counts, err := b.violations(r, nil, rule.NewStack(all))
	b.found[i] = counts
	return err
}

// violations asks a rule about a resource, or about a stack, and counts its
// violations by resource. A rule that panics is broken, which no score may hide.
func (b *baseline) violations(r rule.Rule, res *rule.Resource, stack *rule.Stack) (counts map[resource.URN]int, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the rule %s is broken: %v", r.ID, broken)
		}
	}()
	var rep *rule.Report
	if r.CheckStack != nil {
		rep = rule.NewReport(r, b.env.Context, "")
		r.CheckStack(stack, rep)
	} else {
		rep = rule.NewReport(r, b.env.Context, res.URN)
		r.Check(res, rep)
	}
	counts = map[resource.URN]int{}
	for _, f := range rep.Findings() {
		counts[f.URN]++
	}
	return counts, nil
}

// traceOf is what all rules together read of a resource.
func (b *baseline) traceOf(urn resource.URN) *rule.Trace {
	all := rule.NewTrace()
	for _, traces := range b.traces {
		all.Add(traces[urn])
	}
	return all
}

// reads says whether a rule can answer otherwise after a change: it read one of
// the inputs that the change touches. Links are read beside the inputs, and a
// rule is told of resources as a whole, so such changes concern every rule about
// the type.
func (b *baseline) reads(i int, urn resource.URN, v variant) bool {
	roots := v.roots()
	if roots == nil || len(v.links) > 0 {
		return true
	}
	read := b.roots[i][urn]
	return slices.ContainsFunc(roots, func(root string) bool {
		return read[root] || root == "tags" && read["tagsAll"]
	})
}

// noticeable is true for mutants that some rule could notice.
func (b *baseline) noticeable(m Mutant) bool {
	for _, i := range slices.Concat(b.checks[m.Type], b.stackChecks[m.Type]) {
		for _, v := range m.variants {
			if b.reads(i, m.URN, v) {
				return true
			}
		}
	}
	return false
}

// judge asks the rules about mutants.
type judge struct {
	*baseline

	inputs map[resource.URN]*rule.Resource
	shown  map[resource.URN]*rule.Resource
	stack  *rule.Stack
}

func newJudge(b *baseline) *judge {
	j := &judge{baseline: b, inputs: map[resource.URN]*rule.Resource{}, shown: map[resource.URN]*rule.Resource{}}
	for _, r := range b.env.Inputs {
		j.inputs[r.URN] = r.With(r.Properties)
	}
	var all []*rule.Resource
	for _, r := range b.env.Stack.All() {
		own := r.With(r.Properties)
		j.shown[r.URN] = own
		all = append(all, own)
	}
	j.stack = rule.NewStack(all)
	return j
}

// objects says whether a rule objects to the mutant, to any of its variants.
func (j *judge) objects(m Mutant) (bool, error) {
	for _, v := range m.variants {
		if found, err := j.objectsTo(m, v); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

func (j *judge) objectsTo(m Mutant, v variant) (bool, error) {
	if input := v.apply(j.inputs[m.URN]); input != nil {
		for _, i := range j.checks[m.Type] {
			if found, err := j.more(i, m, v, input, nil); found || err != nil {
				return found, err
			}
		}
	}
	old := j.shown[m.URN]
	stack := j.stack.Replaced(old, v.apply(old))
	for _, i := range j.stackChecks[m.Type] {
		if found, err := j.more(i, m, v, nil, stack); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// more is true when a rule objects more often than it did, to any resource.
func (j *judge) more(i int, m Mutant, v variant, res *rule.Resource, stack *rule.Stack) (bool, error) {
	if !j.reads(i, m.URN, v) {
		return false, nil
	}
	counts, err := j.violations(j.rules[i], res, stack)
	if err != nil {
		return false, fmt.Errorf("%s %s, %s: %w", m.URN.Name(), m.Path, m.Operator, err)
	}
	for urn, n := range counts {
		if n > j.found[i][urn] {
			return true, nil
		}
	}
	return false, nil
}
