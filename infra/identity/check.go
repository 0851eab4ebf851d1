package identity

import (
	"fmt"
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

var (
	sidForm     = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	actionForm  = regexp.MustCompile(`^[a-z0-9-]+:[A-Za-z0-9]+$`)
	patternForm = regexp.MustCompile(`^[a-z0-9-]+:[A-Za-z0-9]*\*$`)
)

// check returns every fault of the document.
func (d Document) check() fault.Faults {
	var c fault.Check
	c.Require(len(d.Statements) > 0, "statements", nil, "at least one")
	seen := map[string]bool{}
	for i, s := range d.Statements {
		path := fmt.Sprintf("statements[%s]", s.Sid)
		if s.Sid == "" || seen[s.Sid] {
			path = fmt.Sprintf("statements[%d]", i)
		}
		switch {
		case seen[s.Sid]:
			c.Add(path+".sid", s.Sid, "a sid that no other statement has")
		case !sidForm.MatchString(s.Sid):
			c.Add(path+".sid", s.Sid, "letters and digits that say what the statement is for")
		}
		seen[s.Sid] = s.Sid != ""
		c.Require(s.Principal.nobody() == d.Statements[0].Principal.nobody(), path+".principal", s.Principal.kind,
			"a principal in every statement of a document, or in none")
		c.Join(path, s.check())
	}
	return c.Faults()
}

func (s Statement) check() fault.Faults {
	var c fault.Check
	c.Require(s.effect() == Allow || s.effect() == Deny, "effect", s.Effect, "Allow or Deny")
	s.checkPrincipal(&c)
	s.checkActions(&c)
	s.checkResources(&c)
	s.checkConditions(&c)
	return c.Faults()
}

func (s Statement) checkPrincipal(c *fault.Check) {
	if s.Principal.nobody() {
		return
	}
	c.Require(len(s.Principal.values) > 0, "principal", nil, "at least one")
	for i, v := range s.Principal.values {
		c.Require(v != "", fmt.Sprintf("principal[%d]", i), nil, "the name or ARN of a principal")
	}
	switch {
	case s.effect() != Allow || !s.Principal.anyone():
	case s.Principal.open:
		c.Require(!blank(s.Principal.reason), "principal.reason", nil, "why anyone at all is right")
	default:
		c.Require(s.saysWho(), "principal", anything,
			"a named principal, a condition on the caller or the source (aws:PrincipalAccount, ...), or AnyoneAtAll with a reason")
	}
}

func (s Statement) checkActions(c *fault.Check) {
	c.Require(len(s.Actions) > 0, "actions", nil, "at least one")
	for i, a := range s.Actions {
		path := fmt.Sprintf("actions[%d]", i)
		switch {
		case !a.wild && hasWildcard(a.name):
			c.Add(path, a.name, "the actions one by one, or ActionPrefix with a reason")
		case !a.wild:
			c.Require(actionForm.MatchString(a.name), path, a.name, "service:Action")
		case blank(a.reason):
			c.Add(path+".reason", nil, "why "+a.name+" is right, also for actions that AWS adds later")
		default:
			c.Require(patternForm.MatchString(a.name), path, a.name, "service:Prefix, without a wildcard of its own")
		}
	}
}
