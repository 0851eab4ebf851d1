package network_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	recordsKey = "arn:aws:kms:eu-west-1:111122223333:key/records"
	logsKey    = "arn:aws:kms:eu-west-1:111122223333:key/logs"
	bucketName = "covetpy-dev-flow-logs-111122223333-eu-west-1"
)

func TestFlowLogsToS3(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	flow := rec.One(t, "aws:ec2/flowLog:FlowLog", "net-flow-logs")
	assert.Equal(t, map[string]any{
		"vpcId": "net-id", "trafficType": "ALL", "maxAggregationInterval": 60.0,
		"logDestinationType": "s3", "logDestination": "arn:aws:s3:::" + bucketName,
		"destinationOptions": map[string]any{"fileFormat": "parquet", "hiveCompatiblePartitions": true, "perHourPartition": true},
	}, flow.Plain())
	assert.True(t, flow.DeleteBeforeReplace, "EC2 refuses a second one to the same destination")
	assert.Equal(t, []string{"net", "net-flow-logs", "net-flow-logs", "net-flow-logs"}, flow.DependsOn, "the VPC; the bucket, its encryption and its policy")

	for typ, want := range map[string]map[string]any{
		"aws:s3/bucket:Bucket": {"bucket": bucketName, "forceDestroy": false},
		"aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
			"bucket": "net-flow-logs-id", "blockPublicAcls": true, "blockPublicPolicy": true, "ignorePublicAcls": true, "restrictPublicBuckets": true,
		},
		"aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
			"bucket": "net-flow-logs-id", "rule": map[string]any{"objectOwnership": "BucketOwnerEnforced"},
		},
		"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
			"bucket": "net-flow-logs-id",
			"rules": []any{map[string]any{
				"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": "aws:kms", "kmsMasterKeyId": recordsKey},
				"bucketKeyEnabled":                   true,
			}},
		},
		"aws:s3/bucketVersioning:BucketVersioning": {
			"bucket": "net-flow-logs-id", "versioningConfiguration": map[string]any{"status": "Enabled"},
		},
		"aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
			"bucket": "net-flow-logs-id",
			"rules": []any{
				map[string]any{
					"id": "expire", "status": "Enabled", "filter": map[string]any{}, "expiration": map[string]any{"days": 90.0},
					"noncurrentVersionExpiration":    map[string]any{"noncurrentDays": 1.0},
					"abortIncompleteMultipartUpload": map[string]any{"daysAfterInitiation": 1.0},
				},
				map[string]any{
					"id": "tidy", "status": "Enabled", "filter": map[string]any{}, "expiration": map[string]any{"expiredObjectDeleteMarker": true},
				},
			},
		},
	} {
		assert.Equal(t, want, rec.One(t, typ, "net-flow-logs").Plain(), typ)
	}
	policy := rec.One(t, "aws:s3/bucketPolicy:BucketPolicy", "net-flow-logs")
	assert.Contains(t, policy.Plain()["policy"], `"arn:aws:s3:::`+bucketName+`/AWSLogs/aws-account-id=111122223333/*"`)
}

func TestFlowLogsToCloudWatch(t *testing.T) {
	t.Parallel()
	args := full()
	args.FlowLogs = flowLogs(network.ToCloudWatch)
	args.FlowLogs.Traffic = network.RejectedTraffic
	rec := made(t, args)
	flow := rec.One(t, "aws:ec2/flowLog:FlowLog", "net-flow-logs")
	assert.Equal(t, map[string]any{
		"vpcId": "net-id", "trafficType": "REJECT", "maxAggregationInterval": 60.0, "logDestinationType": "cloud-watch-logs",
		"logDestination": "arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/flow-logs",
		"iamRoleArn":     "arn:aws:iam::111122223333:role/covetpy-dev-flow-logs-eu-west-1",
	}, flow.Plain())
	assert.Equal(t, []string{"net", "net-flow-logs", "net-flow-logs", "net-flow-logs"}, flow.DependsOn, "the VPC; the group, the role and its policy")
	assert.Equal(t, map[string]any{
		"name": "/covetpy/dev/flow-logs", "retentionInDays": 90.0, "kmsKeyId": recordsKey, "deletionProtectionEnabled": true,
	}, rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "net-flow-logs").Plain())
	policy := rec.One(t, "aws:iam/rolePolicy:RolePolicy", "net-flow-logs").Plain()
	assert.Equal(t, "covetpy-dev-flow-logs-eu-west-1", policy["role"])
	assert.Contains(t, policy["policy"], `log-group:/covetpy/dev/flow-logs:*`)
}

