package rds_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// proxy is one without secrets in the subnets of the account's group.
func (a *account) proxy(name string) made {
	a.t.Helper()
	trust := `{"Statement":[{"Effect":"Allow","Principal":{"Service":"rds.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	role := a.made(here, "aws:iam/role:Role", "proxy", m{"name": "proxy", "assumeRolePolicy": trust})
	return a.made(here, "aws:rds/proxy:Proxy", name, m{
		"name": name, "engineFamily": "POSTGRESQL", "roleArn": role.outputs.Text("arn"), "vpcSubnetIds": a.subnets[here], "defaultAuthScheme": "IAM_AUTH",
	})
}

func TestAProxyHasOneTarget(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	proxy := a.proxy("p")
	first, second := a.cluster("first", m{"clusterIdentifier": "one"}), a.cluster("second", m{"clusterIdentifier": "two"})
	inputs := m{"dbProxyName": proxy.id, "targetGroupName": "default", "dbClusterIdentifier": first.id}
	target := a.made(here, "aws:rds/proxyTarget:ProxyTarget", "t", inputs)
	assert.Equal(t, "p/default/TRACKED_CLUSTER/one", target.id)
	inputs["dbClusterIdentifier"] = second.id
	_, err := a.create(here, "aws:rds/proxyTarget:ProxyTarget", "u", inputs)
	require.ErrorContains(t, err, "The proxy p is already associated with the Aurora DB cluster one. A proxy has a single target.")
	require.NoError(t, a.delete(target))
	_, err = a.create(here, "aws:rds/proxyTarget:ProxyTarget", "u", inputs)
	require.NoError(t, err)
}

func TestAProxyTakesItsPartsWithIt(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	proxy, c := a.proxy("p"), a.cluster("c", nil)
	settings := a.made(here, "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "s", m{"dbProxyName": proxy.id})
	assert.Equal(t, []int{120, 100, 50}, []int{
		settings.outputs.Number("connectionPoolConfig.connectionBorrowTimeout"),
		settings.outputs.Number("connectionPoolConfig.maxConnectionsPercent"),
		settings.outputs.Number("connectionPoolConfig.maxIdleConnectionsPercent"),
	})
	target := a.made(here, "aws:rds/proxyTarget:ProxyTarget", "t", m{"dbProxyName": proxy.id, "targetGroupName": "default", "dbClusterIdentifier": c.id})
	require.NoError(t, a.delete(c), "a proxy does not keep its target")
	require.NoError(t, a.delete(proxy))
	assert.Equal(t, []bool{false, false}, []bool{a.alive(settings), a.alive(target)})
}

func TestAProxyKeepsItsName(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	_, err := a.change(a.proxy("p"), m{"name": "q"})
	require.ErrorContains(t, err, "cannot rename a proxy")
}

func TestAScalableTargetTakesItsPoliciesWithIt(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster("c", nil)
	scaled := m{"serviceNamespace": "rds", "scalableDimension": "rds:cluster:ReadReplicaCount", "resourceId": "cluster:" + c.id}
	with := func(more m) m {
		out := maps.Clone(scaled)
		maps.Copy(out, more)
		return out
	}
	target := a.made(here, "aws:appautoscaling/target:Target", "t", with(m{"minCapacity": 1, "maxCapacity": 3}))
	policy := a.made(here, "aws:appautoscaling/policy:Policy", "p", with(m{
		"name": "readers", "policyType": "TargetTrackingScaling",
		"targetTrackingScalingPolicyConfiguration": m{
			"targetValue": 60, "predefinedMetricSpecification": m{"predefinedMetricType": "RDSReaderAverageCPUUtilization"},
		},
	}))
	assert.Len(t, policy.outputs.Texts("alarmArns[*]"), 2)
	require.NoError(t, a.delete(c), "a cluster is not kept by what scales it")
	require.NoError(t, a.delete(target))
	assert.False(t, a.alive(policy))
	require.NoError(t, a.delete(policy), "deleting what is gone succeeds")
}
