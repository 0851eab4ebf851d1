package cluster

import (
	"github.com/covetpy/platform/infra/identity"
)

// caller is an add-on that calls AWS, with a role of its own that only its
// service account can take on.
type caller struct {
	serviceAccount string // in kube-system
	document       func(*Args) identity.Document
}

func callerOf(addon Addon) (caller, bool) {
	switch addon {
	case VPCCNI:
		return caller{"aws-node", (*Args).networkPluginDocument}, true
	case EBSCSIDriver:
		return caller{"ebs-csi-controller-sa", (*Args).volumeDriverDocument}, true
	default:
		return caller{}, false
	}
}

// systemNamespace is where EKS installs its add-ons.
const systemNamespace = "kube-system"

// nodeDocument is what a node looks up while it joins, beyond AWS's minimal
// policy: its own private DNS name and type (nodeadm, pluto), and the cluster.
// AWS's wider AmazonEKSWorkerNodePolicy reads the whole network besides.
func (a *Args) nodeDocument() identity.Document {
	return identity.Document{Statements: []identity.Statement{
		{Sid: "FindItself", Actions: identity.Actions("ec2:DescribeInstances", "ec2:DescribeInstanceTypes"), Resources: identity.Resources("*")},
		{Sid: "FindCluster", Actions: identity.Actions("eks:DescribeCluster"), Resources: identity.Resources(a.ARN())},
	}}
}