func TestDNSFirewall(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	const rule = "aws:route53/resolverFirewallRule:ResolverFirewallRule"
	malware := rec.One(t, rule, "net-dns-firewall-malware")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-dns-firewall-malware", "firewallRuleGroupId": "net-dns-firewall-id",
		"firewallDomainListId": "rslvr-fdl-2c46f2ecbfec4dcc", "priority": 100.0, "action": "BLOCK", "blockResponse": "NODATA",
	}, malware.Plain())
	assert.True(t, malware.DeleteBeforeReplace)
	association := rec.One(t, "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", "net-dns-firewall")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-dns-firewall", "firewallRuleGroupId": "net-dns-firewall-id", "vpcId": "net-id", "priority": 101.0, "mutationProtection": "ENABLED",
	}, association.Plain())
	assert.True(t, association.DeleteBeforeReplace)
	assert.Equal(t, map[string]any{
		"name": "/covetpy/dev/dns-queries", "retentionInDays": 30.0, "kmsKeyId": logsKey, "deletionProtectionEnabled": true,
	}, rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "net-dns-queries").Plain())
	log := rec.One(t, "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig", "net-dns-queries")
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-dns-queries", "destinationArn": "arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/dns-queries",
	}, log.Plain())
	assert.Equal(t, []string{"net-dns-queries", "net-dns-queries"}, log.DependsOn, "the log group and its policy")
	assert.Equal(t, map[string]any{"resolverQueryLogConfigId": "net-dns-queries-id", "resourceId": "net-id"},
		rec.One(t, "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation", "net-dns-queries").Plain())
	assert.Equal(t, "covetpy-dev-dns-queries",
		rec.One(t, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "net-dns-queries").Plain()["policyName"])

	args := full()
	args.DNSFirewall.Action = network.FirewallAlert
	assert.NotContains(t, made(t, args).One(t, rule, "net-dns-firewall-botnet").Plain(), "blockResponse", "an alert blocks nothing")
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	gateway := rec.One(t, "aws:ec2/vpcEndpoint:VpcEndpoint", "net-endpoint-s3").Plain()
	assert.Contains(t, gateway["policy"], "BucketsOfAWS")
	delete(gateway, "policy")
	assert.Equal(t, map[string]any{
		"vpcId": "net-id", "vpcEndpointType": "Gateway", "serviceName": "com.amazonaws.eu-west-1.s3",
		"routeTableIds": []any{"net-private-a-id", "net-private-b-id", "net-private-c-id"},
	}, gateway)
	private := rec.One(t, "aws:ec2/vpcEndpoint:VpcEndpoint", "net-endpoint-ecr-api").Plain()
	assert.Contains(t, private["policy"], "ImagesOfEKS")
	delete(private, "policy")
	assert.Equal(t, map[string]any{
		"vpcId": "net-id", "vpcEndpointType": "Interface", "serviceName": "com.amazonaws.eu-west-1.ecr.api", "privateDnsEnabled": true,
		"subnetIds":        []any{"net-private-a-id", "net-private-b-id", "net-private-c-id"},
		"securityGroupIds": []any{"net-endpoints-id"},
	}, private)
	assert.Equal(t, map[string]any{"vpcId": "net-id", "description": "Interface endpoints of AWS services"},
		rec.One(t, "aws:ec2/securityGroup:SecurityGroup", "net-endpoints").Plain())
	for name, cidr := range map[string]string{"net-endpoints-vpc": "10.0.0.0/16", "net-endpoints-pods": "100.64.0.0/16"} {
		got := rec.One(t, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name).Plain()
		delete(got, "description")
		assert.Equal(t, map[string]any{"securityGroupId": "net-endpoints-id", "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "cidrIpv4": cidr}, got)
	}
}

func TestVPC(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	assert.Equal(t, map[string]any{
		"cidrBlock": "10.0.0.0/16", "enableDnsSupport": true, "enableDnsHostnames": true,
		"enableNetworkAddressUsageMetrics": true, "assignGeneratedIpv6CidrBlock": true,
	}, rec.One(t, "aws:ec2/vpc:Vpc", "net").Plain())
	assert.Equal(t, map[string]any{"vpcId": "net-id", "cidrBlock": "100.64.0.0/16"},
		rec.One(t, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "net-pods").Plain())
	for mode, want := range map[network.BlockPublicAccess]string{network.BlockIngress: "block-ingress", network.BlockBidirectional: "block-bidirectional"} {
		args := minimal()
		args.BlockPublicAccess = mode
		assert.Equal(t, map[string]any{"internetGatewayBlockMode": want},
			made(t, args).One(t, "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "net-block-public-access").Plain())
	}
}

// TestProtectGuardsWhatCannotBeMadeAgain looks at both guards, Pulumi's and
// AWS's, as neither covers the other.
func TestProtectGuardsWhatCannotBeMadeAgain(t *testing.T) {
	t.Parallel()
	for _, to := range []network.FlowLogDestination{network.ToS3, network.ToCloudWatch} {
		args := full()
		args.FlowLogs = flowLogs(to)
		assert.ElementsMatch(t, []string{"net", "net-dns-queries", "net-flow-logs"}, protected(made(t, args)), to)

		args.Protect = false
		rec := made(t, args)
		assert.Empty(t, protected(rec), to)
		for _, group := range rec.Of("aws:cloudwatch/logGroup:LogGroup") {
			assert.Equal(t, false, group.Plain()["deletionProtectionEnabled"])
		}
		for _, bucket := range rec.Of("aws:s3/bucket:Bucket") {
			assert.Equal(t, true, bucket.Plain()["forceDestroy"])
		}
		assert.Equal(t, "DISABLED", rec.One(t,
			"aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", "net-dns-firewall").Plain()["mutationProtection"])
	}
}

func protected(rec *mocktest.Recorder) []string {
	var names []string
	for _, res := range rec.All() {
		if res.Protect {
			names = append(names, res.Name)
		}
	}
	return names
}

func TestOutputs(t *testing.T) {
	t.Parallel()
	rec := recorder().Outputs("aws:ec2/eip:Eip", func(res mocktest.Resource) resource.PropertyMap {
		return resource.NewPropertyMapFromMap(map[string]any{"publicIp": "203.0.113.1 of " + res.Name})
	}).Outputs("aws:ec2/vpcEndpoint:VpcEndpoint", func(res mocktest.Resource) resource.PropertyMap {
		return resource.NewPropertyMapFromMap(map[string]any{"cidrBlocks": []any{"ranges of " + res.Name}})
	})
	got := make(chan []any, 1)
	var net *network.Network
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		var err error
		if net, err = network.NewNetwork(ctx, "net", full()); err != nil {
			return err
		}
		pulumi.All(net.VPCID, net.EndpointSecurityGroupID, net.ObjectStorageRanges, net.EgressIPs, net.Data[2].ID, net.Data[2].Ready).ApplyT(func(all []any) int {
			got <- all
			return 0
		})
		return nil
	}))
	require.Len(t, got, 1, "every output is known")
	assert.Equal(t, []any{
		"net-id", "net-endpoints-id",
		[]string{"ranges of net-endpoint-s3"},
		[]string{"203.0.113.1 of net-nat-a", "203.0.113.1 of net-nat-b", "203.0.113.1 of net-nat-c"},
		"net-data-c-id", "net-data-c-id",
	}, <-got)
	for tier, subnets := range map[network.Tier][]network.Subnet{
		network.Public: net.Public, network.Private: net.Private, network.Data: net.Data, network.Pods: net.Pods,
	} {
		args := full()
		plan := network.NewPlan(args.CIDR, args.PodCIDR)
		require.Len(t, subnets, 3, tier)
		for slot, subnet := range subnets {
			assert.Equal(t, network.Subnet{
				Slot: slot, Letter: network.Letter(slot), ZoneID: args.ZoneIDs[slot], CIDR: plan.Subnet(tier, slot), ID: subnet.ID, Ready: subnet.Ready,
			}, subnet)
		}
	}
}
