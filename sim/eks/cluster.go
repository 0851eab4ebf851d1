package eks

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const clusterType = "aws:eks/cluster:Cluster"

func cluster() kind.Kind {
	subnets := kind.Subnet("vpcConfig.subnetIds[*]")
	subnets.Missing = "InvalidParameterException: The subnet ID '%s' does not exist"
	groups := kind.SecurityGroup("vpcConfig.securityGroupIds[*]")
	groups.Missing = "InvalidParameterException: The security group '%s' does not exist"
	key := kind.Key("encryptionConfig.provider.keyArn")
	key.Missing = "InvalidParameterException: The keyArn in encryptionConfig provider %s is invalid"
	return kind.Kind{
		Type:     clusterType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 100},
		Defaults: kind.Props{"bootstrapSelfManagedAddons": kind.Flag(true)},
		Checks:   clusterChecks(),
		Refs:     []kind.Ref{role("roleArn", notAssumable), subnets, groups, key},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ResourceInUseException: Cluster already exists with name: %[1]s",
		}},
		Admit: admitCluster,
		Computed: []string{
			"vpcConfig.clusterSecurityGroupId", "vpcConfig.vpcId", "vpcConfig.endpointPrivateAccess", "vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs",
			"accessConfig.authenticationMode", "accessConfig.bootstrapClusterCreatorAdminPermissions",
			"kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr", "kubernetesNetworkConfig.elasticLoadBalancing",
		},
		Outputs: clusterOutputs,
		Retire:  retireCluster,
		// Its own parts go with it, and of node groups retireCluster speaks: what is
		// left are the rules that name the cluster's security group.
		InUse: "DependencyViolation: resource %[1]s has a dependent object",
	}
}

func clusterChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"name":                             kind.All(kind.Length(1, 100), kind.Pattern(`[0-9A-Za-z][A-Za-z0-9_-]*`, "must only contain alphanumeric characters, dashes and underscores, and begin with an alphanumeric one")),
		"roleArn":                          kind.ARN("iam"),
		"encryptionConfig.provider.keyArn": kind.ARN("kms"),
		"kubernetesNetworkConfig.serviceIpv4Cidr": kind.All(kind.IPv4Range(12, 24), privateRange),
	}
}

// privateRange accepts ranges within those of RFC 1918.
func privateRange(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	if p, err := netip.ParsePrefix(v.StringValue()); err == nil && !p.Addr().IsPrivate() {
		return "must be within 10.0.0.0/8, 172.16.0.0/12, or 192.168.0.0/16"
	}
	return ""
}
