package database

import (
	"slices"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/mocktest"
)

// least is everything that the small database registers.
func least() []string {
	return []string{
		"cloudwatch/LogGroup database-iam-db-auth-error", "cloudwatch/LogGroup database-instance", "cloudwatch/LogGroup database-postgresql",
		"cloudwatch/MetricAlarm database-acu", "cloudwatch/MetricAlarm database-connections", "cloudwatch/MetricAlarm database-cpu",
		"cloudwatch/MetricAlarm database-deadlocks", "cloudwatch/MetricAlarm database-memory", "cloudwatch/MetricAlarm database-volume",
		"ec2/SecurityGroup database-cluster",
		"rds/Cluster database", "rds/ClusterInstance database-writer", "rds/ClusterParameterGroup database",
		"rds/EventSubscription database-events-cluster", "rds/EventSubscription database-events-cluster-notices",
		"rds/EventSubscription database-events-instance", "rds/EventSubscription database-events-instance-notices",
		"rds/ParameterGroup database", "rds/SubnetGroup database",
		"vpc/SecurityGroupIngressRule database-cluster-nodes",
	}
}

func TestTheLeastDatabase(t *testing.T) {
	assert.Equal(t, least(), made(t, small()).Lines())
}

// What a choice adds to the small database, and what it takes away.
func TestEachChoiceAddsItsOwn(t *testing.T) {
	awake := func(a *Args) { *a.Serverless = Serverless{MinACU: 1, MaxACU: 4} }
	for sentence, test := range map[string]struct {
		change      func(*Args)
		adds, drops []string
	}{
		"instances that do not pause": {awake, nil, []string{"cloudwatch/LogGroup database-instance"}},
		"a fixed class": {
			func(a *Args) { a.Serverless, a.Provisioned = nil, &Provisioned{InstanceClass: "db.r7g.large"} },
			[]string{"cloudwatch/MetricAlarm database-local-storage"},
			[]string{"cloudwatch/LogGroup database-instance", "cloudwatch/MetricAlarm database-acu"},
		},
		"readers": {
			func(a *Args) { a.Readers = 2 },
			[]string{"cloudwatch/MetricAlarm database-replica-lag", "rds/ClusterInstance database-reader-1", "rds/ClusterInstance database-reader-2"},
			nil,
		},
		"enhanced monitoring": {
			func(a *Args) { a.MonitoringSeconds = 60 },
			[]string{"iam/Role database-monitoring", "iam/RolePolicyAttachment database-monitoring"},
			nil,
		},
		"another peer": {
			func(a *Args) { a.Peers = large().Peers },
			[]string{"vpc/SecurityGroupIngressRule database-cluster-migrations"},
			nil,
		},
		"a proxy": {
			func(a *Args) { awake(a); a.Proxy = large().Proxy },
			[]string{
				"cloudwatch/LogGroup database-proxy",
				"cloudwatch/MetricAlarm database-proxy-borrow", "cloudwatch/MetricAlarm database-proxy-logins",
				"ec2/SecurityGroup database-proxy", "iam/Role database-proxy", "iam/RolePolicy database-proxy",
				"rds/EventSubscription database-events-proxy",
				"rds/Proxy database-proxy", "rds/ProxyDefaultTargetGroup database-proxy", "rds/ProxyTarget database-proxy",
				"vpc/SecurityGroupEgressRule database-proxy-to-cluster",
				"vpc/SecurityGroupIngressRule database-cluster-from-proxy", "vpc/SecurityGroupIngressRule database-proxy-nodes",
			},
			[]string{"cloudwatch/LogGroup database-instance", "vpc/SecurityGroupIngressRule database-cluster-nodes"},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			a := small()
			test.change(a)
			all := made(t, a).Lines()
			assert.ElementsMatch(t, test.adds, without(all, least()))
			assert.ElementsMatch(t, test.drops, without(least(), all))
		})
	}
}

func TestWhatASecondRegionAdds(t *testing.T) {
	all := made(t, global()).Lines()
	assert.Equal(t, []string{
		"cloudwatch/LogGroup database-secondary-iam-db-auth-error", "cloudwatch/LogGroup database-secondary-postgresql",
		"ec2/SecurityGroup database-secondary-cluster",
		"rds/Cluster database-secondary", "rds/ClusterInstance database-secondary-reader-1",
		"rds/ClusterParameterGroup database-secondary", "rds/GlobalCluster database-global",
		"rds/ParameterGroup database-secondary", "rds/SubnetGroup database-secondary",
	}, without(all, made(t, large()).Lines()))
	headless := global()
	headless.Global.Readers, headless.Global.InstanceClass = 0, ""
	assert.Equal(t, []string{"rds/ClusterInstance database-secondary-reader-1"}, without(all, made(t, headless).Lines()))
}

