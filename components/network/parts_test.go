package network_test

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
)

func TestSubnets(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for name, want := range map[string]map[string]any{
		"net-public-a": {
			"vpcId": "net-id", "cidrBlock": "10.0.192.0/21", "availabilityZoneId": "euw1-az1", "mapPublicIpOnLaunch": false,
			"assignIpv6AddressOnCreation": true, "ipv6CidrBlock": "2001:db8:1234:aa00::/64",
		},
		"net-private-c": {
			"vpcId": "net-id", "cidrBlock": "10.0.64.0/19", "availabilityZoneId": "euw1-az3", "mapPublicIpOnLaunch": false,
			"assignIpv6AddressOnCreation": true, "ipv6CidrBlock": "2001:db8:1234:aa12::/64",
		},
		"net-data-b": {"vpcId": "net-id", "cidrBlock": "10.0.232.0/21", "availabilityZoneId": "euw1-az2", "mapPublicIpOnLaunch": false},
		"net-pods-b": {
			"vpcId": "net-id", "cidrBlock": "100.64.64.0/18", "availabilityZoneId": "euw1-az2", "mapPublicIpOnLaunch": false,
			"assignIpv6AddressOnCreation": true, "ipv6CidrBlock": "2001:db8:1234:aa41::/64",
		},
	} {
		assert.Equal(t, want, rec.One(t, "aws:ec2/subnet:Subnet", name).Plain(), name)
	}
	assert.Contains(t, rec.One(t, "aws:ec2/subnet:Subnet", "net-pods-a").DependsOn, "net-pods", "the VPC has the range first")
}

