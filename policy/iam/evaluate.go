package iam

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/policy/truth"
)

// Verdict is the answer to a request. The zero value is Undecided, so that a
// forgotten answer is none.
type Verdict int8

// The verdicts.
const (
	Undecided        Verdict = iota // what is known does not say
	Denied                          // nothing allows it
	DeniedExplicitly                // a Deny forbids it
	Conditional                     // allowed to requests that meet what Remaining says
	Allowed                         // allowed
)

// String is the verdict in words.
func (v Verdict) String() string {
	switch v {
	case Denied:
		return "denied"
	case DeniedExplicitly:
		return "denied explicitly"
	case Conditional:
		return "allowed under conditions"
	case Allowed:
		return "allowed"
	default:
		return "undecided"
	}
}

// MayAllow is true unless the request is certainly denied: what a rule asks that
// looks for too much.
func (v Verdict) MayAllow() bool { return v != Denied && v != DeniedExplicitly }

// Kind is what kind of resource a policy is of, as far as the evaluation differs.
type Kind int8

// The kinds of resources.
const (
	Ordinary Kind = iota // identity policies and the resource's policy add up
	Key                  // a KMS key: identity policies count only where its policy lets its account in
	Role                 // a role's trust policy: as with a key
)

// Policy is a document and the name by which a message calls it. Without a
// document it says nothing.
type Policy struct {
	Name string
	*Document
}

// Policies are those that decide a request.
type Policies struct {
	Identity []Policy // of the principal, its groups included
	Boundary []Policy // permissions boundary: empty is none
	Session  []Policy // session policies: empty is none
	Endpoint []Policy // of the VPC endpoint that the request comes through: empty is none
	Resource []Policy // of the resource: empty is none
	Kind     Kind
	Owner    string // the resource's account; empty takes that of the request's resource
	Partial  bool   // there are further policies, which are not known
}

// Cite is a statement that took part in a decision.
type Cite struct {
	Policy    string
	Label     string
	Statement *Statement
}

// String names the statement and its policy.
func (c Cite) String() string {
	if c.Policy == "" {
		return c.Label
	}
	return fmt.Sprintf("%s of %s", c.Label, c.Policy)
}

// Remaining is what a request must still meet: all of the conditions of an Allow,
// or not all of those of a Deny. Without conditions it is the resource or the
// principal that is not known.
type Remaining struct {
	Cite
	Conditions []Condition
}

// Decision is the answer to a request, the statements that led to it and what
// remains to be met.
type Decision struct {
	Verdict    Verdict
	Statements []Cite
	Remaining  []Remaining
}

// Evaluate decides a request as AWS documents it, without the organisation's
// policies (SCPs and RCPs): they may only take away.
//
//   - A Deny that applies decides, wherever it is.
//   - In one account the identity's policies or the resource's have to allow; across
//     accounts both.
//   - A boundary, a session policy and an endpoint's policy grant nothing and bound
//     what is granted. A resource's policy that names a user goes beyond the user's
//     boundary, and one that names a session beyond its session policies, too.
//   - An account among the principals of a resource's policy stands for its own
//     policies: it grants nothing within the account, except that the policies of
//     a key and of a role let identity policies count at all.
func Evaluate(p Policies, r Request) Decision {
	var tally tally
	tally.denies(r, p.Identity, p.Boundary, p.Session, p.Endpoint, p.Resource)
	if tally.denied {
		return Decision{Verdict: DeniedExplicitly, Statements: tally.cites}
	}
	grant := p.grant(&tally, r)
	d := Decision{Statements: tally.cites, Remaining: tally.remaining}
	switch {
	case grant == truth.No:
		d.Verdict, d.Remaining = Denied, nil
		d.Statements = nil
	case grant == truth.Unknown:
		d.Verdict = Conditional
	case tally.openDeny:
		// What was left open about the other Allows no longer matters.
		d.Verdict = Conditional
		d.Remaining = slices.DeleteFunc(d.Remaining, func(r Remaining) bool { return r.Statement.Allows() })
	default:
		d.Verdict, d.Remaining = Allowed, nil
	}
	if p.Partial {
		d.Verdict = Undecided
	}
	return d
}

// grant combines what the policies allow.
func (p Policies) grant(t *tally, r Request) truth.Truth {
	owner := p.Owner
	if owner == "" {
		owner = accountOf(r.Resource)
	}
	within := t.within(r, p.Endpoint)
	resource := t.allows(r, p.Resource)
	if !r.Principal.isIAM() {
		return truth.And(within, resource.any())
	}
	boundary, session := t.within(r, p.Boundary), t.within(r, p.Session)
	identity := truth.And(t.allows(r, p.Identity).any(), boundary, session)
	named := truth.And(truth.Or(resource[byARN], resource[byStar]), session)
	if !r.Principal.isUser() {
		named = truth.And(named, boundary)
	}
	direct := truth.Or(resource[bySession], named)
	switch {
	case owner != "" && owner != r.Principal.Account():
		return truth.And(within, identity, resource.any())
	case p.Kind == Ordinary:
		return truth.And(within, truth.Or(identity, direct))
	default:
		return truth.And(within, truth.Or(direct, truth.And(resource[byAccount], identity)))
	}
}

// tally collects what took part in a decision.
type tally struct {
	cites     []Cite
	remaining []Remaining
	denied    bool
	openDeny  bool
}

// byNaming is what a policy allows, by how it names the principal.
type byNaming [bySession + 1]truth.Truth

func (b byNaming) any() truth.Truth { return truth.Or(b[byAccount:]...) }

func (t *tally) denies(r Request, sets ...[]Policy) {
	for _, set := range sets {
		each(set, Deny, func(c Cite) {
			_, applies, open := c.Statement.applies(r)
			switch applies {
			case truth.Yes:
				if !t.denied {
					t.cites = nil
				}
				t.denied = true
				t.cites = append(t.cites, c)
			case truth.Unknown:
				t.openDeny = true
				t.remaining = append(t.remaining, Remaining{c, open})
			case truth.No:
			}
		})
	}
}

// allows sums up the Allow statements of a set. An identity's policy, which has
// no principals, counts as naming it.
func (t *tally) allows(r Request, set []Policy) byNaming {
	sum := byNaming{truth.No, truth.No, truth.No, truth.No, truth.No}
	each(set, Allow, func(c Cite) {
		named, applies, open := c.Statement.applies(r)
		if applies == truth.No {
			return
		}
		sum[named] = truth.Or(sum[named], applies)
		t.cites = append(t.cites, c)
		if applies == truth.Unknown {
			t.remaining = append(t.remaining, Remaining{c, open})
		}
	})
	return sum
}

// within says whether a set of policies that only bounds lets a request through.
func (t *tally) within(r Request, set []Policy) truth.Truth {
	if len(set) == 0 {
		return truth.Yes
	}
	return t.allows(r, set).any()
}

// each calls do with every statement of one effect.
func each(set []Policy, effect Effect, do func(Cite)) {
	for _, n := range set {
		if n.Document == nil {
			continue
		}
		for i := range n.Statements {
			if s := &n.Statements[i]; s.Effect == effect {
				do(Cite{n.Name, s.Label(i), s})
			}
		}
	}
}
