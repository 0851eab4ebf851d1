package cluster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

// Role is what someone may do on the cluster.
type Role string

// Roles.
const (
	// Administrator may do everything, everywhere.
	Administrator Role = "administrator"
	// Developer may change what runs in some namespaces.
	Developer Role = "developer"
	// Viewer may look, at everything or at some namespaces, but not at secrets.
	Viewer Role = "viewer"
	// CI deploys to some namespaces, the roles and role bindings that its
	// applications need included.
	CI Role = "ci"
)

// Roles lists the roles, widest first.
func Roles() []Role { return []Role{Administrator, CI, Developer, Viewer} }

// AccessEntry lets one IAM role in.
type AccessEntry struct {
	// Name of the entry, unique, small letters, digits and dashes.
	Name string
	// PrincipalARN is the ARN of the IAM role with its path. Roles of IAM
	// Identity Center have one: "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_...".
	PrincipalARN string
	// Role on the cluster.
	Role Role
	// Namespaces it holds for; one may end in "*". A developer and CI need at
	// least one, an administrator takes none, and a viewer without any sees all.
	Namespaces []string
}

// policy is the access policy of EKS that gives a role its permissions (EKS
// user guide, "Review access policy permissions").
func (r Role) policy() string {
	switch r {
	case Administrator:
		return "AmazonEKSClusterAdminPolicy"
	case CI:
		return "AmazonEKSAdminPolicy"
	case Developer:
		return "AmazonEKSEditPolicy"
	default:
		return "AmazonEKSViewPolicy"
	}
}

// policyARN is where AWS keeps an access policy.
func (r Role) policyARN(where identity.Scope) string {
	return "arn:" + where.Partition + ":eks::aws:cluster-access-policy/" + r.policy()
}

var (
	entryName     = regexp.MustCompile(`^[a-z]([a-z0-9-]*[a-z0-9])?$`)
	namespaceForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$|^[a-z0-9][a-z0-9-]{0,61}\*$`)
	roleARN       = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::([0-9]{12}):role/((?:[\w+=,.@-]+/)*)([\w+=,.@-]{1,64})$`)
	assumedRole   = regexp.MustCompile(`^arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([^/]+)`)
)

// checkAccess faults entries that EKS would refuse or that would let in the
// wrong one, and a cluster that nobody administers.
func checkAccess(c *fault.Check, entries []AccessEntry, where identity.Scope) {
	administered := false
	for i, e := range entries {
		path := fmt.Sprintf("access[%d]", i)
		earlier := entries[:i]
		checkEntry(c, path, e, where)
		c.Require(!slices.ContainsFunc(earlier, func(o AccessEntry) bool { return o.Name == e.Name }),
			path+".name", e.Name, "a name that no other entry has")
		c.Require(!slices.ContainsFunc(earlier, func(o AccessEntry) bool { return o.PrincipalARN == e.PrincipalARN }),
			path+".principalArn", e.PrincipalARN, "each role in one entry, as EKS keeps one for each")
		administered = administered || e.Role == Administrator
	}
	c.Require(administered, "access", nil,
		"an entry with the role administrator: the creator of the cluster gets no access by creating it")
}

func checkEntry(c *fault.Check, path string, e AccessEntry, where identity.Scope) {
	c.Require(entryName.MatchString(e.Name), path+".name", e.Name, "small letters, digits and dashes, beginning with a letter")
	c.Require(e.Name != karpenterNode, path+".name", e.Name, "another name: this one is the entry of Karpenter's nodes")
	if accepted := principalFault(e.PrincipalARN, where); accepted != "" {
		c.Add(path+".principalArn", e.PrincipalARN, accepted)
	}
	if !slices.Contains(Roles(), e.Role) {
		c.Add(path+".role", e.Role, fault.Words(Roles()))
		return
	}
	switch e.Role {
	case Administrator:
		c.Require(len(e.Namespaces) == 0, path+".namespaces", e.Namespaces, "none, as an administrator's role holds everywhere")
	case Developer, CI:
		c.Require(len(e.Namespaces) > 0, path+".namespaces", nil, "at least one namespace for the role "+string(e.Role))
	case Viewer: // everything, or some namespaces
	}
	for i, n := range e.Namespaces {
		c.Require(namespaceForm.MatchString(n), fmt.Sprintf("%s.namespaces[%d]", path, i), n, "a namespace, or the beginning of one and an asterisk")
	}
}

// principalFault says what should stand in place of an ARN that is no role's,
// and nothing when it is one.
func principalFault(arn string, where identity.Scope) string {
	example := "the ARN of an IAM role with its path, " + where.Global("iam", "role/path/Name")
	if m := assumedRole.FindStringSubmatch(arn); m != nil {
		return fmt.Sprintf("the role itself and not a session of it: arn:%s:iam::%s:role/%s, with the role's path, as `aws iam get-role --role-name %s` prints it",
			m[1], m[2], m[3], m[3])
	}
	if strings.ContainsAny(arn, "*?") {
		return example + ", without wildcards: an entry is for one role"
	}
	m := roleARN.FindStringSubmatch(arn)
	switch {
	case m == nil:
		return example
	case m[1] != where.Partition:
		return example + ", of the partition " + where.Partition
	case strings.HasPrefix(m[4], "AWSReservedSSO_") && !strings.HasPrefix(m[3], "aws-reserved/sso.amazonaws.com/"):
		return fmt.Sprintf("the role's path as well, arn:%s:iam::%s:role/aws-reserved/sso.amazonaws.com/.../%s, as `aws iam get-role --role-name %s` prints it",
			m[1], m[2], m[4], m[4])
	}
	return ""
}