func TestSubnetTags(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for name, want := range map[string]map[string]any{
		"net-public-a":  {"Name": "covetpy-dev-public-a", "kubernetes.io/role/elb": "1"},
		"net-private-b": {"Name": "covetpy-dev-private-b", "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "covetpy-dev"},
		"net-data-c":    {"Name": "covetpy-dev-data-c"},
		"net-pods-a":    {"Name": "covetpy-dev-pods-a"},
	} {
		assert.Equal(t, want, rec.One(t, "aws:ec2/subnet:Subnet", name).Tags())
	}
	bare := made(t, minimal()).One(t, "aws:ec2/subnet:Subnet", "net-private-a")
	assert.Equal(t, map[string]any{"Name": "covetpy-dev-private-a"}, bare.Tags(), "without a cluster")
}

func TestDefaultsAreEmptied(t *testing.T) {
	t.Parallel()
	rec := made(t, minimal())
	assert.Equal(t, map[string]any{"vpcId": "net-id", "ingress": []any{}, "egress": []any{}},
		rec.One(t, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net-default").Plain())
	acl := rec.One(t, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "net-default")
	assert.Equal(t, map[string]any{"defaultNetworkAclId": "acl-default", "ingress": []any{}, "egress": []any{}}, acl.Plain())
	assert.Equal(t, []string{"subnetIds"}, acl.IgnoreChanges)
	assert.Equal(t, map[string]any{"defaultRouteTableId": "rtb-default", "routes": []any{}},
		rec.One(t, "aws:ec2/defaultRouteTable:DefaultRouteTable", "net-default").Plain())
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	for mode, want := range map[network.NATMode]map[string]map[string]any{
		network.NATNone: {},
		network.NATSingle: {
			"net-private-a": natRoute("a", "net-nat-a-id"), "net-private-b": natRoute("b", "net-nat-a-id"), "net-private-c": natRoute("c", "net-nat-a-id"),
		},
		network.NATPerZone: {
			"net-private-a": natRoute("a", "net-nat-a-id"), "net-private-b": natRoute("b", "net-nat-b-id"), "net-private-c": natRoute("c", "net-nat-c-id"),
		},
		network.NATRegional: {
			"net-private-a": natRoute("a", "net-nat-regional-id"), "net-private-b": natRoute("b", "net-nat-regional-id"), "net-private-c": natRoute("c", "net-nat-regional-id"),
		},
	} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			args := full()
			args.NAT = mode
			want := want
			want["net-public"] = map[string]any{"routeTableId": "net-public-id", "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "net-internet-id"}
			want["net-public-ipv6"] = map[string]any{"routeTableId": "net-public-id", "destinationIpv6CidrBlock": "::/0", "gatewayId": "net-internet-id"}
			for _, zone := range []string{"a", "b", "c"} {
				want["net-private-"+zone+"-ipv6"] = map[string]any{
					"routeTableId": "net-private-" + zone + "-id", "destinationIpv6CidrBlock": "::/0", "egressOnlyGatewayId": "net-egress-only-id",
				}
			}
			got := map[string]map[string]any{}
			for _, route := range made(t, args).Of("aws:ec2/route:Route") {
				got[route.Name] = route.Plain()
			}
			assert.Equal(t, want, got, "and no route of the data tier")
		})
	}
}

func natRoute(zone, nat string) map[string]any {
	return map[string]any{"routeTableId": "net-private-" + zone + "-id", "destinationCidrBlock": "0.0.0.0/0", "natGatewayId": nat}
}

func TestRouteTablesOfSubnets(t *testing.T) {
	t.Parallel()
	got := map[string]any{}
	for _, association := range made(t, full()).Of("aws:ec2/routeTableAssociation:RouteTableAssociation") {
		got[association.Inputs["subnetId"].StringValue()] = association.Plain()["routeTableId"]
	}
	assert.Equal(t, map[string]any{
		"net-public-a-id": "net-public-id", "net-public-b-id": "net-public-id", "net-public-c-id": "net-public-id",
		"net-private-a-id": "net-private-a-id", "net-private-b-id": "net-private-b-id", "net-private-c-id": "net-private-c-id",
		"net-pods-a-id": "net-private-a-id", "net-pods-b-id": "net-private-b-id", "net-pods-c-id": "net-private-c-id",
		"net-data-a-id": "net-data-id", "net-data-b-id": "net-data-id", "net-data-c-id": "net-data-id",
	}, got)
}

func TestNATGateways(t *testing.T) {
	t.Parallel()
	const nat, eip = "aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip"
	rec := made(t, full())
	zonal := rec.One(t, nat, "net-nat-b")
	assert.Equal(t, map[string]any{"subnetId": "net-public-b-id", "allocationId": "net-nat-b-id"}, zonal.Plain())
	assert.Equal(t, map[string]any{"Name": "covetpy-dev-nat-b"}, rec.One(t, eip, "net-nat-b").Tags())
	assert.Contains(t, zonal.DependsOn, "net-internet")
	assert.Contains(t, rec.One(t, eip, "net-nat-b").DependsOn, "net-internet")

	args := minimal()
	args.NAT = network.NATRegional
	regional := made(t, args).One(t, nat, "net-nat-regional")
	assert.Equal(t, map[string]any{"availabilityMode": "regional", "vpcId": "net-id"}, regional.Plain())
	assert.Contains(t, regional.DependsOn, "net-internet")
}

func TestACLsHoldTheirTiersSubnets(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for name, want := range map[string][]any{
		"net-public":  {"net-public-a-id", "net-public-b-id", "net-public-c-id"},
		"net-private": {"net-private-a-id", "net-private-b-id", "net-private-c-id", "net-pods-a-id", "net-pods-b-id", "net-pods-c-id"},
		"net-data":    {"net-data-a-id", "net-data-b-id", "net-data-c-id"},
	} {
		assert.Equal(t, want, rec.One(t, "aws:ec2/networkAcl:NetworkAcl", name).Plain()["subnetIds"], name)
	}
	data := rec.One(t, "aws:ec2/networkAcl:NetworkAcl", "net-data").Plain()
	rule := func(number, from, to float64, cidr string) map[string]any {
		return map[string]any{"ruleNo": number, "action": "allow", "protocol": "6", "fromPort": from, "toPort": to, "cidrBlock": cidr}
	}
	assert.Equal(t, []any{
		rule(100, 5432, 5432, "10.0.0.0/17"), rule(110, 6379, 6379, "10.0.0.0/17"),
		rule(200, 5432, 5432, "100.64.0.0/16"), rule(210, 6379, 6379, "100.64.0.0/16"),
	}, data["ingress"])
	assert.Equal(t, []any{rule(100, 1024, 65535, "10.0.0.0/17"), rule(200, 1024, 65535, "100.64.0.0/16")}, data["egress"])
	assert.Contains(t, rec.One(t, "aws:ec2/networkAcl:NetworkAcl", "net-private").Plain()["ingress"], map[string]any{
		"ruleNo": 1100.0, "action": "allow", "protocol": "-1", "fromPort": 0.0, "toPort": 0.0, "ipv6CidrBlock": "2001:db8:1234:aa00::/56",
	})
	assert.Contains(t, rec.One(t, "aws:ec2/networkAcl:NetworkAcl", "net-private").Plain()["ingress"], map[string]any{
		"ruleNo": 320.0, "action": "allow", "protocol": "1", "fromPort": 0.0, "toPort": 0.0, "cidrBlock": "0.0.0.0/0", "icmpType": -1.0, "icmpCode": -1.0,
	})
}

// TestReadySubnetsWaitForTheirWayOut registers something in a private subnet
// and in a data subnet, and looks at what it waits for.
func TestReadySubnetsWaitForTheirWayOut(t *testing.T) {
	t.Parallel()
	rec := recorder()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		net, err := network.NewNetwork(ctx, "net", full())
		if err != nil {
			return err
		}
		for name, id := range map[string]pulumi.StringOutput{
			"in-private": net.Private[1].Ready, "in-pods": net.Pods[1].Ready, "in-public": net.Public[1].Ready,
			"in-data": net.Data[1].Ready, "at-once": net.Private[1].ID,
		} {
			if _, err := s3.NewBucket(ctx, name, &s3.BucketArgs{Bucket: id}); err != nil {
				return err
			}
		}
		return nil
	}))
	out := []string{
		"net-endpoint-dynamodb", "net-endpoint-ecr-api", "net-endpoint-s3", "net-endpoint-sts", "net-endpoints-pods", "net-endpoints-vpc",
		"net-private", "net-private-b", "net-private-b-ipv6", "net-public", "net-public-ipv6",
	}
	for name, want := range map[string][]string{
		"in-private": out,
		"in-pods":    append([]string{"net-pods-b"}, out...),
		"in-public":  {"net-public", "net-public-b", "net-public-ipv6"},
		"in-data":    {"net-data", "net-data-b"},
		"at-once":    {"net-private-b"},
	} {
		waits := rec.One(t, "aws:s3/bucket:Bucket", name).DependsOn
		assert.Subset(t, waits, want, name)
		assert.Subset(t, want, waits, name)
	}
}
