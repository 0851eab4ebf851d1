package cluster

import (
	"github.com/covetpy/platform/infra/naming"
)

// Name is the cluster's physical name, "covetpy-dev". It is deterministic, so
// that log groups, ARNs, tags and trust policies can name the cluster before it
// exists.
func (a *Args) Name() string { return naming.Fit(naming.EKSCluster, a.Names.Prefix()) }

// ARN of the cluster, known before it exists.
func (a *Args) ARN() string { return a.Where.ARN("eks", "cluster/"+a.Name()) }

// LogGroup is the name that EKS writes its logs to and would make the group
// under, unencrypted and kept for ever, if it were not there first.
func (a *Args) LogGroup() string { return "/aws/eks/" + a.Name() + "/cluster" }

// logical is the logical name of a part, which is in its URN: the component's
// own name before it lets a stack have more than one cluster. A part that is
// renamed is deleted and made again, unless it gets an alias.
func (m *maker) logical(part string) string { return m.name + "-" + part }

// roleName is the physical name of a role or policy of the cluster's. It holds
// the whole environment, as IAM has one namespace for all regions.
func (a *Args) roleName(parts ...string) string {
	return a.Names.Name(naming.IAMRole, append([]string{"eks"}, parts...)...)
}

// roleARN is where roleName will be.
func (a *Args) roleARN(parts ...string) string {
	return a.Where.Global("iam", "role/"+a.roleName(parts...))
}

func (a *Args) policyName(parts ...string) string {
	return a.Names.Name(naming.IAMPolicy, append([]string{"eks"}, parts...)...)
}

// ownershipTag is the tag by which controllers know the cluster's security
// group. EKS puts it on the group that it makes itself ("cluster security
// group", EKS user guide, "View Amazon EKS security group requirements"). A
// second group with it stops the load balancer controller from registering
// targets, so nothing here may carry it.
func (a *Args) ownershipTag() string { return "kubernetes.io/cluster/" + a.Name() }

// nodeRole is the part of the name of the managed node groups' role.
const nodeRole = "node"

// Parts of the names of Karpenter's roles.
const (
	karpenterController = "karpenter"
	karpenterNode       = "karpenter-node"
)

// queueName of the interruption queue is deterministic: the controller's role
// and Karpenter's chart name it before it exists.
func (a *Args) queueName() string { return a.Names.Name(naming.SQSQueue, "karpenter") }

func (a *Args) queueARN() string { return a.Where.ARN("sqs", a.queueName()) }

func (a *Args) eventRuleName(i interruption) string {
	return a.Names.Name(naming.EventRule, "karpenter", i.name)
}

// launchTemplateName is shared by a group's zones.
func (a *Args) launchTemplateName(group string) string {
	return a.Names.Name(naming.LaunchTemplate, "node", group)
}

// NodeRoleARNs are the roles that nodes have, known before they exist: who pulls
// images.
func (a *Args) NodeRoleARNs() []string {
	out := []string{a.roleARN(nodeRole)}
	if a.Karpenter != nil {
		out = append(out, a.roleARN(karpenterNode))
	}
	return out
}
