package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var tagOwn = rule.Rule{
	ID:    "identity-tag-own",
	Title: "Who may tag machines and disks may tag those that it makes, or that are its own",
	Why: "Policies tell what belongs to a controller by tags. Whoever may put tags on any machine or volume makes it " +
		"their own first, and ends or mounts it then: every condition on aws:ResourceTag is void. What tag is put " +
		"on (aws:RequestTag) does not help, as it is the right one.",
	Fix: "Add a StringEquals on ec2:CreateAction, for tags that come with what is made, or on aws:ResourceTag, for those " +
		"on what has the owner's tag already.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(permissions),
	Controls: leastPrivilege(rule.Control{Framework: rule.NIST, ID: "AC-3"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
			if len(allowed(s, oneOf("ec2:CreateTags"))) == 0 || s.Pins(begins(ownTags)) {
				return
			}
			if at := slices.IndexFunc(s.Resources, taggedData); at >= 0 {
				rep.Fail(p.at, "%s allows tags on %s, whosever they are", label, s.Resources[at])
			}
		})
	},
}

var ownTags = []string{"ec2:createaction", "aws:resourcetag/", "ec2:resourcetag/"}

// taggedData is true for every machine, disk or copy of one. Interfaces hold
// nothing, and EKS's network plugin tags them after it made them.
func taggedData(resource string) bool {
	return iam.EveryOfKind(resource) && !strings.HasSuffix(resource, ":network-interface/*")
}
