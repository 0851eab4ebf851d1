package cluster

import (
	"github.com/covetpy/platform/infra/identity"
)

// Tags that Karpenter puts on what it makes.
const (
	tagCluster   = "eks:eks-cluster-name"
	tagNodePool  = "karpenter.sh/nodepool"
	tagNodeClaim = "karpenter.sh/nodeclaim"
	tagNodeClass = "karpenter.k8s.aws/ec2nodeclass"
	tagRegion    = "topology.kubernetes.io/region"
	// tagDiscovery is how a node class finds subnets and security groups.
	tagDiscovery = "karpenter.sh/discovery"
)

// The statements below follow Karpenter's reference policy (karpenter.sh,
// Reference, CloudFormation, "KarpenterControllerPolicy", v1): it may make
// only what it tags as this cluster's, and touch only what carries the tags.
// They are two documents, as one would come close to what IAM stores of a
// managed policy (IAM quotas, 6,144 characters).

// karpenterInstancesDocument is what launches and ends instances.
func (a *Args) karpenterInstancesDocument() identity.Document {
	made := a.ec2ARNs("fleet/*", "instance/*", "volume/*", "network-interface/*", "launch-template/*", "spot-instances-request/*")
	taken := append(a.ec2ARNs("security-group/*", "subnet/*", "capacity-reservation/*", "placement-group/*"),
		a.Where.Public("ec2", "image/*"), a.Where.Public("ec2", "snapshot/*"))
	ours := []identity.Condition{
		identity.StringEquals("aws:ResourceTag/"+a.ownershipTag(), owned),
		identity.Null("aws:ResourceTag/"+tagNodePool, false),
	}
	asked := []identity.Condition{
		identity.StringEquals("aws:RequestTag/"+a.ownershipTag(), owned),
		identity.StringEquals("aws:RequestTag/"+tagCluster, a.Name()),
		identity.Null("aws:RequestTag/"+tagNodePool, false),
	}
	document := identity.Document{Statements: []identity.Statement{
		{Sid: "LaunchFrom", Actions: identity.Actions("ec2:RunInstances", "ec2:CreateFleet"), Resources: identity.Resources(taken...)},
		{
			Sid: "LaunchFromOwnTemplates", Actions: identity.Actions("ec2:RunInstances", "ec2:CreateFleet"),
			Resources: identity.Resources(a.ec2ARNs("launch-template/*")...), Conditions: ours,
		},
		{
			Sid: "LaunchTagged", Actions: identity.Actions("ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"),
			Resources: identity.Resources(made...), Conditions: asked,
		},
		{
			Sid: "TagAtCreation", Actions: identity.Actions("ec2:CreateTags"), Resources: identity.Resources(made...),
			Conditions: append(asked[:3:3], identity.StringEquals("ec2:CreateAction", "RunInstances", "CreateFleet", "CreateLaunchTemplate")),
		},
		{
			Sid: "TagOwnInstances", Actions: identity.Actions("ec2:CreateTags"), Resources: identity.Resources(a.ec2ARNs("instance/*")...),
			Conditions: append(ours[:2:2],
				identity.IfExists(identity.StringEquals("aws:RequestTag/"+tagCluster, a.Name())),
				identity.ForAllValues(identity.StringEquals("aws:TagKeys", tagCluster, tagNodeClaim, "Name"))),
		},
		{
			Sid: "EndOwn", Actions: identity.Actions("ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"),
			Resources: identity.Resources(a.ec2ARNs("instance/*", "launch-template/*")...), Conditions: ours,
		},
		{
			Sid: "Read",
			Actions: identity.Actions("ec2:DescribeAvailabilityZones", "ec2:DescribeCapacityReservations", "ec2:DescribeImages",
				"ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeInstanceTypes",
				"ec2:DescribeLaunchTemplates", "ec2:DescribePlacementGroups", "ec2:DescribeSecurityGroups", "ec2:DescribeSpotPriceHistory",
				"ec2:DescribeSubnets"),
			Resources:  identity.Resources("*"),
			Conditions: []identity.Condition{identity.StringEquals("aws:RequestedRegion", a.Where.Region)},
		},
	}}
	document.Statements = append(document.Statements, a.volumesKeyStatements()...)
	return document
}

