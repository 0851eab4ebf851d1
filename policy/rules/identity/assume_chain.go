package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var assumeChain = rule.Rule{
	ID:    "identity-assume-chain",
	Title: "No role reaches an administrator by assuming others",
	Why: "A role that may assume a second, which may assume a third, has the third's rights in two calls. No document " +
		"shows it: it takes the permissions of the one and the trust of the other. A workload that gets to an " +
		"administrator this way is one itself.",
	Fix: "Take the sts:AssumeRole of the first step away, or name in the last role's trust whom it is for; roles that " +
		"administer are named in the setting exempt, so that they may assume one another.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    holderTypes,
	Controls: leastPrivilege(),
	Settings: []rule.Setting{exemptRoles()},
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		account, _ := rep.Account()
		holders := Holders(s, account)
		for _, h := range holders {
			if likeAny(rep.Texts(exemptSetting), h.Name) {
				continue
			}
			if h.ARN == "" {
				rep.On(h.Role).Undecided(h.Role.At("arn"))
			}
			h.undecided(rep)
			if chain := toAdministrator(h, holders); chain != nil {
				rep.On(h.Role).Require(settled(chain), h.Role.At("name"), "%s administers in the end", names(chain))
			}
		}
	},
}

// settled is No for a chain of which everything is known, and Unknown where what is
// still to come may refuse a step.
func settled(chain []*Holder) rule.Truth {
	if slices.ContainsFunc(chain, func(h *Holder) bool { return len(h.Open) > 0 }) {
		return rule.Unknown
	}
	return rule.No
}

func names(chain []*Holder) string {
	out := make([]string, len(chain))
	for i, h := range chain {
		out[i] = h.Name
	}
	return strings.Join(out, ", which may assume ")
}

// toAdministrator is the shortest chain from a role to one that
// administers, which the role itself does not; nil when there is none.
func toAdministrator(from *Holder, holders []*Holder) []*Holder {
	if administersAll(from) {
		return nil // the other rules object to that
	}
	seen := map[*Holder][]*Holder{from: {from}}
	for queue := []*Holder{from}; len(queue) > 0; queue = queue[1:] {
		for _, next := range holders {
			if seen[next] != nil || !mayAssume(queue[0], next) {
				continue
			}
			seen[next] = append(slices.Clone(seen[queue[0]]), next)
			if administersAll(next) {
				return seen[next]
			}
			queue = append(queue, next)
		}
	}
	return nil
}

// administersAll is true for a role that may do everything, or give it to itself
// without anybody's role.
func administersAll(h *Holder) bool {
	for _, arn := range h.Outside {
		if name, ok := awsPolicy(arn); ok && administers(name) {
			return true
		}
	}
	for _, path := range iam.Escalations(h.free()) {
		if path.Way == iam.Rights || path.Way == iam.Trust {
			return true
		}
	}
	return false
}

// mayAssume asks the policies of the one and the trust of the other.
func mayAssume(one, other *Holder) bool {
	if one.ARN == "" || other.ARN == "" {
		return false
	}
	decision := iam.Evaluate(iam.Policies{
		Identity: one.Grants.Policies, Boundary: one.Grants.Boundary, Resource: other.Trust, Kind: iam.Role,
	}, iam.Request{Principal: iam.Principal{ARN: one.ARN}, Action: "sts:AssumeRole", Resource: other.ARN})
	return decision.Verdict.MayAllow()
}
