package rds_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/kind"
)

func TestWhatAClusterIsGivenThatAsksForLittle(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("orders", m{"clusterIdentifier": "orders", "engineVersion": "16"})
	want := map[string]resource.PropertyValue{
		"arn":                         kind.Text("arn:aws:rds:eu-west-1:111122223333:cluster:orders"),
		"availabilityZones":           kind.Texts("eu-west-1a", "eu-west-1b", "eu-west-1c"),
		"backupRetentionPeriod":       kind.Number(1),
		"clusterMembers":              kind.List(),
		"dbClusterParameterGroupName": kind.Text("default.aurora-postgresql16"),
		"engineVersion":               kind.Text("16"),
		"engineVersionActual":         kind.Text("16.14"),
		"hostedZoneId":                kind.Text("Z29XKXDKYMONMX"),
		"masterUserSecrets":           kind.List(),
		"port":                        kind.Number(5432),
		"preferredBackupWindow":       kind.Text("03:00-03:30"),
		"preferredMaintenanceWindow":  kind.Text("sun:05:00-sun:05:30"),
		"storageEncrypted":            kind.Flag(false),
		"masterPassword":              resource.MakeSecret(kind.Text("correct-horse")),
	}
	got := map[string]resource.PropertyValue{}
	for key := range want {
		got[key] = c.outputs.Props[resource.PropertyKey(key)]
	}
	assert.Equal(t, want, got)
	assert.Regexp(t, `^orders\.cluster-[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com$`, c.outputs.Text("endpoint"))
	assert.Regexp(t, `^orders\.cluster-ro-[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com$`, c.outputs.Text("readerEndpoint"))
	assert.Regexp(t, `^cluster-[0-9A-F]{26}$`, c.outputs.Text("clusterResourceId"))
}

func TestNamesThatAreMadeUp(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	assert.Regexp(t, `^tf-[0-9a-f]{26}$`, a.cluster("plain", nil).id)
	prefixed := a.cluster("prefixed", m{"clusterIdentifierPrefix": "orders-"})
	assert.Regexp(t, `^orders-[0-9a-f]{26}$`, prefixed.id)
	assert.Equal(t, prefixed.id, prefixed.outputs.Text("clusterIdentifier"))
	group := a.made(here, "aws:rds/parameterGroup:ParameterGroup", "p", m{"namePrefix": "orders-", "family": "aurora-postgresql16"})
	assert.Regexp(t, `^orders-[0-9a-f]{26}$`, group.outputs.Text("name"))
}

func TestWindowsThatRDSChoosesMeetNoOther(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		given               m
		backup, maintenance string
	}{
		"a backup in the night": {m{"preferredBackupWindow": "05:00-06:00"}, "05:00-06:00", "sun:06:00-sun:06:30"},
		"a long maintenance":    {m{"preferredMaintenanceWindow": "Tue:03:00-Tue:07:00"}, "07:00-07:30", "Tue:03:00-Tue:07:00"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			c := newAccount(t).cluster("c", tt.given)
			assert.Equal(t, tt.backup, c.outputs.Text("preferredBackupWindow"))
			assert.Equal(t, tt.maintenance, c.outputs.Text("preferredMaintenanceWindow"))
		})
	}
}

func TestWindowsThatMeet(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		backup, maintenance string
		meet                bool
	}{
		"one after the other":                       {"02:00-03:00", "mon:03:00-mon:04:00", false},
		"one before the other":                      {"04:00-05:00", "mon:03:00-mon:04:00", false},
		"the backup begins in the maintenance":      {"03:30-04:30", "wed:03:00-wed:04:00", true},
		"the maintenance begins in the backup":      {"02:30-03:30", "wed:03:00-wed:04:00", true},
		"the backup goes past midnight":             {"23:30-00:30", "thu:00:00-thu:01:00", true},
		"the maintenance goes past the week's end":  {"00:15-00:45", "sun:23:30-mon:00:30", true},
		"the maintenance ends as the backup begins": {"00:30-01:00", "sun:23:30-mon:00:30", false},
		"the maintenance takes a whole day":         {"12:00-12:30", "tue:00:00-wed:00:00", true},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			_, err := a.change(a.cluster("c", m{"preferredBackupWindow": tt.backup}), m{"preferredMaintenanceWindow": tt.maintenance})
			if !tt.meet {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, "InvalidParameterValue: The backup window and maintenance window must not overlap.")
		})
	}
}