// karpenterAccountDocument is the rest: the queue, instance profiles for the
// nodes' role, and what it looks up.
func (a *Args) karpenterAccountDocument() identity.Document {
	profiles := identity.Resources(a.Where.Global("iam", "instance-profile/*"))
	ours := []identity.Condition{
		identity.StringEquals("aws:ResourceTag/"+a.ownershipTag(), owned),
		identity.StringEquals("aws:ResourceTag/"+tagRegion, a.Where.Region),
		identity.Null("aws:ResourceTag/"+tagNodeClass, false),
	}
	asked := []identity.Condition{
		identity.StringEquals("aws:RequestTag/"+a.ownershipTag(), owned),
		identity.StringEquals("aws:RequestTag/"+tagCluster, a.Name()),
		identity.StringEquals("aws:RequestTag/"+tagRegion, a.Where.Region),
		identity.Null("aws:RequestTag/"+tagNodeClass, false),
	}
	return identity.Document{Statements: []identity.Statement{
		{
			Sid:       "ReadInterruptions",
			Actions:   identity.Actions("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"),
			Resources: identity.Resources(a.queueARN()),
		},
		identity.UseKeys(a.Where, "OpenInterruptions", "sqs", []string{a.Keys.MessagesAlias}, "kms:Decrypt"),
		{
			Sid: "PassNodeRole", Actions: identity.Actions("iam:PassRole"), Resources: identity.Resources(a.roleARN(karpenterNode)),
			Conditions: []identity.Condition{identity.StringEquals("iam:PassedToService", "ec2.amazonaws.com")},
		},
		{Sid: "CreateProfiles", Actions: identity.Actions("iam:CreateInstanceProfile"), Resources: profiles, Conditions: asked},
		{Sid: "TagProfiles", Actions: identity.Actions("iam:TagInstanceProfile"), Resources: profiles, Conditions: append(asked[:4:4], ours...)},
		{
			Sid:       "ManageOwnProfiles",
			Actions:   identity.Actions("iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"),
			Resources: profiles, Conditions: ours,
		},
		{Sid: "ReadProfiles", Actions: identity.Actions("iam:GetInstanceProfile"), Resources: profiles},
		{
			Sid: "ListProfiles", Actions: identity.Actions("iam:ListInstanceProfiles"),
			Resources: []identity.Resource{identity.AnyResource("a list is of no profile in particular")},
		},
		{Sid: "FindCluster", Actions: identity.Actions("eks:DescribeCluster"), Resources: identity.Resources(a.ARN())},
		{Sid: "FindImages", Actions: identity.Actions("ssm:GetParameter"), Resources: identity.Resources(a.Where.Public("ssm", "parameter/aws/service/*"))},
		{Sid: "ReadPrices", Actions: identity.Actions("pricing:GetProducts"), Resources: identity.Resources("*")},
	}}
}

// queueDocument lets EventBridge's rules of this cluster send, and no one speak
// to the queue in the clear.
func (a *Args) queueDocument() identity.Document {
	rules := make([]string, 0, len(interruptions()))
	for _, i := range interruptions() {
		rules = append(rules, a.Where.ARN("events", "rule/"+a.eventRuleName(i)))
	}
	return identity.Document{Statements: []identity.Statement{
		{
			Sid:       "EventsSend",
			Principal: identity.Service("events.amazonaws.com"),
			Actions:   identity.Actions("sqs:SendMessage"),
			Resources: identity.Resources(a.queueARN()),
			Conditions: []identity.Condition{
				identity.StringEquals("aws:SourceAccount", a.Where.Account),
				identity.ArnLike("aws:SourceArn", rules...),
			},
		},
		{
			Sid:       "EncryptedTransportOnly",
			Effect:    identity.Deny,
			Principal: identity.Anyone(),
			Actions: identity.Actions("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
				"sqs:GetQueueUrl", "sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:SendMessage"),
			Resources:  identity.Resources(a.queueARN()),
			Conditions: []identity.Condition{identity.Bool("aws:SecureTransport", false)},
		},
	}}
}

// ec2ARNs names EC2's resources in the account's region.
func (a *Args) ec2ARNs(resources ...string) []string {
	out := make([]string, len(resources))
	for i, r := range resources {
		out[i] = a.Where.ARN("ec2", r)
	}
	return out
}
