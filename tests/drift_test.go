package tests

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// TestWhatVanishesIsMadeAgain deletes things behind the program's back: a
// refresh misses them, and the next up makes them again and leaves the rest.
func TestWhatVanishesIsMadeAgain(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]struct{ token, name string }{
		"a security-group rule": {ingressRuleType, "cluster-nodes-in-kubelet"},
		"a node group":          {nodeGroupType, "cluster-app-a"},
		"a route":               {"aws:ec2/route:Route", "network-private-a"},
		"a role's policy":       {"aws:iam/rolePolicyAttachment:RolePolicyAttachment", "cluster-node-node"},
		"a log group":           {logGroupType, "network-flow-logs"},
		"the firewall's place":  {firewallType, "edge-waf"},
		"a backup selection":    {"aws:backup/selection:Selection", "recovery-database"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev")
			w.run(engine.OpUp)
			missing := w.one(lost.token, lost.name)
			require.NoError(t, w.cloud.Vanish(lost.token, string(missing.ID)))

			found := changes(w.run(engine.OpPreviewRefresh))
			require.Contains(t, found, action{engine.ActionDelete, missing.URN})
			require.Equal(t, found, changes(w.run(engine.OpRefresh)))
			// Not w.up(): what takes the id of something gone looks in a preview as if
			// it had to change, and a name may give the same id again.
			require.Contains(t, changes(w.run(engine.OpUp)), action{engine.ActionCreate, missing.URN})
			w.settled()
			w.tagged()
			w.gone()
		})
	}
}

// TestDriftIsPutRight changes things behind the program's back: a refresh names
// the property, and the next up sets it back and touches nothing else.
func TestDriftIsPutRight(t *testing.T) {
	t.Parallel()
	tags := func(m map[string]string) resource.PropertyValue {
		out := resource.PropertyMap{}
		for k, v := range m {
			out[resource.PropertyKey(k)] = resource.NewProperty(v)
		}
		return resource.NewProperty(out)
	}
	list := func(items ...resource.PropertyMap) resource.PropertyValue {
		var out []resource.PropertyValue
		for _, item := range items {
			out = append(out, resource.NewProperty(item))
		}
		return resource.NewProperty(out)
	}
	for name, c := range map[string]struct {
		token, name string
		change      resource.PropertyMap
		path        string // what a refresh names
	}{
		"a rule is opened to the internet": {
			ingressRuleType, "cluster-control-plane-in-api",
			resource.PropertyMap{"cidrIpv4": resource.NewProperty("0.0.0.0/0"), "referencedSecurityGroupId": resource.NewNullProperty()},
			"cidrIpv4",
		},
		"logs are kept for a day only": {
			logGroupType, "cluster-control-plane", resource.PropertyMap{"retentionInDays": resource.NewProperty(1.0)}, "retentionInDays",
		},
		"the control plane logs nothing": {
			clusterType, "cluster-eksCluster", resource.PropertyMap{"enabledClusterLogTypes": resource.NewProperty([]resource.PropertyValue{})}, "enabledClusterLogTypes[0]",
		},
		"the owner's tag is taken off": {
			vpcType, "network", resource.PropertyMap{"tagsAll": tags(map[string]string{"Name": "mine"}), "tags": tags(map[string]string{"Name": "mine"})}, "tagsAll.Owner",
		},
		"an add-on is downgraded": {
			addonType, "cluster-vpc-cni", resource.PropertyMap{"addonVersion": resource.NewProperty("v1.20.0-eksbuild.1")}, "addonVersion",
		},
		"the database takes connections in clear text": {
			parametersType, "database", resource.PropertyMap{"parameters": list(resource.PropertyMap{
				"name": resource.NewProperty("rds.force_ssl"), "value": resource.NewProperty("0"), "applyMethod": resource.NewProperty("immediate"),
			})}, "parameters[0].value",
		},
		"the database can be deleted": {
			databaseType, "database", resource.PropertyMap{"deletionProtection": resource.NewProperty(false)}, "deletionProtection",
		},
		"a listener's rule sends requests nowhere": {
			ruleType, "edge-service-app", resource.PropertyMap{"actions": list(resource.PropertyMap{
				"type": resource.NewProperty("fixed-response"),
				"fixedResponse": resource.NewProperty(resource.PropertyMap{
					"contentType": resource.NewProperty("text/plain"), "statusCode": resource.NewProperty("503"),
				}),
			})}, "actions[0].type",
		},
		"anyone may send alerts": {
			topicPolicyType, "alerts-page", resource.PropertyMap{"policy": resource.NewProperty(
				`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}]}`,
			)}, "policy",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev").with(func(c *config.Config) { c.Database.DeletionProtection = true })
			w.run(engine.OpUp)
			before := w.one(c.token, c.name)
			require.NoError(t, w.cloud.Tamper(c.token, string(before.ID), c.change))

			refresh := w.run(engine.OpRefresh)
			require.Equal(t, []action{{engine.ActionUpdate, before.URN}}, changes(refresh))
			require.Contains(t, refresh.Changes()[0].Changed, c.path)
			require.Equal(t, []action{{engine.ActionUpdate, before.URN}}, changes(w.up()))
			require.Equal(t, before.Inputs, w.one(c.token, c.name).Inputs)
			live, ok := w.cloud.Get(c.token, string(before.ID))
			require.True(t, ok)
			for key := range c.change {
				require.Equal(t, before.Outputs[key], live.Outputs[key], key)
			}
		})
	}
}
