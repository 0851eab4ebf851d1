package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waiver"
)

// Waived is a violation that the team accepts for a time.
type Waived struct {
	Violation
	Waiver waiver.Waiver
}

// waive moves the violations of a verdict that a waiver covers out of the way,
// and says of the others that a waiver of theirs has expired. It is only asked
// about verdicts that were not asked before.
func (p *Pack) waive(v *verdict) {
	if len(p.waivers) == 0 {
		return
	}
	now := p.now()
	v.violations = slices.DeleteFunc(v.violations, func(found Violation) bool {
		for _, w := range p.waivers {
			if w.Rule != found.Rule || !w.Covers(string(found.URN)) || w.Expired(now) {
				continue
			}
			found.Level = rule.Advisory
			found.text = fmt.Sprintf("%s\nWaived until %s by %s (%s): %s", found.text, w.Until(), w.Owner, w.Ticket, w.Reason)
			v.waived = append(v.waived, Waived{Violation: found, Waiver: w})
			return true
		}
		return false
	})
	for i, found := range v.violations {
		for _, w := range p.waivers {
			if w.Rule == found.Rule && w.Covers(string(found.URN)) {
				v.violations[i].text += fmt.Sprintf("\nIts waiver expired on %s (%s, %s).", w.Until(), w.Owner, w.Ticket)
				break
			}
		}
	}
}

// resolve replaces the aliases in waivers by ids; a rule that there is not is an
// error.
func (p *Pack) resolve(waivers []waiver.Waiver) error {
	p.waivers = slices.Clone(waivers)
	var unknown []string
	for i, w := range p.waivers {
		r, ok := p.find(w.Rule)
		if !ok {
			unknown = append(unknown, w.Rule)
		}
		p.waivers[i].Rule = r.ID
	}
	if len(unknown) > 0 {
		return fmt.Errorf("read %s: no rule is named %s (platform policy list names them)", waiver.File, strings.Join(unknown, ", "))
	}
	return nil
}

const stackType = "pulumi:pulumi:Stack"

// waiversID is the rule's that is asked last.
const waiversID = "consistency-waivers"

// unusedWaivers is the rule that the pack has about its own file: only the pack
// knows what became of each waiver.
func unusedWaivers(p *Pack) rule.Rule {
	return rule.Rule{
		ID:    waiversID,
		Title: "Every waiver waives something",
		Why: "A waiver that outlives its violation lets the same fault back in unseen: it is a hole that nobody " +
			"remembers. So it goes when what it covered is mended, expired or not.",
		Fix:      "Delete the waiver from " + waiver.File + ", or mend its rule or its URN pattern.",
		Severity: rule.Medium,
		Levels:   rule.Everywhere(rule.Mandatory),
		Types:    []string{stackType},
		Controls: append(rule.NIST.IDs("CA-5", "CM-3"), rule.SOC2.IDs("CC8.1")...),
		Since:    "0.3.0",
		CheckStack: func(s *rule.Stack, rep *rule.Report) {
			for _, root := range s.OfType(stackType) {
				p.reportUnused(root, rep)
			}
		},
	}
}

// reportUnused reports the waivers that are about the stack and cover nothing. A
// waiver for another environment is not asked here; while a question is open that
// the waiver may be about, so is whether it is needed.
func (p *Pack) reportUnused(root *rule.Resource, rep *rule.Report) {
	p.mu.Lock()
	defer p.mu.Unlock()
	verdicts := []verdict{p.stack}
	for _, v := range p.resources {
		verdicts = append(verdicts, v)
	}
	prefix := fmt.Sprintf("urn:pulumi:%s::", root.URN.Stack())
	for _, w := range p.waivers {
		stack, _, _ := strings.Cut(strings.TrimPrefix(w.URN, "urn:pulumi:"), "::")
		if !rule.Like("urn:pulumi:"+stack+"::", prefix) {
			continue
		}
		used, open := false, false
		for _, v := range verdicts {
			used = used || v.touches(w)
			open = open || slices.ContainsFunc(v.undecided, func(u Undecided) bool { return u.Rule == w.Rule && w.Covers(string(u.URN)) })
		}
		switch {
		case used:
		case open:
			rep.On(root).Undecided(rule.Value{})
		default:
			rep.On(root).Fail(rule.Value{}, "the waiver of %s for %s (%s, %s) covers no violation", w.Rule, w.URN, w.Owner, w.Ticket)
		}
	}
}

// touches says whether a waiver, expired or not, is about a violation.
func (v verdict) touches(w waiver.Waiver) bool {
	about := func(id string, urn resource.URN) bool { return id == w.Rule && w.Covers(string(urn)) }
	return slices.ContainsFunc(v.waived, func(x Waived) bool { return about(x.Rule, x.URN) }) ||
		slices.ContainsFunc(v.violations, func(x Violation) bool { return about(x.Rule, x.URN) })
}
