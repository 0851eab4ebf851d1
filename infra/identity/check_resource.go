package identity

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// arnParts is how many parts an ARN has: "arn", partition, service, region,
// account, and the resource, which may hold more colons.
const arnParts = 6

func (s Statement) checkResources(c *fault.Check) {
	if len(s.Resources) == 0 {
		c.Require(s.attached("sts:") || s.attached("ecr:"), "resources", nil,
			"at least one, except in a trust policy (sts actions and a principal) and in an ECR repository's")
	}
	for i, r := range s.Resources {
		path := fmt.Sprintf("resources[%d]", i)
		switch {
		case r.wide:
			c.Require(!blank(r.reason), path+".reason", nil, "why "+r.arn+" is right")
		case r.arn == anything:
			held := s.scopable()
			c.Require(len(held) == 0, path, anything,
				fmt.Sprintf("an ARN, as %s can be held to one, or AnyResource with a reason", strings.Join(held, ", ")))
		default:
			s.checkARN(c, path, r.arn)
		}
	}
}

// checkARN accepts wildcards within the resource's own name alone.
func (s Statement) checkARN(c *fault.Check, path, arn string) {
	parts := strings.SplitN(arn, ":", arnParts)
	if len(parts) != arnParts || parts[0] != "arn" || parts[1] == "" || parts[2] == "" || parts[5] == "" {
		c.Add(path, arn, "an ARN, arn:partition:service:region:account:resource")
		return
	}
	named := !hasWildcard(strings.Join(parts[:5], "")) && !onlyWildcards(parts[5])
	c.Require(named || s.effect() == Deny, path, arn, "wildcards within the resource's name only, or ResourcePattern with a reason")
}

// scopable returns the statement's actions that can be held to a resource. A
// denial of everything needs no narrowing.
func (s Statement) scopable() []string {
	if s.effect() == Deny {
		return nil
	}
	var held []string
	for _, a := range s.Actions {
		if !unscoped(a.name) {
			held = append(held, a.name)
		}
	}
	return held
}

// attached says whether the statement is one of a policy that has no resources,
// as it is attached to the one thing that it speaks of: a role's trust policy, or
// the policy of an ECR repository, which ECR refuses with any (ECR user guide,
// "Private repository policies").
func (s Statement) attached(service string) bool {
	for _, a := range s.Actions {
		if !strings.HasPrefix(a.name, service) {
			return false
		}
	}
	return !s.Principal.nobody()
}

func hasWildcard(s string) bool { return strings.ContainsAny(s, "*?") }

func onlyWildcards(s string) bool { return s != "" && strings.Trim(s, "*?") == "" }

func blank(s string) bool { return strings.TrimSpace(s) == "" }
