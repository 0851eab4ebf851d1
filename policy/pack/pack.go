// Package pack runs the rules for the engine: it is the analyzer that Pulumi
// calls for every resource before it is made and for the whole stack at the end.
//
// It speaks the analyzer's protocol (pulumirpc.AnalyzerServer) itself instead of
// going through the SDK's policyx package. As of 3.259 that one reads a
// resource's properties again for every policy, whatever the resource's type,
// which makes the cost of a preview policies times resources; it panics on an
// unknown that a policy reads as a text, gives up the analysis on a policy's
// error, and drops the pack's level. Here a resource is dispatched by type, read
// once and only when a rule wants it, a rule that panics is a violation of that
// rule, and every rule has its own level in every tier.
//
// No rule lives here, and nothing that knows AWS.
package pack

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rules"
	"github.com/covetpy/platform/policy/waiver"
)

// Name and Version identify the pack to the engine.
const (
	Name    = "covetpy"
	Version = "0.3.0"
)

// Options of a pack. The zero value is every rule at the levels of production.
type Options struct {
	// Tier whose levels hold. Empty: that of the stack's configuration
	// (<project>:tier), or production's when it has none.
	Tier rule.Tier
	// Rules to run; nil for all.
	Rules []rule.Rule
	// Account is the id of the environment's own AWS account. Empty: that of the
	// stack's configuration (<project>:account), when it has one.
	Account string
	// Waivers that hold; nil for those of the file that is built in.
	Waivers []waiver.Waiver
	// KeepStack keeps the last stack that was analysed, with the properties of all
	// its resources, for Stack, and what each resource was to be, for Inputs.
	KeepStack bool
	// Now is the clock that Summary.Elapsed is measured with; nil for the
	// machine's.
	Now func() time.Time
}

// Pack is one run of the rules: it holds what was found since it was made. Make
// one for each operation on a stack. It may be called from several goroutines.
type Pack struct {
	pulumirpc.UnimplementedAnalyzerServer

	rules     []rule.Rule
	byType    map[string][]int // resource rules, as indices into rules
	elsewhere map[string][]*pulumirpc.PolicyNotApplicable
	now       func() time.Time
	keepStack bool
	waivers   []waiver.Waiver

	mu        sync.Mutex
	tier      rule.Tier
	fixedTier bool // the caller of New chose the tier
	account   string
	overrides map[string]override
	kept      *rule.Stack
	inputs    []*rule.Resource
	shown     map[resource.URN]*structpb.Struct // inputs, as they came
	resources map[resource.URN]verdict
	stack     verdict
	elapsed   time.Duration
}

var _ pulumirpc.AnalyzerServer = (*Pack)(nil)

// New makes a pack. It is an error if a rule lacks something, or if two share an
// id.
func New(o Options) (*Pack, error) {
	if o.Rules == nil {
		o.Rules = Rules()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Pack{
		rules:     slices.Clone(o.Rules),
		byType:    map[string][]int{},
		now:       o.Now,
		tier:      rule.Prod,
		account:   o.Account,
		keepStack: o.KeepStack,
		resources: map[resource.URN]verdict{},
		shown:     map[resource.URN]*structpb.Struct{},
	}
	if o.Tier != "" {
		tier, err := rule.ParseTier(string(o.Tier))
		if err != nil {
			return nil, fmt.Errorf("make policy pack: %w", err)
		}
		p.tier, p.fixedTier = tier, true
	}
	if err := check(p.rules); err != nil {
		return nil, fmt.Errorf("make policy pack: %w", err)
	}
	if o.Waivers == nil {
		var err error
		if o.Waivers, err = waiver.Load(o.Now()); err != nil {
			return nil, fmt.Errorf("make policy pack: %w", err)
		}
	}
	if err := p.resolve(o.Waivers); err != nil {
		return nil, fmt.Errorf("make policy pack: %w", err)
	}
	slices.SortFunc(p.rules, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	p.dispatch()
	return p, nil
}

// check reports every fault of every rule, and every id that is there twice.
func check(list []rule.Rule) error {
	var faults []error
	owner := map[string]string{}
	for _, r := range list {
		for _, fault := range r.Faults() {
			faults = append(faults, fmt.Errorf("rule %q: %s", r.ID, fault))
		}
		for _, id := range append([]string{r.ID}, r.Aliases...) {
			if other, taken := owner[id]; taken {
				faults = append(faults, fmt.Errorf("rule %q: id %q is taken by %q", r.ID, id, other))
			}
			owner[id] = r.ID
		}
	}
	return errors.Join(faults...)
}

// dispatch indexes the resource rules by the types they read.
func (p *Pack) dispatch() {
	for i, r := range p.rules {
		if r.Check != nil {
			for _, t := range r.Types {
				p.byType[t] = append(p.byType[t], i)
			}
		}
	}
	p.elsewhere = map[string][]*pulumirpc.PolicyNotApplicable{}
}

// Inputs are the resources as Check was asked about them, the last showing of
// each; none when Options.KeepStack was not set.
func (p *Pack) Inputs() []*rule.Resource {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.inputs)
}

// keep keeps a resource in place of an earlier showing of it.
func (p *Pack) keep(res *rule.Resource) {
	if !p.keepStack {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.IndexFunc(p.inputs, func(r *rule.Resource) bool { return r.URN == res.URN }); i >= 0 {
		p.inputs[i] = res
		return
	}
	p.inputs = append(p.inputs, res)
}

// Rules is every rule, by id, that about waivers included.
func Rules() []rule.Rule {
	list := append(rules.All(), unusedWaivers(&Pack{}))
	slices.SortFunc(list, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// Find returns the rule that an id or an alias names.
func Find(id string) (rule.Rule, bool) {
	for _, r := range Rules() {
		if r.ID == id || slices.Contains(r.Aliases, id) {
			return r, true
		}
	}
	return rule.Rule{}, false
}

// Stack is the last whole stack that the pack was asked about; nil before that,
// and when Options.KeepStack was not set.
func (p *Pack) Stack() *rule.Stack {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.kept
}
