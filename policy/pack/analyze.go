package pack

import (
	"context"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/rule"
)

// Analyze asks the rules of a resource's type about it, before it is made. A
// resource that no rule is about is not even read.
func (p *Pack) Analyze(_ context.Context, req *pulumirpc.AnalyzeRequest) (*pulumirpc.AnalyzeResponse, error) {
	start := p.now()
	typ := rule.Canonical(req.GetType())
	indices := p.byType[typ]
	urn := resource.URN(req.GetUrn())
	var v verdict
	if len(indices) > 0 || p.keepStack {
		m, err := properties(req.GetUrn(), req.GetProperties())
		if err != nil {
			return nil, fmt.Errorf("analyze resource: %w", err)
		}
		res := &rule.Resource{
			URN:        urn,
			Type:       typ,
			Name:       req.GetName(),
			Parent:     resource.URN(req.GetOptions().GetParent()),
			Protect:    req.GetOptions().GetProtect(),
			Properties: m,
		}
		p.keep(res)
		for _, i := range indices {
			r := p.rules[i]
			level, context := p.setup(r)
			v.ask(r, level, context, urn, func(rep *rule.Report) { r.Check(res, rep) })
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waive(&v)
	p.shown[urn] = req.GetProperties()
	p.resources[urn] = v // a resource that is analysed again has a new verdict
	p.elapsed += p.now().Sub(start)
	return &pulumirpc.AnalyzeResponse{
		Diagnostics:   v.diagnostics(),
		NotApplicable: append(slices.Clone(p.elsewhereOf(typ)), v.notDecided()...),
	}, nil
}

// setup is how a rule runs: its level, and what it may know.
func (p *Pack) setup(r rule.Rule) (rule.Level, rule.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.level(r), rule.Context{Tier: p.tier, Account: p.account, Settings: p.overrides[r.ID].settings}
}

// allBut lists the resource rules that are not among the indices, as not
// applicable.
func (p *Pack) allBut(indices []int) []*pulumirpc.PolicyNotApplicable {
	var out []*pulumirpc.PolicyNotApplicable
	for i, r := range p.rules {
		if r.Check != nil && !slices.Contains(indices, i) {
			out = append(out, &pulumirpc.PolicyNotApplicable{PolicyName: r.ID, Reason: "about other types"})
		}
	}
	return out
}

// elsewhereOf lists the rules that are not about a type. There are many types, and
// a program has few of them: a list is made when its type first comes up. The
// caller holds the lock.
func (p *Pack) elsewhereOf(t string) []*pulumirpc.PolicyNotApplicable {
	indices, ok := p.byType[t]
	if !ok {
		t = "" // one list for all types that no rule is about
	}
	list, ok := p.elsewhere[t]
	if !ok {
		list = p.allBut(indices)
		p.elsewhere[t] = list
	}
	return list
}

// AnalyzeStack asks the stack rules about all resources, once the program has
// run, and settles what was left open about single resources and is answered by
// what their properties depend on.
func (p *Pack) AnalyzeStack(_ context.Context, req *pulumirpc.AnalyzeStackRequest) (*pulumirpc.AnalyzeResponse, error) {
	start := p.now()
	stack, err := p.readStack(req.GetResources())
	if err != nil {
		return nil, fmt.Errorf("analyze stack: %w", err)
	}
	var v verdict
	for _, r := range p.rules {
		if r.CheckStack != nil && r.ID != waiversID {
			p.askStack(&v, r, stack)
		}
	}
	p.mu.Lock()
	p.waive(&v)
	p.stack = v
	if p.keepStack {
		p.kept = stack
	}
	p.settle(req.GetResources())
	p.mu.Unlock()
	p.askWaivers(stack)

	p.mu.Lock()
	defer p.mu.Unlock()
	v = p.stack
	p.elapsed += p.now().Sub(start)
	return &pulumirpc.AnalyzeResponse{
		Diagnostics:   v.diagnostics(),
		NotApplicable: v.notDecided(),
	}, nil
}

func (p *Pack) askStack(v *verdict, r rule.Rule, s *rule.Stack) {
	level, context := p.setup(r)
	v.ask(r, level, context, "", func(rep *rule.Report) { r.CheckStack(s, rep) })
}

// askWaivers asks the rule about waivers, after all others have had their say.
func (p *Pack) askWaivers(s *rule.Stack) {
	if len(p.waivers) == 0 {
		return
	}
	var v verdict
	p.askStack(&v, unusedWaivers(p), s)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stack.asked += v.asked
	p.stack.violations = append(p.stack.violations, v.violations...)
	p.stack.undecided = append(p.stack.undecided, v.undecided...)
}

// readStack reads the resources that stack rules declare; of the others only
// what identifies them and what they are made from.
func (p *Pack) readStack(wire []*pulumirpc.AnalyzerResource) (*rule.Stack, error) {
	wanted := map[string]bool{}
	for _, r := range p.rules {
		if level, _ := p.setup(r); r.CheckStack != nil && level != rule.Disabled {
			for _, t := range r.Types {
				wanted[t] = true
			}
		}
	}
	resources := make([]*rule.Resource, len(wire))
	for i, w := range wire {
		resources[i] = &rule.Resource{
			URN:     resource.URN(w.GetUrn()),
			Type:    rule.Canonical(w.GetType()),
			Name:    w.GetName(),
			Parent:  resource.URN(w.GetParent()),
			Protect: w.GetOptions().GetProtect(),

			Dependencies: dependencies(w),
		}
		if !p.keepStack && !wanted[resources[i].Type] {
			continue
		}
		m, err := properties(w.GetUrn(), p.statement(w))
		if err != nil {
			return nil, err
		}
		resources[i].Properties = m
	}
	return rule.NewStack(resources), nil
}

// statement is what the engine says of a resource at the end. Of one whose
// provider it can't configure yet, as a Kubernetes object of a cluster that is
// still to be made, it says nothing at all: then what the resource was to be
// stands in, since nothing is no answer to a rule.
func (p *Pack) statement(w *pulumirpc.AnalyzerResource) *structpb.Struct {
	p.mu.Lock()
	defer p.mu.Unlock()
	if inputs := p.shown[resource.URN(w.GetUrn())]; len(w.GetProperties().GetFields()) == 0 && inputs != nil {
		return inputs
	}
	return w.GetProperties()
}

func dependencies(w *pulumirpc.AnalyzerResource) map[string][]resource.URN {
	out := map[string][]resource.URN{}
	for property, on := range w.GetPropertyDependencies() {
		for _, urn := range on.GetUrns() {
			out[property] = append(out[property], resource.URN(urn))
		}
	}
	return out
}

// settle drops the open questions that a resource's dependencies answer: the
// property is made from outputs of the types that satisfy the rule, and from
// nothing else. The update asks again, with the value. The caller holds the lock.
func (p *Pack) settle(wire []*pulumirpc.AnalyzerResource) {
	for _, w := range wire {
		urn, on := resource.URN(w.GetUrn()), dependencies(w)
		if v, analysed := p.resources[urn]; analysed {
			p.resources[urn] = v.settle(urn, on)
		}
		p.stack = p.stack.settle(urn, on)
	}
}

// settle is the verdict without the open questions about a resource that its
// dependencies answer.
func (v verdict) settle(urn resource.URN, on map[string][]resource.URN) verdict {
	before := len(v.undecided)
	v.undecided = slices.DeleteFunc(slices.Clone(v.undecided), func(u Undecided) bool {
		return u.URN == urn && settled(on[rule.Root(u.Path)], u.unless)
	})
	v.settled += before - len(v.undecided)
	return v
}

func settled(on []resource.URN, types []string) bool {
	if len(on) == 0 {
		return false
	}
	return !slices.ContainsFunc(on, func(u resource.URN) bool { return !slices.Contains(types, rule.Canonical(string(u.Type()))) })
}
