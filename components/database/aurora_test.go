package database

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const (
	clusterType  = "aws:rds/cluster:Cluster"
	instanceType = "aws:rds/clusterInstance:ClusterInstance"
)

func TestTheSmallCluster(t *testing.T) {
	rec := made(t, small())
	assert.Equal(t, map[string]any{
		"clusterIdentifier": "covetpy-dev-database", "engine": "aurora-postgresql", "engineMode": "provisioned", "engineVersion": "17.5",
		"engineLifecycleSupport": "open-source-rds-extended-support-disabled", "allowMajorVersionUpgrade": false, "port": 5432.0,
		"databaseName": "covetpy", "masterUsername": "clusteradmin", "manageMasterUserPassword": true, "masterUserSecretKmsKeyId": "arn:key/database",
		"storageEncrypted": true, "kmsKeyId": "arn:key/database", "iamDatabaseAuthenticationEnabled": true,
		"dbSubnetGroupName": "covetpy-dev-database", "vpcSecurityGroupIds": []any{"database-cluster-id"}, "dbClusterParameterGroupName": "database",
		"backupRetentionPeriod": 1.0, "preferredBackupWindow": "02:00-03:00", "preferredMaintenanceWindow": "sun:04:00-sun:05:00",
		"copyTagsToSnapshot": true, "deletionProtection": false, "skipFinalSnapshot": true, "deleteAutomatedBackups": true, "applyImmediately": true,
		"enabledCloudwatchLogsExports": []any{"postgresql", "iam-db-auth-error", "instance"},
		"databaseInsightsMode":         "standard", "performanceInsightsEnabled": true, "performanceInsightsKmsKeyId": "arn:key/database",
		"performanceInsightsRetentionPeriod": 7.0, "monitoringInterval": 0.0,
		"serverlessv2ScalingConfiguration": map[string]any{"minCapacity": 0.0, "maxCapacity": 4.0, "secondsUntilAutoPause": 600.0},
		"tags":                             map[string]any{"Name": "covetpy-dev-database", "Backup": "database"},
	}, inputsOf(t, rec, "rds/cluster:Cluster", "database"))
	cluster := rec.One(t, clusterType, "database")
	assert.Equal(t, []string{"engineVersion"}, cluster.IgnoreChanges, "AWS owns the version")
	assert.True(t, cluster.DeleteBeforeReplace)
	assert.Subset(t, cluster.DependsOn, []string{"database-iam-db-auth-error", "database-instance", "database-postgresql"})
}

// What the large cluster has that the small one has not, or otherwise.
func TestTheLargeCluster(t *testing.T) {
	rec := made(t, large())
	got := inputsOf(t, rec, "rds/cluster:Cluster", "database")
	want := inputsOf(t, made(t, small()), "rds/cluster:Cluster", "database")
	delete(want, "serverlessv2ScalingConfiguration")
	maps.Copy(want, map[string]any{
		"clusterIdentifier": "covetpy-prod-database", "dbSubnetGroupName": "covetpy-prod-database", "backupRetentionPeriod": 35.0,
		"deletionProtection": true, "skipFinalSnapshot": false, "deleteAutomatedBackups": false,
		"finalSnapshotIdentifier":      finalSnapshot("covetpy-prod-database", "database-cluster-id", "covetpy-prod-database", "arn:key/database", "covetpy"),
		"enabledCloudwatchLogsExports": []any{"postgresql", "iam-db-auth-error"},
		"databaseInsightsMode":         "advanced", "performanceInsightsRetentionPeriod": 465.0,
		"monitoringInterval": 60.0, "monitoringRoleArn": "arn:aws:iam::111122223333:role/covetpy-prod-database-monitoring-eu-west-1",
		"tags": map[string]any{"Name": "covetpy-prod-database", "Backup": "database"},
	})
	assert.Equal(t, want, got)
	cluster := rec.One(t, clusterType, "database")
	assert.Empty(t, cluster.IgnoreChanges, "the version is pinned")
	assert.Contains(t, cluster.DependsOn, "database-monitoring")
}

func TestZonesAreNeverListed(t *testing.T) {
	for _, from := range []func() *Args{small, large, global} {
		for _, res := range made(t, from()).All() {
			assert.NotContains(t, res.Inputs, "availabilityZones", res.Name)
			assert.NotContains(t, res.Inputs, "availabilityZone", res.Name)
		}
	}
}