func TestWhatKeepsACluster(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		kept, freed m
		says        string
	}{
		"no name for the final snapshot": {
			m{"skipFinalSnapshot": nil},
			m{"finalSnapshotIdentifier": "c-final"},
			"RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false",
		},
		"deletion protection": {
			m{"deletionProtection": true},
			m{"deletionProtection": false},
			"InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			c := a.cluster("c", tt.kept)
			require.ErrorContains(t, a.delete(c), tt.says)
			_, err := a.change(c, tt.freed)
			require.NoError(t, err)
			require.NoError(t, a.delete(c))
		})
	}
}

func TestUpgrades(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		change m
		actual string
		says   string // empty when it is accepted
	}{
		"a later minor version":               {m{"engineVersion": "16.6"}, "16.6", ""},
		"the major version that it has":       {m{"engineVersion": "16"}, "16.4", ""},
		"one that waits for the window":       {m{"engineVersion": "16.6", "applyImmediately": false}, "16.4", ""},
		"an earlier minor version":            {m{"engineVersion": "16.3"}, "", "Cannot upgrade aurora-postgresql from 16.4 to 16.3"},
		"an earlier major version":            {m{"engineVersion": "15.8"}, "", "Cannot upgrade aurora-postgresql from 16.4 to 15.8"},
		"a later major version":               {m{"engineVersion": "17.6"}, "", "The AllowMajorVersionUpgrade flag must be present"},
		"a later major version, knowingly":    {m{"engineVersion": "17.6", "allowMajorVersionUpgrade": true}, "", "The current DB instance parameter group p is custom."},
		"with a group of the earlier version": {m{"engineVersion": "17.6", "allowMajorVersionUpgrade": true, "dbInstanceParameterGroupName": "p"}, "", "Use a parameter group with DBParameterGroupFamily aurora-postgresql17."},
		"with a group of the later version":   {m{"engineVersion": "17.6", "allowMajorVersionUpgrade": true, "dbInstanceParameterGroupName": "default.aurora-postgresql17"}, "17.6", ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			a.made(here, "aws:rds/parameterGroup:ParameterGroup", "p", m{"name": "p", "family": "aurora-postgresql16"})
			c := a.cluster("c", nil)
			a.instance("i", c, m{"dbParameterGroupName": "p"})
			after, err := a.change(c, tt.change)
			if tt.says != "" {
				require.ErrorContains(t, err, tt.says)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.actual, after.Text("engineVersionActual"))
		})
	}
}

func TestTheMasterPassword(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", nil)
	managed := m{"masterPassword": nil, "manageMasterUserPassword": true}
	after, err := a.change(c, managed)
	require.NoError(t, err)
	secret := after.Text("masterUserSecrets[*].secretArn")
	assert.Regexp(t, `^arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!cluster-[0-9a-f-]{36}-[0-9a-f]{6}$`, secret)
	assert.Equal(t, "active", after.Text("masterUserSecrets[*].secretStatus"))

	managed["backupRetentionPeriod"] = 2
	after, err = a.change(c, managed)
	require.NoError(t, err)
	assert.Equal(t, secret, after.Text("masterUserSecrets[*].secretArn"), "an update that is about something else keeps the secret")

	_, err = a.change(c, m{"masterPassword": nil, "manageMasterUserPassword": false})
	require.ErrorContains(t, err, "MasterUserPassword must be provided when ManageMasterUserPassword is set to false.")
	after, err = a.change(c, nil)
	require.NoError(t, err)
	assert.False(t, after.Has("masterUserSecrets[*]"))
}

