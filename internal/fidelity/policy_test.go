package fidelity

import (
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

// What the component makes of itself, without the inputs that the program gives it,
// is not let through: the wide rules, the creator who is an administrator, the group
// with the cluster's tag beside EKS's own.
func TestThePackObjectsToTheComponentsOwnChoices(t *testing.T) {
	t.Parallel()
	for _, tier := range []rule.Tier{rule.Dev, rule.Staging, rule.Prod} {
		store := &engine.MemoryStore{}
		run := offline.Synthetic(cloud(), store, standing(nil))
		run.Policies = func() (pulumirpc.AnalyzerServer, error) {
			return pack.New(pack.Options{Tier: tier, Account: account})
		}
		result, err := run.Run(t.Context(), engine.OpPreview)
		require.ErrorIs(t, err, engine.ErrPolicy, tier)
		said := map[string]map[string]bool{}
		for _, v := range result.Violations {
			if v.Mandatory || tier == rule.Dev { // where some of it is advice
				if said[v.URN.Name()] == nil {
					said[v.URN.Name()] = map[string]bool{}
				}
				said[v.URN.Name()][v.Policy] = true
			}
		}
		for name, rules := range map[string][]string{
			"c-eksClusterInternetEgressRule": {"network-egress-anywhere", "network-every-port"},
			"c-eksNodeInternetEgressRule":    {"network-egress-anywhere", "network-every-port"},
			"c-eksNodeIngressRule":           {"network-every-port"},
			"c-nodeSecurityGroup":            {"consistency-cluster-group-tag"},
			"c-eksCluster":                   {"identity-eks-creator", "network-eks-public-endpoint"},
		} {
			for _, id := range rules {
				assert.True(t, said[name][id], "in tier %s no rule %s objects to %s: %v", tier, id, name, said[name])
			}
		}
		for _, narrow := range []string{"c-eksClusterIngressRule", "c-eksNodeClusterIngressRule", "c-eksExtApiServerClusterIngressRule"} {
			assert.Empty(t, said[narrow], "%s: between two groups, on ports", narrow)
		}
	}
}