// The only password is the one that a global database is made with, and it is a
// secret.
func TestNoPasswordIsInTheState(t *testing.T) {
	for _, from := range []func() *Args{small, large, global} {
		for _, res := range made(t, from()).All() {
			for k, v := range res.Inputs {
				if strings.Contains(strings.ToLower(string(k)), "password") && !v.IsBool() {
					assert.Equal(t, "database masterPassword", res.Name+" "+string(k))
					assert.True(t, v.IsSecret())
				}
			}
		}
	}
}

func TestInstances(t *testing.T) {
	rec := made(t, large())
	want := func(name string, tier float64) map[string]any {
		return map[string]any{
			"identifierPrefix": "covetpy-prod-database-" + name + "-", "clusterIdentifier": "covetpy-prod-database",
			"engine": "aurora-postgresql", "instanceClass": "db.r7g.large", "dbParameterGroupName": "database", "promotionTier": tier,
			"publiclyAccessible": false, "autoMinorVersionUpgrade": false, "applyImmediately": true,
			"preferredMaintenanceWindow": "sun:04:00-sun:05:00", "monitoringInterval": 60.0,
			"monitoringRoleArn": "arn:aws:iam::111122223333:role/covetpy-prod-database-monitoring-eu-west-1",
			"tags":              map[string]any{"Name": "covetpy-prod-database-" + name},
		}
	}
	for name, tier := range map[string]float64{"writer": 0, "reader-1": 1, "reader-2": 2} {
		assert.Equal(t, want(name, tier), inputsOf(t, rec, "rds/clusterInstance:ClusterInstance", "database-"+name))
		member := rec.One(t, instanceType, "database-"+name)
		assert.Equal(t, []string{"instanceClass"}, member.ReplaceOnChanges)
		assert.False(t, member.DeleteBeforeReplace, "its replacement is there before it goes")
		assert.Contains(t, member.DependsOn, "database-monitoring")
		for _, other := range []string{"database-writer", "database-reader-1", "database-reader-2"} {
			assert.NotContains(t, member.DependsOn, other, "none waits for another")
		}
	}
	serverless := inputsOf(t, made(t, small()), "rds/clusterInstance:ClusterInstance", "database-writer")
	assert.Equal(t, []any{"db.serverless", true}, []any{serverless["instanceClass"], serverless["autoMinorVersionUpgrade"]})
	assert.Zero(t, serverless["monitoringInterval"], "as its cluster says")
	assert.NotContains(t, serverless, "monitoringRoleArn")
}

// One more reader changes nothing of what is there but the list of event sources.
func TestAddingAReaderChangesNothingElse(t *testing.T) {
	a, b := large(), large()
	a.Provisioned.Autoscaling, b.Provisioned.Autoscaling = nil, nil
	b.Readers++
	before, after := made(t, a), made(t, b)
	for _, res := range before.All() {
		if res.Type == "aws:rds/eventSubscription:EventSubscription" {
			continue
		}
		assert.Equal(t, res, after.One(t, res.Type, res.Name))
	}
	assert.Equal(t, []string{"rds/ClusterInstance database-reader-3"}, without(after.Lines(), before.Lines()))
}

func TestParameterGroupsLeaveRoomForTheirSuccessors(t *testing.T) {
	rec := made(t, large())
	for _, kind := range []string{"rds/clusterParameterGroup:ClusterParameterGroup", "rds/parameterGroup:ParameterGroup"} {
		in := inputsOf(t, rec, kind, "database")
		assert.Equal(t, "covetpy-prod-database-", in["namePrefix"])
		assert.Equal(t, "aurora-postgresql17", in["family"])
		assert.NotContains(t, in, "name")
		assert.False(t, rec.One(t, "aws:"+kind, "database").DeleteBeforeReplace)
	}
	var got []string
	for _, p := range inputsOf(t, rec, "rds/clusterParameterGroup:ClusterParameterGroup", "database")["parameters"].([]any) {
		p := p.(map[string]any)
		got = append(got, fmt.Sprintf("%s=%s %s", p["name"], p["value"], p["applyMethod"]))
	}
	assert.Contains(t, got, "rds.force_ssl=1 pending-reboot")
	assert.Contains(t, got, "shared_preload_libraries=pg_stat_statements,pgaudit pending-reboot")
	assert.Contains(t, got, "rds.logical_replication=1 pending-reboot")
}
