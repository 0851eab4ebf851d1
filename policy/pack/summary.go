package pack

import (
	"cmp"
	"slices"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Violation is one finding of one rule, at the level that held.
type Violation struct {
	Rule     string // the rule's id
	URN      resource.URN
	Path     string // of the property; empty for the resource as a whole
	Message  string
	Level    rule.Level
	Severity rule.Severity

	title, text string // as the engine prints it
}

// Undecided is a question that could not be answered yet.
type Undecided struct {
	Rule string
	URN  resource.URN
	Path string

	unless []string
}

// Summary is what a pack found from when it was made until now.
type Summary struct {
	Tier      rule.Tier
	Rules     int // that are not disabled
	Resources int // that the engine showed
	Checks    int // a rule asked of a resource, or of the stack
	Decided   int // checks that passed or failed: nothing about them is open
	// Violations and Undecided are sorted by rule, resource and path.
	Violations []Violation
	Undecided  []Undecided
	// Waived are the violations that are accepted for a time, sorted likewise.
	Waived []Waived
	// Settled counts the questions that a value left open and the property's
	// dependencies answered.
	Settled int
	// Elapsed is the time spent in the pack, the engine's share left out.
	Elapsed time.Duration
}

// Count is how many violations have a level.
func (s Summary) Count(level rule.Level) int {
	n := 0
	for _, v := range s.Violations {
		if v.Level == level {
			n++
		}
	}
	return n
}

// Summary returns what was found so far.
func (p *Pack) Summary() Summary {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := Summary{Tier: p.tier, Resources: len(p.resources), Elapsed: p.elapsed}
	for _, r := range p.rules {
		if p.level(r) != rule.Disabled {
			s.Rules++
		}
	}
	s.add(p.stack)
	for _, v := range p.resources {
		s.add(v)
	}
	slices.SortFunc(s.Violations, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.URN, b.URN), cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(s.Waived, func(a, b Waived) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.URN, b.URN), cmp.Compare(a.Path, b.Path))
	})
	slices.SortFunc(s.Undecided, func(a, b Undecided) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.URN, b.URN), cmp.Compare(a.Path, b.Path))
	})
	return s
}

func (s *Summary) add(v verdict) {
	s.Checks += v.asked
	s.Decided += v.asked - v.open()
	s.Settled += v.settled
	s.Violations = append(s.Violations, v.violations...)
	s.Waived = append(s.Waived, v.waived...)
	s.Undecided = append(s.Undecided, v.undecided...)
}