func TestACapacityRangeStays(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", m{"serverlessv2ScalingConfiguration": m{"minCapacity": 0.0, "maxCapacity": 4.0, "secondsUntilAutoPause": 600}})
	a.instance("i", c, m{"instanceClass": "db.serverless"})
	after, err := a.change(c, m{"serverlessv2ScalingConfiguration": nil})
	require.NoError(t, err)
	assert.Equal(t, c.outputs.Props["serverlessv2ScalingConfiguration"], after.Props["serverlessv2ScalingConfiguration"])
}

func TestPerformanceInsightsCanBeTurnedOnLater(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", nil)
	assert.Equal(t, 0, c.outputs.Number("performanceInsightsRetentionPeriod"))
	after, err := a.change(c, m{"performanceInsightsEnabled": true})
	require.NoError(t, err)
	assert.Equal(t, 7, after.Number("performanceInsightsRetentionPeriod"))
	assert.Regexp(t, `^arn:aws:kms:eu-west-1:111122223333:key/[0-9a-f-]{36}$`, after.Text("performanceInsightsKmsKeyId"))
}

func TestAClusterMadeOfAnother(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	source := a.cluster("source", nil)
	restored := a.cluster("restored", m{
		"engineVersion": nil, "masterUsername": nil, "masterPassword": nil,
		"restoreToPointInTime": m{"sourceClusterIdentifier": source.id, "useLatestRestorableTime": true},
	})
	assert.Equal(t, "16.4", restored.outputs.Text("engineVersionActual"))
	require.NoError(t, a.delete(source), "it needs its source no longer")
}

func TestTheFirstInstanceIsTheWriter(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", nil)
	first, second := a.instance("i-1", c, nil), a.instance("i-2", c, nil)
	assert.Equal(t, []any{true, "eu-west-1a", false, "eu-west-1b"}, []any{
		first.outputs.Flag("writer"), first.outputs.Text("availabilityZone"), second.outputs.Flag("writer"), second.outputs.Text("availabilityZone"),
	})
	assert.Regexp(t, `^i-1\.[0-9a-f]{12}\.eu-west-1\.rds\.amazonaws\.com$`, first.outputs.Text("endpoint"))
	after, err := a.change(c, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"i-1", "i-2"}, after.Texts("clusterMembers[*]"))
}

func TestAnInstanceFollowsItsClustersVersion(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", nil)
	i := a.instance("i", c, m{"engineVersion": "16.4"})
	_, err := a.change(c, m{"engineVersion": "16.6"})
	require.NoError(t, err)
	after, err := a.change(i, m{"engineVersion": "16.6"})
	require.NoError(t, err)
	assert.Equal(t, "16.6", after.Text("engineVersionActual"))
}

func TestASubnetGroupKeepsTheZonesThatAreUsed(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	vpc := a.made(here, "aws:ec2/vpc:Vpc", "v", m{"cidrBlock": "10.1.0.0/16"})
	var ids []any
	for _, third := range []string{"0", "16", "32"} {
		zone := map[string]string{"0": "euw1-az1", "16": "euw1-az2", "32": "euw1-az3"}[third]
		ids = append(ids, a.made(here, "aws:ec2/subnet:Subnet", "s"+third, m{"vpcId": vpc.id, "cidrBlock": "10.1." + third + ".0/20", "availabilityZoneId": zone}).id)
	}
	group := a.made(here, "aws:rds/subnetGroup:SubnetGroup", "three", m{"name": "three", "subnetIds": ids})
	a.instance("i", a.cluster("c", m{"dbSubnetGroupName": "three"}), m{"availabilityZone": "eu-west-1a"})
	_, err := a.change(group, m{"subnetIds": ids[1:]})
	require.ErrorContains(t, err, "SubnetAlreadyInUse: Some of the subnets to be deleted are currently in use")
	_, err = a.change(group, m{"subnetIds": ids[:2]})
	require.NoError(t, err)
}
