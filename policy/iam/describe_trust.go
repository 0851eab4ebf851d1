package iam

import (
	"slices"
	"strings"
)

// TrustLine is one sentence about who is let in by a policy with principals.
type TrustLine struct {
	Who        []string // "everyone", accounts, ARNs, services, providers
	But        []string // whom NotPrincipal leaves out
	Actions    []string
	Conditions []Condition
	Statement  Cite
}

// String is the sentence.
func (l TrustLine) String() string {
	text := joined(l.Who, "and")
	if len(l.But) > 0 {
		text += " except " + joined(l.But, "and")
	}
	text += " may call " + strings.Join(l.Actions, ", ")
	if len(l.Conditions) > 0 {
		text += ", if " + allOf(l.Conditions)
	}
	return text + "."
}

// DescribeTrust says in sentences whom policies with principals let in: those of
// roles and of resources. There is a line for each Allow, in their order.
func DescribeTrust(policies []Policy) []TrustLine {
	var out []TrustLine
	each(policies, Allow, func(c Cite) {
		s := c.Statement
		line := TrustLine{Actions: s.Actions, Conditions: s.Conditions, Statement: c}
		if len(s.NotActions) > 0 {
			line.Actions = []string{"everything but " + strings.Join(s.NotActions, ", ")}
		}
		switch {
		case s.Principal != nil:
			line.Who = s.Principal.list()
		case s.NotPrincipal != nil:
			line.Who, line.But = []string{everyone}, s.NotPrincipal.list()
		default:
			return // an identity's policy names nobody
		}
		out = append(out, line)
	})
	return out
}

const everyone = "everyone"

// list names the principals, as a sentence has them.
func (p *Principals) list() []string {
	if p.Everyone {
		return []string{everyone}
	}
	var out []string
	for _, name := range p.AWS {
		if account := (&Principals{AWS: []string{name}}).WholeAccounts(); len(account) == 1 {
			name = "whoever account " + account[0] + " lets"
		}
		out = append(out, name)
	}
	return slices.Concat(out, p.Service, p.Federated, p.Canonical)
}
