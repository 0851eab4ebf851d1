package kind

import (
	"strings"

	"github.com/covetpy/platform/sim"
)

// The references that kinds of several services share. A service's own stay in
// its folder.

// VPC refers to a VPC by id.
func VPC(path string) Ref {
	return Ref{
		Path: path, To: []Target{{"aws:ec2/vpc:Vpc", "id"}},
		Missing: "InvalidVpcID.NotFound: The vpc ID '%s' does not exist",
	}
}

// Subnet refers to subnets by id.
func Subnet(path string) Ref {
	return Ref{
		Path: path, To: []Target{{"aws:ec2/subnet:Subnet", "id"}},
		Missing: "InvalidSubnetID.NotFound: The subnet ID '%s' does not exist",
	}
}

// SecurityGroup refers to security groups by id; a VPC's default group and the
// one that EKS makes with a cluster count.
func SecurityGroup(path string) Ref {
	return Ref{
		Path: path,
		To: []Target{
			{"aws:ec2/securityGroup:SecurityGroup", "id"},
			{"aws:ec2/vpc:Vpc", "defaultSecurityGroupId"},
			{"aws:eks/cluster:Cluster", "vpcConfig.clusterSecurityGroupId"},
		},
		Missing: "InvalidGroup.NotFound: The security group '%s' does not exist",
	}
}

// Role refers to an IAM role by ARN. IAM lets a role go that services still
// name, so nothing refuses its deletion.
func Role(path string) Ref {
	return Ref{
		Path: path, To: []Target{{"aws:iam/role:Role", "arn"}}, OnDelete: sim.Ignore,
		Missing: "InvalidParameterException: Role %s does not exist or cannot be assumed by the service",
	}
}

// Key refers to a KMS key, a replica included, by id, ARN or alias. KMS lets a key go that others
// still name, after its waiting period.
func Key(path string) Ref {
	return Ref{
		Path: path,
		To: []Target{
			{"aws:kms/key:Key", "arn"},
			{"aws:kms/key:Key", "id"},
			{"aws:kms/replicaKey:ReplicaKey", "arn"},
			{"aws:kms/replicaKey:ReplicaKey", "id"},
			{"aws:kms/alias:Alias", "arn"},
			{"aws:kms/alias:Alias", "id"},
		},
		OnDelete: sim.Ignore,
		Missing:  "NotFoundException: Key '%s' does not exist",
		External: func(value string) bool { return strings.HasPrefix(value, "alias/aws/") },
	}
}

// Topic refers to an SNS topic by ARN where other targets would do as well. The
// services take any ARN and find nobody when they send, hence the words; and SNS
// lets a topic go that others still name.
func Topic(path string) Ref {
	return Ref{
		Path: path, To: []Target{{"aws:sns/topic:Topic", "arn"}}, OnDelete: sim.Ignore, Service: "sns",
		Missing: "the topic %s does not exist; the service would take it all the same and reach nobody, the simulated cloud refuses",
	}
}
