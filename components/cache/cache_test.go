package cache

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/fault"
)

const (
	groupType      = "aws:elasticache/replicationGroup:ReplicationGroup"
	serverlessType = "aws:elasticache/serverlessCache:ServerlessCache"
)

func TestFaultsRegisterNothing(t *testing.T) {
	for sentence, test := range map[string]struct {
		args *Args
		want []string
	}{
		"no args": {nil, []string{`make cache "cache": args are nil`}},
		"a fault": {&Args{}, []string{`make cache "cache": engine: missing, accepted: valkey, redis`}},
		"nothing of what others make": {
			func() *Args {
				a := sessions()
				a.VPCID, a.SubnetIDs, a.Peers[0].SecurityGroupID, a.Keys, a.Topics = nil, a.SubnetIDs[:1], nil, Keys{}, alarm.Topics{}
				return a
			}(),
			[]string{
				"VPCID is nil", "there are 1 SubnetIDs, give at least 2", `the SecurityGroupID of peer "nodes" is nil`,
				"Keys.Cache is nil", "Keys.Logs is nil", "a topic is nil",
			},
		},
		"a subnet that is none": {func() *Args { a := sessions(); a.SubnetIDs[1] = nil; return a }(), []string{"SubnetIDs[1] is nil"}},
	} {
		t.Run(sentence, func(t *testing.T) {
			rec := recorder()
			err := rec.Run(program(test.args))
			for _, text := range test.want {
				require.ErrorContains(t, err, text)
			}
			assert.Empty(t, rec.All())
		})
	}
}

func TestFaultsReachTheCaller(t *testing.T) {
	var faults fault.Faults
	require.NoError(t, recorder().Run(func(ctx *pulumi.Context) error {
		_, err := NewRedisCache(ctx, "cache", &Args{})
		faults = fault.Of(err)
		return nil
	}))
	assert.Equal(t, (&Args{}).Validate(), faults)
}

