package database

import (
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
)

const (
	ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	egressType  = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
)

func TestWhoReachesWhat(t *testing.T) {
	rec := made(t, large())
	got := map[string][]string{}
	for _, res := range append(rec.Of(ingressType), rec.Of(egressType)...) {
		in := res.Inputs.Mappable()
		assert.Equal(t, []any{"tcp", 5432.0, 5432.0}, []any{in["ipProtocol"], in["fromPort"], in["toPort"]})
		assert.NotContains(t, in, "cidrIpv4")
		got[res.Name] = []string{in["securityGroupId"].(string), in["referencedSecurityGroupId"].(string)}
	}
	assert.Equal(t, map[string][]string{
		"database-proxy-nodes":        {"database-proxy-id", "sg-nodes"},
		"database-proxy-migrations":   {"database-proxy-id", "sg-migrations"},
		"database-cluster-migrations": {"database-cluster-id", "sg-migrations"},
		"database-cluster-from-proxy": {"database-cluster-id", "database-proxy-id"},
		"database-proxy-to-cluster":   {"database-proxy-id", "database-cluster-id"},
	}, got)
	assert.Equal(t, []string{"database-proxy-to-cluster"}, rec.Names(egressType), "the cluster itself calls nobody")
}

func TestTheProxy(t *testing.T) {
	rec := made(t, large())
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-database-proxy", "engineFamily": "POSTGRESQL", "defaultAuthScheme": "IAM_AUTH", "requireTls": true,
		"roleArn":           "arn:aws:iam::111122223333:role/covetpy-prod-database-proxy-eu-west-1",
		"idleClientTimeout": 1800.0, "debugLogging": false, "vpcSubnetIds": []any{"subnet-a", "subnet-b"},
		"vpcSecurityGroupIds": []any{"database-proxy-id"}, "tags": map[string]any{"Name": "covetpy-prod-database-proxy"},
	}, inputsOf(t, rec, "rds/proxy:Proxy", "database-proxy"))
	assert.Equal(t, map[string]any{
		"dbProxyName":          "covetpy-prod-database-proxy",
		"connectionPoolConfig": map[string]any{"connectionBorrowTimeout": 30.0, "maxConnectionsPercent": 80.0, "maxIdleConnectionsPercent": 40.0},
	}, inputsOf(t, rec, "rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "database-proxy"))
	assert.Equal(t, map[string]any{
		"dbProxyName": "covetpy-prod-database-proxy", "targetGroupName": "database-proxy", "dbClusterIdentifier": "covetpy-prod-database",
	}, inputsOf(t, rec, "rds/proxyTarget:ProxyTarget", "database-proxy"))
	assert.Equal(t, proxyPermissions(where(), "cluster-ABC", []string{"shop", "shop_reports"}).MustJSON(),
		inputsOf(t, rec, "iam/rolePolicy:RolePolicy", "database-proxy")["policy"])
	logs := inputsOf(t, rec, "cloudwatch/logGroup:LogGroup", "database-proxy")
	assert.Equal(t, []any{"/aws/rds/proxy/covetpy-prod-database-proxy", 365.0, "arn:key/logs", true},
		[]any{logs["name"], logs["retentionInDays"], logs["kmsKeyId"], logs["deletionProtectionEnabled"]})
	assert.Subset(t, rec.One(t, "aws:rds/proxy:Proxy", "database-proxy").DependsOn, []string{"database-proxy"})
	assert.Contains(t, rec.One(t, "aws:rds/proxyTarget:ProxyTarget", "database-proxy").DependsOn, "database-writer")
}

func TestReaderScaling(t *testing.T) {
	rec := made(t, large())
	at := map[string]any{
		"serviceNamespace": "rds", "scalableDimension": "rds:cluster:ReadReplicaCount", "resourceId": "cluster:covetpy-prod-database",
	}
	target, policy := map[string]any{"minCapacity": 2.0, "maxCapacity": 5.0}, map[string]any{
		"name": "covetpy-prod-database-readers", "policyType": "TargetTrackingScaling",
		"targetTrackingScalingPolicyConfiguration": map[string]any{
			"predefinedMetricSpecification": map[string]any{"predefinedMetricType": "RDSReaderAverageCPUUtilization"},
			"targetValue":                   60.0, "scaleInCooldown": 300.0, "scaleOutCooldown": 300.0,
		},
	}
	maps.Copy(target, at)
	maps.Copy(policy, at)
	assert.Equal(t, target, inputsOf(t, rec, "appautoscaling/target:Target", "database-readers"))
	assert.Equal(t, policy, inputsOf(t, rec, "appautoscaling/policy:Policy", "database-readers"))
	assert.Subset(t, rec.One(t, "aws:appautoscaling/target:Target", "database-readers").DependsOn,
		[]string{"database-reader-1", "database-reader-2", "database-writer"})
	fixed := large()
	fixed.Provisioned.Autoscaling = nil
	assert.Empty(t, made(t, fixed).Of("aws:appautoscaling/target:Target"))
}

func TestEventsAndAlarmsReachTheirTopics(t *testing.T) {
	rec := made(t, large())
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-database-instance", "snsTopic": "arn:page", "sourceType": "db-instance", "enabled": true,
		"sourceIds":       []any{"database-writer-20261123", "database-reader-1-20261123", "database-reader-2-20261123"},
		"eventCategories": []any{"failure", "low storage"}, "tags": map[string]any{"Name": "covetpy-prod-database-instance"},
	}, inputsOf(t, rec, "rds/eventSubscription:EventSubscription", "database-events-instance"))
	sources := map[string]any{}
	for _, res := range rec.Of("aws:rds/eventSubscription:EventSubscription") {
		sources[res.Name] = res.Inputs["snsTopic"].StringValue()
	}
	assert.Equal(t, map[string]any{
		"database-events-cluster": "arn:page", "database-events-cluster-notices": "arn:ticket",
		"database-events-instance": "arn:page", "database-events-instance-notices": "arn:ticket", "database-events-proxy": "arn:page",
	}, sources)
	connections := inputsOf(t, rec, "cloudwatch/metricAlarm:MetricAlarm", "database-connections")
	assert.Equal(t, []any{"covetpy-prod-database-connections", []any{"arn:page"}, map[string]any{"DBClusterIdentifier": "covetpy-prod-database"}},
		[]any{connections["name"], connections["alarmActions"], connections["dimensions"]})
}