// networkPluginDocument is what vpc-cni needs, held to this cluster's instances
// and to the interfaces that the plugin tagged with the cluster's name
// (amazon-vpc-cni-k8s, docs/iam-policy.md, scoped-down policy for IPv4).
func (a *Args) networkPluginDocument() identity.Document {
	interfaces := a.Where.ARN("ec2", "network-interface/*")
	const tag = "cluster.k8s.amazonaws.com/name"
	return identity.Document{Statements: []identity.Statement{
		{
			Sid: "Read",
			Actions: identity.Actions("ec2:DescribeInstances", "ec2:DescribeInstanceTypes", "ec2:DescribeNetworkInterfaces",
				"ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeTags"),
			Resources: identity.Resources("*"),
		},
		{
			// The plugin tags the interfaces that instances are born with, too, so
			// this can't be held to creation.
			Sid:       "TagInterfaces",
			Actions:   identity.Actions("ec2:CreateTags"),
			Resources: identity.Resources(interfaces),
		},
		{
			Sid:        "CreateTaggedInterfaces",
			Actions:    identity.Actions("ec2:CreateNetworkInterface"),
			Resources:  identity.Resources(interfaces),
			Conditions: []identity.Condition{identity.StringEquals("aws:RequestTag/"+tag, a.Name())},
		},
		{
			Sid:       "CreateInterfacesInNetwork",
			Actions:   identity.Actions("ec2:CreateNetworkInterface"),
			Resources: identity.Resources(a.Where.ARN("ec2", "subnet/*"), a.Where.ARN("ec2", "security-group/*")),
		},
		{
			Sid: "ManageOwnInterfaces",
			Actions: identity.Actions("ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:DeleteNetworkInterface",
				"ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute", "ec2:UnassignPrivateIpAddresses"),
			Resources:  identity.Resources(interfaces),
			Conditions: []identity.Condition{identity.StringEquals("aws:ResourceTag/"+tag, a.Name())},
		},
		{
			Sid:        "AttachToOwnInstances",
			Actions:    identity.Actions("ec2:AttachNetworkInterface", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"),
			Resources:  identity.Resources(a.Where.ARN("ec2", "instance/*")),
			Conditions: []identity.Condition{identity.StringEquals("aws:ResourceTag/"+a.ownershipTag(), owned)},
		},
		{
			Sid:       "GiveInterfacesTheirGroups",
			Actions:   identity.Actions("ec2:ModifyNetworkInterfaceAttribute"),
			Resources: identity.Resources(a.Where.ARN("ec2", "security-group/*")),
		},
	}}
}

// owned is the value of the ownership tag, which EKS and Karpenter put on the
// instances that they launch.
const owned = "owned"

// volumeDriverDocument is what the EBS driver needs, held to the volumes and
// snapshots that it tagged for this cluster (after AWS's managed policy
// AmazonEBSCSIDriverPolicy, which is held to no cluster).
func (a *Args) volumeDriverDocument() identity.Document {
	volumes, snapshots := a.Where.ARN("ec2", "volume/*"), a.Where.Public("ec2", "snapshot/*")
	asked := identity.StringEquals("aws:RequestTag/"+clusterTag, a.Name())
	ours := identity.StringEquals("aws:ResourceTag/"+clusterTag, a.Name())
	statement := func(sid string, condition identity.Condition, resources []string, actions ...string) identity.Statement {
		return identity.Statement{
			Sid:        sid,
			Actions:    identity.Actions(actions...),
			Resources:  identity.Resources(resources...),
			Conditions: []identity.Condition{condition},
		}
	}
	document := identity.Document{Statements: []identity.Statement{
		{
			Sid: "Read",
			Actions: identity.Actions("ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeInstanceTypes", "ec2:DescribeSnapshots",
				"ec2:DescribeTags", "ec2:DescribeVolumes", "ec2:DescribeVolumesModifications", "ec2:DescribeVolumeStatus"),
			Resources: identity.Resources("*"),
		},
		statement("CreateTaggedVolumes", asked, []string{volumes}, "ec2:CreateVolume"),
		statement("RestoreOwnSnapshots", ours, []string{snapshots}, "ec2:CreateVolume"),
		statement("CreateTaggedSnapshots", asked, []string{snapshots}, "ec2:CreateSnapshot"),
		statement("SnapshotOwnVolumes", ours, []string{volumes}, "ec2:CreateSnapshot"),
		statement("TagAtCreation", identity.StringEquals("ec2:CreateAction", "CreateVolume", "CreateSnapshot"),
			[]string{volumes, snapshots}, "ec2:CreateTags"),
		statement("ManageOwnVolumes", ours, []string{volumes}, "ec2:AttachVolume", "ec2:DetachVolume", "ec2:ModifyVolume", "ec2:DeleteVolume"),
		statement("AttachToOwnInstances", identity.StringEquals("aws:ResourceTag/"+a.ownershipTag(), owned),
			[]string{a.Where.ARN("ec2", "instance/*")}, "ec2:AttachVolume", "ec2:DetachVolume"),
		statement("DeleteOwnSnapshots", ours, []string{snapshots}, "ec2:DeleteSnapshot"),
	}}
	document.Statements = append(document.Statements, a.volumesKeyStatements()...)
	return document
}

// volumesKeyStatements let a caller of EC2 make and attach volumes that are
// encrypted with the volumes' key: through EC2 only, and grants for AWS's own
// use only (KMS developer guide, "Allow users to create grants for EBS").
func (a *Args) volumesKeyStatements() []identity.Statement {
	key := []identity.Condition{
		identity.ForAnyValue(identity.StringEquals("kms:ResourceAliases", a.Keys.VolumesAlias)),
		identity.StringEquals("kms:ViaService", "ec2."+a.Where.Region+".amazonaws.com"),
	}
	return []identity.Statement{
		{
			Sid: "UseVolumesKey",
			Actions: identity.Actions("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext",
				"kms:ReEncryptFrom", "kms:ReEncryptTo"),
			Resources:  identity.Resources(a.Where.ARN("kms", "key/*")),
			Conditions: key,
		},
		{
			Sid:        "GrantVolumesKey",
			Actions:    identity.Actions("kms:CreateGrant"),
			Resources:  identity.Resources(a.Where.ARN("kms", "key/*")),
			Conditions: append(key[:2:2], identity.Bool("kms:GrantIsForAWSResource", true)),
		},
	}
}
