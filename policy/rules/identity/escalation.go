package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// The settings of the rules about all rights of a role.
const (
	exemptSetting = "exempt"
	passesSetting = "passes"
)

func exemptRoles() rule.Setting {
	return rule.Setting{
		Name: exemptSetting, Texts: rule.Same([]string{}),
		Doc: "Names of roles, with * for any text, that are administrators and meant to be: those of pipelines that make roles.",
	}
}

var escalation = rule.Rule{
	ID:    "identity-escalation",
	Title: "No role can give itself more rights than it was given",
	Why: "A few rights are worth all others: to write one's own policy, to make a key for another user, to start a " +
		"machine with a stronger role, to change the code of a function that has one. They are looked for over all " +
		"of a role's policies together, because each half may stand in a document that is harmless alone. Passing a " +
		"role that the stack shows to have no more rights than the one that passes it is not counted.",
	Fix: "Take one of the named actions away, or hold it to resources that have no rights of their own. Where roles " +
		"have to be made, ask for a boundary (iam:PermissionsBoundary).",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    holderTypes,
	Controls: leastPrivilege(),
	Settings: []rule.Setting{exemptRoles(), {
		Name: passesSetting, Texts: rule.Same([]string{"*-eks-karpenter *-eks-karpenter-node"}),
		Doc: "Pairs of roles, \"passer passed\" with * for any text, of which the first may pass the second to what runs code, " +
			"although the second has other rights: Karpenter starts nodes, and they run with the nodes' role.",
	}},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		account, _ := rep.Account()
		holders := Holders(s, account)
		for _, h := range holders {
			if likeAny(rep.Texts(exemptSetting), h.Name) {
				continue
			}
			h.undecided(rep)
			for _, path := range iam.Escalations(h.free()) {
				path, counts := h.counts(path, holders, rep)
				rep.On(h.Role).Require(rule.Not(counts), h.Role.At("name"), "%s", sentence(h, path))
			}
		}
	},
}

func likeAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return rule.Like(p, name) })
}

// undecided reports the documents of a role that are not known yet.
func (h *Holder) undecided(rep *rule.Report) {
	for _, o := range h.Open {
		rep.On(o.In).Undecided(o.At)
	}
}

// sentence tells a path with its statements.
func sentence(h *Holder, path iam.Path) string {
	steps := make([]string, len(path.Steps))
	for i, step := range path.Steps {
		steps[i] = step.Action + " on " + step.Resource + " by " + step.String()
	}
	return h.Name + " can " + path.How + ": " + strings.Join(steps, ", and ") + " (" + path.ID + ")"
}

// free are the role's rights without the statements that ask for a boundary: what
// is made or changed by those stays within what somebody else wrote.
func (h *Holder) free() iam.Grants {
	out := h.Grants
	out.Policies = slices.Clone(h.Grants.Policies)
	for i, policy := range out.Policies {
		document := *policy.Document
		document.Statements = slices.Clone(document.Statements)
		for j, s := range document.Statements {
			if s.Allows() && s.Pins(func(key string) bool { return key == "iam:permissionsboundary" }) {
				document.Statements[j].Actions, document.Statements[j].NotActions = nil, nil
			}
		}
		out.Policies[i].Document = &document
	}
	return out
}

// counts says whether a path leads to more. It does not where it passes a role, and
// none that it may pass has more than this one. The path that comes back passes the
// one that has.
func (h *Holder) counts(path iam.Path, holders []*Holder, rep *rule.Report) (iam.Path, rule.Truth) {
	if len(h.Open) > 0 {
		return path, rule.Unknown // what is still to come may refuse it
	}
	at := slices.IndexFunc(path.Needs, func(n iam.Need) bool { return n.Action == "iam:PassRole" })
	if at < 0 {
		return path, rule.Yes
	}
	answer := rule.No
	for _, service := range path.Needs[at].PassedTo {
		for _, reach := range h.Grants.Reaches("iam:PassRole", iam.Context{"iam:PassedToService": {service}}) {
			gains := h.gainsBy(reach.Resource, holders, rep)
			if gains == rule.Yes && answer != rule.Yes {
				path.Steps = slices.Clone(path.Steps)
				path.Steps[at] = reach
			}
			answer = rule.Or(answer, gains)
		}
	}
	return path, answer
}

// gainsBy says whether passing a role to something that runs code is worth
// something. A role that the stack does not have may be any.
func (h *Holder) gainsBy(arn string, holders []*Holder, rep *rule.Report) rule.Truth {
	for _, passed := range holders {
		if passed.ARN != arn {
			continue
		}
		for _, pair := range rep.Texts(passesSetting) {
			passer, other, _ := strings.Cut(pair, " ")
			if rule.Like(passer, h.Name) && rule.Like(other, passed.Name) {
				return rule.No
			}
		}
		switch {
		case len(passed.more(h)) > 0:
			return rule.Yes
		case len(passed.Open) > 0:
			return rule.Unknown
		default:
			return rule.No
		}
	}
	if slices.ContainsFunc(holders, func(o *Holder) bool { return o.ARN == "" }) {
		return rule.Unknown // it may be one whose name is still to come
	}
	return rule.Yes
}

// more lists what a role may do that another may not, of what is worth taking it
// over for: what hands out data, secrets and credentials, what changes permissions,
// and what documents say that the stack does not have.
func (h *Holder) more(than *Holder) []string {
	var out []string
	for _, arn := range h.Outside {
		if !slices.Contains(than.Outside, arn) {
			out = append(out, arn)
		}
	}
	worth := slices.Concat(iam.Exposing(iam.Data), iam.Exposing(iam.Secrets), iam.Exposing(iam.Credentials))
	for _, pattern := range h.Grants.Actions() {
		for _, action := range iam.Expand(pattern) {
			if iam.LevelOf(action) == iam.Permissions {
				worth = append(worth, action)
			}
		}
	}
	for _, action := range worth {
		for _, reach := range h.Grants.Reaches(action, nil) {
			if than.Grants.Can(action, reach.Resource, nil) == rule.No {
				out = append(out, action+" on "+reach.Resource)
			}
		}
	}
	return out
}