func TestTheSecondRegion(t *testing.T) {
	rec := made(t, global())
	assert.Equal(t, map[string]any{
		"globalClusterIdentifier": "covetpy-prod-database-global", "engine": "aurora-postgresql", "engineVersion": "17.5",
		"engineLifecycleSupport": "open-source-rds-extended-support-disabled", "storageEncrypted": true, "deletionProtection": true,
		"tags": map[string]any{"Name": "covetpy-prod-database-global"},
	}, inputsOf(t, rec, "rds/globalCluster:GlobalCluster", "database-global"))

	assert.Empty(t, rec.One(t, "aws:rds/globalCluster:GlobalCluster", "database-global").IgnoreChanges, "it owns its members' version")
	upgraded := global()
	upgraded.MinorUpgrades = true
	assert.Equal(t, []string{"engineVersion"}, made(t, upgraded).One(t, "aws:rds/globalCluster:GlobalCluster", "database-global").IgnoreChanges)

	// The copy is the first region's cluster but for what follows.
	want := inputsOf(t, made(t, large()), "rds/cluster:Cluster", "database")
	for _, own := range []string{"databaseName", "masterUsername", "manageMasterUserPassword", "masterUserSecretKmsKeyId"} {
		delete(want, own)
	}
	maps.Copy(want, map[string]any{
		"clusterIdentifier": "covetpy-prod-database-secondary", "globalClusterIdentifier": "database-global-id", "sourceRegion": "eu-west-1",
		"kmsKeyId": "arn:key/replica", "performanceInsightsKmsKeyId": "arn:key/replica", "dbSubnetGroupName": "covetpy-prod-database-secondary",
		"vpcSecurityGroupIds": []any{"database-secondary-cluster-id"}, "dbClusterParameterGroupName": "database-secondary",
		"finalSnapshotIdentifier": finalSnapshot("covetpy-prod-database-secondary",
			"database-secondary-cluster-id", "covetpy-prod-database-secondary", "arn:key/replica", "covetpy"),
		"tags": map[string]any{"Name": "covetpy-prod-database-secondary", "Backup": "none", "BackupReason": replicaReason},
	})
	assert.Equal(t, want, inputsOf(t, rec, "rds/cluster:Cluster", "database-secondary"))

	cluster := rec.One(t, clusterType, "database-secondary")
	assert.Equal(t, []string{"engineVersion", "replicationSourceIdentifier"}, cluster.IgnoreChanges)
	assert.Subset(t, cluster.DependsOn, []string{"database-global", "database-writer", "database-secondary-postgresql"})
	member := inputsOf(t, rec, "rds/clusterInstance:ClusterInstance", "database-secondary-reader-1")
	assert.Equal(t, []any{"covetpy-prod-database-secon-7cd84f9c-", "covetpy-prod-database-secondary", 0.0},
		[]any{member["identifierPrefix"], member["clusterIdentifier"], member["promotionTier"]})
}

// RDS can't keep the master password of a cluster of a global database.
func TestTheFirstRegionOfAGlobalDatabase(t *testing.T) {
	first := made(t, global()).One(t, clusterType, "database")
	assert.Equal(t, "database-global-id", first.Inputs["globalClusterIdentifier"].StringValue())
	assert.Equal(t, resource.MakeSecret(resource.NewProperty("first-hour-only")), first.Inputs["masterPassword"])
	assert.NotContains(t, first.Inputs, resource.PropertyKey("manageMasterUserPassword"))
	assert.Equal(t, []string{"masterPassword", "engineVersion", "replicationSourceIdentifier"}, first.IgnoreChanges)
}

func TestLogGroupsAreMadeFirstAndKept(t *testing.T) {
	rec := made(t, large())
	for _, log := range []string{"postgresql", "iam-db-auth-error"} {
		assert.Equal(t, map[string]any{
			"name": "/aws/rds/cluster/covetpy-prod-database/" + log, "retentionInDays": 365.0, "kmsKeyId": "arn:key/logs", "deletionProtectionEnabled": true,
			"tags": map[string]any{"Name": "covetpy-prod-database", "Backup": "none", "BackupReason": logsReason},
		}, inputsOf(t, rec, "cloudwatch/logGroup:LogGroup", "database-"+log))
	}
}