func TestSessionsAreNodes(t *testing.T) {
	rec := made(t, sessions())
	assert.Equal(t, []string{
		"cloudwatch/LogGroup cache-engine-log", "cloudwatch/LogGroup cache-slow-log", "cloudwatch/LogResourcePolicy cache-logs",
		"cloudwatch/MetricAlarm cache-alarm-001-connections", "cloudwatch/MetricAlarm cache-alarm-001-engine-cpu",
		"cloudwatch/MetricAlarm cache-alarm-001-evictions", "cloudwatch/MetricAlarm cache-alarm-001-memory",
		"cloudwatch/MetricAlarm cache-alarm-001-refused-logins", "cloudwatch/MetricAlarm cache-alarm-001-replication-lag",
		"cloudwatch/MetricAlarm cache-alarm-002-connections", "cloudwatch/MetricAlarm cache-alarm-002-engine-cpu",
		"cloudwatch/MetricAlarm cache-alarm-002-evictions", "cloudwatch/MetricAlarm cache-alarm-002-memory",
		"cloudwatch/MetricAlarm cache-alarm-002-refused-logins", "cloudwatch/MetricAlarm cache-alarm-002-replication-lag",
		"cloudwatch/MetricAlarm cache-alarm-003-connections", "cloudwatch/MetricAlarm cache-alarm-003-engine-cpu",
		"cloudwatch/MetricAlarm cache-alarm-003-evictions", "cloudwatch/MetricAlarm cache-alarm-003-memory",
		"cloudwatch/MetricAlarm cache-alarm-003-refused-logins", "cloudwatch/MetricAlarm cache-alarm-003-replication-lag",
		"ec2/SecurityGroup cache",
		"elasticache/ParameterGroup cache", "elasticache/ReplicationGroup cache", "elasticache/SubnetGroup cache",
		"elasticache/User cache-application", "elasticache/UserGroup cache",
		"vpc/SecurityGroupIngressRule cache-ingress-nodes",
	}, rec.Lines())
	for _, res := range rec.All() {
		if res.Custom {
			assert.Equal(t, "cache", res.Parent, res.Name)
			assert.Equal(t, Type, res.ParentType, res.Name)
		}
	}

	group := rec.One(t, groupType, "cache")
	log := func(kind string) map[string]any {
		return map[string]any{"destination": "/covetpy/prod/cache/sessions/" + kind, "destinationType": "cloudwatch-logs", "logFormat": "json", "logType": kind}
	}
	assert.Equal(t, map[string]any{
		"replicationGroupId": "covetpy-prod-sessions", "description": "covetpy-prod-cache-sessions",
		"engine": "valkey", "engineVersion": "8.1", "port": 6379.0, "nodeType": "cache.m7g.large",
		"clusterMode": "disabled", "numCacheClusters": 3.0, "automaticFailoverEnabled": true, "multiAzEnabled": true,
		"parameterGroupName": "covetpy-prod-sessions-valkey8", "subnetGroupName": "covetpy-prod-sessions", "securityGroupIds": []any{"cache-id"},
		"atRestEncryptionEnabled": true, "kmsKeyId": "arn:key-cache", "transitEncryptionEnabled": true, "transitEncryptionMode": "required",
		"userGroupIds":           []any{"covetpy-prod-sessions-valkey"},
		"snapshotRetentionLimit": 15.0, "snapshotWindow": "02:00-03:00",
		"finalSnapshotIdentifier": sessions().lastSnapshot("cache-id", "arn:key-cache"),
		"maintenanceWindow":       "sun:04:00-sun:05:00", "autoMinorVersionUpgrade": false, "applyImmediately": true,
		"logDeliveryConfigurations": []any{log("slow-log"), log("engine-log")},
	}, group.Plain())
	assert.Equal(t, map[string]any{
		"Name": "covetpy-prod-cache-sessions", "Backup": "none",
		"BackupReason": "AWS Backup does not support ElastiCache: its own daily snapshots are kept 15 days",
	}, group.Tags())
	assert.True(t, group.Protect)
	assert.True(t, group.DeleteBeforeReplace, "there is one of its id")
	assert.Equal(t, []string{"clusterMode"}, group.ReplaceOnChanges)
	assert.Equal(t, []string{"snapshotName"}, group.IgnoreChanges, "the version is pinned")
	// The security group, parameter group, subnet group and user group; the logs and what lets them be written.
	assert.Equal(t, []string{"cache", "cache", "cache", "cache", "cache-engine-log", "cache-logs", "cache-slow-log"}, group.DependsOn)
}