func TestEverythingWorksInAPreview(t *testing.T) {
	for name, from := range map[string]func() *Args{"small": small, "large": large, "global": global} {
		t.Run(name, func(t *testing.T) {
			rec := recorder()
			require.NoError(t, rec.Preview(program(from())))
			assert.Equal(t, made(t, from()).Lines(), rec.Lines())
			// What can be said beforehand is said: identifiers, log groups and alarms.
			cluster := rec.One(t, "aws:rds/cluster:Cluster", "database").Inputs
			assert.Equal(t, from().ClusterID("database"), cluster["clusterIdentifier"].StringValue())
		})
	}
}

func TestEverythingIsTheDatabasesChildAndTagged(t *testing.T) {
	untagged := []string{
		"aws:appautoscaling/policy:Policy", "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:iam/rolePolicy:RolePolicy",
		"aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
		"aws:rds/proxyTarget:ProxyTarget", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:appautoscaling/target:Target",
	}
	for _, res := range made(t, global()).All() {
		if !res.Custom || res.Name == "second" {
			continue
		}
		assert.Equal(t, []string{Type, "database"}, []string{res.ParentType, res.Parent}, "%s %s", res.Type, res.Name)
		if !slices.Contains(untagged, res.Type) {
			assert.Contains(t, res.Inputs["tags"].ObjectValue(), resource.PropertyKey("Name"), "%s %s", res.Type, res.Name)
		}
	}
}

// Only what holds data is protected, and all of it is.
func TestWhatIsProtected(t *testing.T) {
	kinds := func(rec *mocktest.Recorder) []string {
		var out []string
		for _, res := range rec.All() {
			if res.Protect {
				out = append(out, res.Type+" "+res.Name)
			}
		}
		return out
	}
	assert.Equal(t, []string{
		"aws:cloudwatch/logGroup:LogGroup database-iam-db-auth-error",
		"aws:cloudwatch/logGroup:LogGroup database-postgresql",
		"aws:cloudwatch/logGroup:LogGroup database-proxy",
		"aws:cloudwatch/logGroup:LogGroup database-secondary-iam-db-auth-error",
		"aws:cloudwatch/logGroup:LogGroup database-secondary-postgresql",
		"aws:rds/cluster:Cluster database", "aws:rds/cluster:Cluster database-secondary",
		"aws:rds/clusterInstance:ClusterInstance database-reader-1", "aws:rds/clusterInstance:ClusterInstance database-reader-2",
		"aws:rds/clusterInstance:ClusterInstance database-secondary-reader-1", "aws:rds/clusterInstance:ClusterInstance database-writer",
		"aws:rds/globalCluster:GlobalCluster database-global",
	}, kinds(made(t, global())))
	assert.Empty(t, kinds(made(t, small())))
}

// Outputs are read through a resource, as an assertion in an ApplyT might never
// run.
func TestOutputs(t *testing.T) {
	read := func(a *Args) map[string]string {
		rec := made(t, a, func(ctx *pulumi.Context, db *AuroraDB) error {
			for name, out := range map[string]pulumi.StringInput{
				"clusterId": db.ClusterID, "arn": db.ARN, "resourceId": db.ResourceID, "endpoint": db.Endpoint, "readerEndpoint": db.ReaderEndpoint,
				"proxyEndpoint": db.ProxyEndpoint, "proxyResourceId": db.ProxyResourceID, "securityGroupId": db.SecurityGroupID,
				"masterSecretArn": db.MasterSecretARN, "databaseName": db.DatabaseName, "port": pulumi.Sprintf("%d", db.Port),
			} {
				if _, err := sqs.NewQueue(ctx, name, &sqs.QueueArgs{Name: out.ToStringOutput()}); err != nil {
					return err
				}
			}
			return nil
		})
		got := map[string]string{}
		for _, res := range rec.Of("aws:sqs/queue:Queue") {
			got[res.Name] = res.Inputs["name"].StringValue()
		}
		return got
	}
	want := map[string]string{
		"clusterId": "covetpy-prod-database", "arn": "arn:aws:rds:eu-west-1:111122223333:cluster/database", "resourceId": "cluster-ABC",
		"endpoint": "database.cluster.example", "readerEndpoint": "database.cluster-ro.example", "port": "5432",
		"proxyEndpoint": "proxy.example", "proxyResourceId": "prx-0abc", "securityGroupId": "database-cluster-id",
		"masterSecretArn": "arn:secret", "databaseName": "covetpy",
	}
	assert.Equal(t, want, read(large()))
	got := read(small())
	assert.Equal(t, []string{"", ""}, []string{got["proxyEndpoint"], got["proxyResourceId"]})
	assert.Empty(t, masterSecret(nil))
}
