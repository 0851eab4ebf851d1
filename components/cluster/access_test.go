package cluster

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func TestPrincipals(t *testing.T) {
	const role = "the ARN of an IAM role with its path, arn:aws:iam::111122223333:role/path/Name"
	tests := map[string]struct{ arn, accepted string }{
		"a role":                    {"arn:aws:iam::111122223333:role/Admin", ""},
		"a role with a path":        {"arn:aws:iam::111122223333:role/people/on-call/Admin", ""},
		"a role of Identity Center": {"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef", ""},
		"a role of another account": {"arn:aws:iam::444455556666:role/Deploy", ""},
		"a session": {
			"arn:aws:sts::111122223333:assumed-role/Admin/alice",
			"the role itself and not a session of it: arn:aws:iam::111122223333:role/Admin, with the role's path, as `aws iam get-role --role-name Admin` prints it",
		},
		"a role of Identity Center without its path": {
			"arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef",
			"the role's path as well, arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/.../AWSReservedSSO_Admin_0123456789abcdef, as `aws iam get-role --role-name AWSReservedSSO_Admin_0123456789abcdef` prints it",
		},
		"a wildcard":               {"arn:aws:iam::111122223333:role/Admin*", role + ", without wildcards: an entry is for one role"},
		"a user":                   {"arn:aws:iam::111122223333:user/alice", role},
		"a whole account":          {"arn:aws:iam::111122223333:root", role},
		"an account of ten digits": {"arn:aws:iam::1111222233:role/Admin", role},
		"another partition":        {"arn:aws-cn:iam::111122223333:role/Admin", role + ", of the partition aws"},
		"nothing":                  {"", role},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.accepted, principalFault(tt.arn, where()))
		})
	}
}

func TestCheckAccess(t *testing.T) {
	arn := func(name string) string { return "arn:aws:iam::111122223333:role/" + name }
	admin := AccessEntry{Name: "admin", PrincipalARN: arn("Admin"), Role: Administrator}
	tests := map[string]struct {
		entries []AccessEntry
		faults  []string
	}{
		"one of each": {entries: []AccessEntry{
			admin,
			{Name: "dev", PrincipalARN: arn("Dev"), Role: Developer, Namespaces: []string{"shop", "shop-*"}},
			{Name: "see-all", PrincipalARN: arn("See"), Role: Viewer},
			{Name: "deploy", PrincipalARN: arn("Deploy"), Role: CI, Namespaces: []string{"shop"}},
		}},
		"nobody": {faults: []string{
			"access: missing, accepted: an entry with the role administrator: the creator of the cluster gets no access by creating it",
		}},
		"roles that need namespaces, and one that takes none": {
			entries: []AccessEntry{
				{Name: "admin", PrincipalARN: arn("Admin"), Role: Administrator, Namespaces: []string{"shop"}},
				{Name: "dev", PrincipalARN: arn("Dev"), Role: Developer},
				{Name: "deploy", PrincipalARN: arn("Deploy"), Role: CI},
			},
			faults: []string{
				"access[0].namespaces: found [shop], accepted: none, as an administrator's role holds everywhere",
				"access[1].namespaces: missing, accepted: at least one namespace for the role developer",
				"access[2].namespaces: missing, accepted: at least one namespace for the role ci",
			},
		},
		"the same name and the same role twice": {
			entries: []AccessEntry{admin, admin},
			faults: []string{
				"access[1].name: found admin, accepted: a name that no other entry has",
				"access[1].principalArn: found arn:aws:iam::111122223333:role/Admin, accepted: each role in one entry, as EKS keeps one for each",
			},
		},
		"names and namespaces of the wrong form": {
			entries: []AccessEntry{
				admin,
				{Name: "karpenter-node", PrincipalARN: arn("Node"), Role: Viewer},
				{Name: "See All", PrincipalARN: arn("See"), Role: Viewer, Namespaces: []string{"*", "Shop"}},
				{Name: "boss", PrincipalARN: arn("Boss"), Role: "owner"},
			},
			faults: []string{
				"access[1].name: found karpenter-node, accepted: another name: this one is the entry of Karpenter's nodes",
				"access[2].name: found See All, accepted: small letters, digits and dashes, beginning with a letter",
				"access[2].namespaces[0]: found *, accepted: a namespace, or the beginning of one and an asterisk",
				"access[2].namespaces[1]: found Shop, accepted: a namespace, or the beginning of one and an asterisk",
				"access[3].role: found owner, accepted: administrator, ci, developer or viewer",
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var c fault.Check
			checkAccess(&c, tt.entries, where())
			assert.Equal(t, tt.faults, lines(c.Faults()))
		})
	}
}

func TestAccessPolicies(t *testing.T) {
	got := map[Role]string{}
	for _, r := range Roles() {
		got[r] = r.policyARN(where())
	}
	assert.Equal(t, map[Role]string{
		Administrator: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
		CI:            "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
		Developer:     "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
		Viewer:        "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
	}, got)
}