func TestWhoMayEnter(t *testing.T) {
	redis := sessions()
	redis.Engine, redis.Version = Redis, "7.1"
	rec := made(t, redis)
	assert.Equal(t, map[string]any{
		"userId": "covetpy-prod-sessions-redis-app", "userName": "covetpy-prod-sessions-redis-app", "engine": "redis",
		"accessString": "on ~* &* +@all -@admin -@dangerous +info", "authenticationMode": map[string]any{"type": "iam"},
	}, rec.One(t, "aws:elasticache/user:User", "cache-application").Plain())
	assert.Equal(t, map[string]any{
		"userId": "covetpy-prod-sessions-redis-default", "userName": "default", "engine": "redis",
		"accessString": "off ~* -@all", "authenticationMode": map[string]any{"type": "no-password-required"},
	}, rec.One(t, "aws:elasticache/user:User", "cache-default").Plain())
	assert.Equal(t, map[string]any{
		"userGroupId": "covetpy-prod-sessions-redis", "engine": "redis",
		"userIds": []any{"covetpy-prod-sessions-redis-app", "covetpy-prod-sessions-redis-default"},
	}, rec.One(t, "aws:elasticache/userGroup:UserGroup", "cache").Plain())
	assert.Empty(t, rec.Of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), "nothing leaves a cache")
	assert.Equal(t, map[string]any{"vpcId": "vpc-1", "description": "Who may connect to the cache sessions"},
		rec.One(t, "aws:ec2/securityGroup:SecurityGroup", "cache").Plain())
	assert.Equal(t, map[string]any{
		"securityGroupId": "cache-id", "description": "nodes connect to the cache", "ipProtocol": "tcp",
		"fromPort": 6379.0, "toPort": 6379.0, "referencedSecurityGroupId": "sg-nodes",
	}, rec.One(t, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cache-ingress-nodes").Plain())
}

func TestLogsAreEncryptedAndEnd(t *testing.T) {
	rec := made(t, sessions())
	slow := rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "cache-slow-log")
	assert.Equal(t, map[string]any{
		"name": "/covetpy/prod/cache/sessions/slow-log", "retentionInDays": 365.0, "kmsKeyId": "arn:key-logs", "deletionProtectionEnabled": true,
	}, slow.Plain())
	assert.True(t, slow.Protect)
	policy := rec.One(t, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "cache-logs").Plain()
	assert.Equal(t, "covetpy-prod-cache-sessions", policy["policyName"])
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": [{
		"Sid": "DeliveryWrites", "Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"},
		"Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
		"Resource": [
			"arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/prod/cache/sessions/engine-log:log-stream:*",
			"arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/prod/cache/sessions/slow-log:log-stream:*"
		],
		"Condition": {
			"StringEquals": {"aws:SourceAccount": "111122223333"},
			"ArnLike": {"aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*"}
		}
	}]}`, policy["policyDocument"].(string))
}

func TestTheLeastIsOneNode(t *testing.T) {
	args := caching()
	args.Snapshots.RestoreFrom = "before-the-move"
	rec := made(t, args)
	group := rec.One(t, groupType, "cache")
	in := group.Plain()
	for _, absent := range []string{"finalSnapshotIdentifier", "snapshotWindow", "numNodeGroups", "replicasPerNodeGroup"} {
		assert.NotContains(t, in, absent)
	}
	assert.Equal(t, false, in["automaticFailoverEnabled"])
	assert.Equal(t, false, in["multiAzEnabled"])
	assert.InDelta(t, 0, in["snapshotRetentionLimit"], 0)
	assert.Equal(t, "before-the-move", in["snapshotName"])
	assert.False(t, group.Protect)
	assert.Equal(t, "AWS Backup does not support ElastiCache and what is cached can be made again", group.Tags()["BackupReason"])
}

func TestShardsHaveClusterModeOn(t *testing.T) {
	rec := made(t, sharded())
	in := rec.One(t, groupType, "cache").Plain()
	assert.Equal(t, []any{"enabled", 2.0, 1.0, true, true}, []any{
		in["clusterMode"], in["numNodeGroups"], in["replicasPerNodeGroup"], in["automaticFailoverEnabled"], in["multiAzEnabled"],
	})
	assert.NotContains(t, in, "numCacheClusters")
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-results-valkey8-cluster", "description": "Settings of the cache results", "family": "valkey8",
		"parameters": []any{
			map[string]any{"name": "maxmemory-policy", "value": "allkeys-lru"},
			map[string]any{"name": "slowlog-log-slower-than", "value": "5000"},
			map[string]any{"name": "slowlog-max-len", "value": "1024"},
			map[string]any{"name": "cluster-enabled", "value": "yes"},
		},
	}, rec.One(t, "aws:elasticache/parameterGroup:ParameterGroup", "cache").Plain())
}

func TestAlarmsKnowTheirNodes(t *testing.T) {
	const typ = "aws:cloudwatch/metricAlarm:MetricAlarm"
	for name, test := range map[string]struct {
		args             *Args
		alarm, physical  string
		dimension, value string
	}{
		"cluster mode off": {sessions(), "cache-alarm-002-memory", "covetpy-prod-cache-sessions-002-memory", "CacheClusterId", "covetpy-prod-sessions-002"},
		"cluster mode on":  {sharded(), "cache-alarm-0002-001-connections", "covetpy-prod-cache-results-0002-001-connections", "CacheClusterId", "covetpy-prod-results-0002-001"},
		"serverless":       {serverless(), "cache-alarm-storage", "covetpy-prod-cache-results-storage", "clusterId", "covetpy-prod-results"},
	} {
		t.Run(name, func(t *testing.T) {
			made := made(t, test.args).One(t, typ, test.alarm)
			assert.Equal(t, map[string]any{test.dimension: test.value}, made.Plain()["dimensions"])
			assert.Equal(t, test.physical, made.Plain()["name"])
			assert.Empty(t, made.DependsOn, "nothing waits for the cache")
		})
	}
}

func TestServerless(t *testing.T) {
	args := serverless()
	args.Snapshots.RestoreFrom = "before-the-move"
	rec := made(t, args)
	assert.Equal(t, []string{
		"cloudwatch/MetricAlarm cache-alarm-processing-units", "cloudwatch/MetricAlarm cache-alarm-refused-logins",
		"cloudwatch/MetricAlarm cache-alarm-storage", "cloudwatch/MetricAlarm cache-alarm-throttled",
		"ec2/SecurityGroup cache",
		"elasticache/ServerlessCache cache", "elasticache/User cache-application", "elasticache/UserGroup cache",
		"vpc/SecurityGroupIngressRule cache-ingress-nodes", "vpc/SecurityGroupIngressRule cache-ingress-nodes-reader",
	}, rec.Lines())
	made := rec.One(t, serverlessType, "cache")
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-results", "description": "covetpy-prod-cache-results", "engine": "valkey", "majorEngineVersion": "8",
		"subnetIds": []any{"subnet-a", "subnet-b"}, "securityGroupIds": []any{"cache-id"}, "kmsKeyId": "arn:key-cache",
		"userGroupId": "covetpy-prod-results-valkey",
		"cacheUsageLimits": map[string]any{
			"dataStorage": map[string]any{"maximum": 1.0, "unit": "GB"}, "ecpuPerSeconds": []any{map[string]any{"maximum": 1000.0}},
		},
		"snapshotRetentionLimit": 1.0, "dailySnapshotTime": "02:00",
		"snapshotArnsToRestores": []any{"arn:aws:elasticache:eu-west-1:111122223333:serverlesscachesnapshot:before-the-move"},
	}, made.Plain())
	assert.Equal(t, []string{"snapshotArnsToRestores"}, made.IgnoreChanges)
	assert.True(t, made.DeleteBeforeReplace)
	assert.InDelta(t, 6380, rec.One(t, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cache-ingress-nodes-reader").Plain()["fromPort"], 0)
}

func TestOutputs(t *testing.T) {
	for name, test := range map[string]struct {
		args *Args
		want []any
	}{
		"nodes":      {sessions(), []any{"master.example", "replica.example", 6379, 6379, "covetpy-prod-sessions-valkey-app", "cache-id"}},
		"shards":     {sharded(), []any{"clustercfg.example", "clustercfg.example", 6379, 6379, "covetpy-prod-results-valkey-app", "cache-id"}},
		"serverless": {serverless(), []any{"serverless.example", "serverless.example", 6379, 6380, "covetpy-prod-results-valkey-app", "cache-id"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []any
			require.NoError(t, recorder().Run(func(ctx *pulumi.Context) error {
				c, err := NewRedisCache(ctx, "cache", test.args)
				if err != nil {
					return err
				}
				pulumi.All(c.Endpoint, c.ReaderEndpoint, c.Port, c.ReaderPort, c.UserID, c.SecurityGroupID).ApplyT(func(v []any) bool {
					got = v
					return true
				})
				return nil
			}))
			assert.Equal(t, test.want, got)
		})
	}
}

func TestAPreviewRegistersTheSame(t *testing.T) {
	for name, args := range map[string]func() *Args{"sessions": sessions, "caching": caching, "shards": sharded, "serverless": serverless} {
		t.Run(name, func(t *testing.T) {
			rec := recorder()
			require.NoError(t, rec.Preview(program(args())))
			assert.Equal(t, made(t, args()).Lines(), rec.Lines())
		})
	}
}

// TestAWSOwnsTheVersionThatItUpgrades because the provider replaces a cache whose
// version is to go back.
func TestAWSOwnsTheVersionThatItUpgrades(t *testing.T) {
	args := sessions()
	args.MinorUpgrades = true
	assert.Equal(t, []string{"snapshotName", "engineVersion"}, made(t, args).One(t, groupType, "cache").IgnoreChanges)
}
