package services

import (
	"github.com/covetpy/platform/infra/identity"
)

// caller is a controller that calls AWS.
type caller struct {
	part               part
	namespace, account string
	description        string
	document           identity.Document
}

// callers are the controllers that call AWS, each as itself. Karpenter's identity is
// of components/cluster; the secrets driver calls as the pods that mount.
func (a *Args) callers() []caller {
	var out []caller
	if a.LoadBalancerController != nil {
		out = append(out, caller{
			partBalancers, namespaceSystem, accountBalancers, "Registers pods with target groups", a.balancersDocument(),
		})
	}
	if a.KEDA != nil && len(a.KEDA.Queues)+len(a.KEDA.Secrets) > 0 {
		out = append(out, caller{partEvents, namespaceEvents, accountEvents, "Reads how long queues are", a.eventsDocument()})
	}
	if a.ExternalSecrets != nil && len(a.ExternalSecrets.Secrets) > 0 {
		out = append(out, caller{partSecretsCopied, namespaceSecrets, accountSecrets, "Reads secrets to copy them", a.secretsDocument()})
	}
	return out
}

// balancersDocument is what a TargetGroupBinding of addresses asks for, out of the
// controller's own policy (its repository, docs/install/iam_policy.json), which makes
// and deletes load balancers besides. It looks security groups up to take away rules
// of its own that nobody needs, and makes none.
func (a *Args) balancersDocument() identity.Document {
	groups := a.Where.ARN("elasticloadbalancing", "targetgroup/"+a.targetGroups()+"*")
	return identity.Document{Statements: []identity.Statement{
		{
			Sid:       "RegisterPods",
			Actions:   identity.Actions("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"),
			Resources: identity.Resources(groups),
		},
		{
			Sid: "Look",
			Actions: identity.Actions("ec2:DescribeAvailabilityZones", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs",
				"elasticloadbalancing:DescribeTargetGroupAttributes", "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"),
			Resources:  []identity.Resource{identity.AnyResource("what describes these can't be held to a resource; the region is")},
			Conditions: []identity.Condition{identity.StringEquals("aws:RequestedRegion", a.Where.Region)},
		},
	}}
}

func (a *Args) eventsDocument() identity.Document {
	var out identity.Document
	if len(a.KEDA.Queues) > 0 {
		out.Statements = append(out.Statements, identity.Statement{
			Sid: "ReadLengths", Actions: identity.Actions("sqs:GetQueueAttributes"), Resources: identity.Resources(a.KEDA.Queues...),
		})
	}
	if len(a.KEDA.Secrets) > 0 {
		out.Statements = append(out.Statements, a.readSecrets(a.KEDA.Secrets)...)
	}
	return out
}

func (a *Args) secretsDocument() identity.Document {
	return identity.Document{Statements: a.readSecrets(a.ExternalSecrets.Secrets)}
}

func (a *Args) readSecrets(secrets []Secret) []identity.Statement {
	var names, aliases []string
	for _, s := range secrets {
		names, aliases = append(names, s.Name), append(aliases, s.KeyAlias)
	}
	return identity.ReadSecrets(a.Where, names, aliases)
}
