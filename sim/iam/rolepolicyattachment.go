package iam

import (
	"regexp"

	"github.com/covetpy/platform/sim/kind"
)

const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"

// policiesPerRole is the quota of managed policies attached to a role.
const policiesPerRole = 10

// managed are the ARNs of policies that AWS keeps in every account.
var managed = regexp.MustCompile(`^arn:aws[a-z-]*:iam::aws:policy/([\w+=,.@-]+/)*[\w+=,.@-]+$`)

func rolePolicyAttachment() kind.Kind {
	return kind.Kind{
		Type:   attachmentType,
		Global: true,
		ID:     kind.Joined("/", "role", "policyArn"),
		Checks: map[string]kind.Check{"policyArn": kind.ARN("iam")},
		Refs: []kind.Ref{
			roleByName("role"),
			{
				Path: "policyArn", To: []kind.Target{{Type: policyType, By: "arn"}}, External: managed.MatchString,
				Missing: "NoSuchEntity: Policy %s does not exist or is not attachable.",
			},
		},
		Admit: func(w kind.World, d kind.Draft) error {
			holder, _ := w.Find(roleType, "id", d.In.Text("role"))
			if d.Old == nil && len(w.Users(attachmentType, holder)) >= policiesPerRole {
				return kind.Say("LimitExceeded: Cannot exceed quota for PoliciesPerRole: %d", policiesPerRole)
			}
			return nil
		},
	}
}
