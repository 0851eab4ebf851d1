package rds_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// global is a global cluster with a primary in one region, which runs, and what
// a secondary in the other region takes.
func (a *account) global(changes m) (global, primary, instance made, secondary m) {
	inputs := m{"globalClusterIdentifier": "g", "engine": "aurora-postgresql", "engineVersion": "16.4", "storageEncrypted": true}
	maps.Copy(inputs, changes)
	global = a.made(here, "aws:rds/globalCluster:GlobalCluster", "g", inputs)
	primary = a.cluster("primary", m{"clusterIdentifier": "c", "globalClusterIdentifier": "g", "storageEncrypted": true, "kmsKeyId": a.key(here)})
	instance = a.instance("i", primary, nil)
	return global, primary, instance, clusterInputs(m{
		"clusterIdentifier": "c", "globalClusterIdentifier": "g", "storageEncrypted": true, "kmsKeyId": a.key(there),
		"masterUsername": nil, "masterPassword": nil,
	})
}

func TestASecondaryTakesWhatItIsFromThePrimary(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	_, primary, _, inputs := a.global(nil)
	secondary := a.made(there, "aws:rds/cluster:Cluster", "secondary", inputs)
	assert.Equal(t, "arn:aws:rds:eu-central-1:111122223333:cluster:c", secondary.outputs.Text("arn"))
	assert.Equal(t, "owner", secondary.outputs.Text("masterUsername"))
	assert.Equal(t, primary.outputs.Text("arn"), secondary.outputs.Text("replicationSourceIdentifier"))
}

func TestSecondariesThatAreRefused(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		region string
		change m
		says   string
	}{
		"in the primary's region":   {here, m{"clusterIdentifier": "d"}, "Global cluster g already has a DB cluster in region eu-west-1"},
		"with a user of its own":    {there, m{"masterUsername": "owner"}, "InvalidParameterCombination: Cannot specify user name for cross region replication cluster"},
		"with a password":           {there, m{"masterPassword": "correct-horse"}, "InvalidParameterCombination: Cannot specify password for cross region replication cluster"},
		"with a managed password":   {there, m{"manageMasterUserPassword": true}, "ManageMasterUserPassword isn't supported"},
		"with a database":           {there, m{"databaseName": "orders"}, "InvalidParameterCombination: Cannot specify database name for cross region replication cluster"},
		"without a key":             {there, m{"kmsKeyId": nil}, "InvalidParameterCombination: For encrypted cross-region replica, kmsKeyId should be explicitly specified"},
		"of another version":        {there, m{"engineVersion": "16.6"}, "Value for engineVersion should match setting for global cluster g"},
		"with the primary's key":    {there, m{"kmsKeyId": "primary's"}, "KMSKeyNotAccessibleFault"},
		"of a global cluster unmet": {there, m{"globalClusterIdentifier": "h"}, "GlobalClusterNotFoundFault"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			_, primary, _, inputs := a.global(nil)
			maps.Copy(inputs, tt.change)
			if inputs["kmsKeyId"] == "primary's" {
				inputs["kmsKeyId"] = primary.outputs.Text("kmsKeyId")
			}
			maps.DeleteFunc(inputs, func(_ string, v any) bool { return v == nil })
			_, err := a.create(tt.region, "aws:rds/cluster:Cluster", "secondary", inputs)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestASecondaryWaitsForThePrimaryToRun(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	_, _, instance, inputs := a.global(nil)
	require.NoError(t, a.delete(instance))
	_, err := a.create(there, "aws:rds/cluster:Cluster", "secondary", inputs)
	require.ErrorContains(t, err, "is in a state which is not valid for physical replication")
}

func TestAGlobalClusterIsTakenDownFromItsEnds(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	global, primary, instance, inputs := a.global(nil)
	secondary := a.made(there, "aws:rds/cluster:Cluster", "secondary", inputs)
	require.NoError(t, a.delete(instance))
	require.ErrorContains(t, a.delete(global), "InvalidGlobalClusterStateFault: Global Cluster arn:aws:rds::111122223333:global-cluster:g is not empty")
	require.ErrorContains(t, a.delete(primary), "Unable to delete cluster that is a primary member of global cluster while there are other global cluster members")
	require.NoError(t, a.delete(secondary))
	require.NoError(t, a.delete(primary))
	require.NoError(t, a.delete(global))
}

func TestAMemberCanLeaveButNotJoinLater(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	global, primary, _, inputs := a.global(nil)
	secondary := a.made(there, "aws:rds/cluster:Cluster", "secondary", inputs)
	_, err := a.change(primary, m{"globalClusterIdentifier": nil})
	require.ErrorContains(t, err, "while there are other global cluster members")
	after, err := a.change(secondary, m{"globalClusterIdentifier": nil})
	require.NoError(t, err)
	assert.Empty(t, after.Text("replicationSourceIdentifier"))
	_, err = a.change(secondary, nil)
	require.ErrorContains(t, err, "existing RDS Clusters cannot be added to an existing RDS Global Cluster")
	_, err = a.change(primary, m{"globalClusterIdentifier": nil})
	require.NoError(t, err)
	require.NoError(t, a.delete(global))
}

func TestAGlobalClusterMayLetGoOfItsMembers(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	global, primary, instance, _ := a.global(m{"forceDestroy": true})
	require.NoError(t, a.delete(global))
	require.NoError(t, a.delete(instance))
	require.NoError(t, a.delete(primary))
}

func TestAGlobalClusterMadeOfACluster(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	source := a.cluster("source", m{"clusterIdentifier": "c", "databaseName": "orders"})
	global := a.made(here, "aws:rds/globalCluster:GlobalCluster", "g", m{
		"globalClusterIdentifier": "g", "sourceDbClusterIdentifier": source.outputs.Text("arn"), "forceDestroy": true,
	})
	assert.Equal(t, []string{"aurora-postgresql", "16.4", "orders"}, []string{
		global.outputs.Text("engine"), global.outputs.Text("engineVersion"), global.outputs.Text("databaseName"),
	})
	assert.Equal(t, source.outputs.Text("arn"), global.outputs.Text("globalClusterMembers[*].dbClusterArn"))
	require.ErrorContains(t, a.delete(source), "InvalidDBClusterStateFault: This cluster is a part of a global cluster, please remove it from globalcluster first")
	require.NoError(t, a.delete(global))
	require.NoError(t, a.delete(source))
}
