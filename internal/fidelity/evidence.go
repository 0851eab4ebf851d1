package fidelity

import (
	"strings"

	"github.com/covetpy/platform/sim/provider/eks"
)

// claim is something about a child of the real component, and where it is known
// from.
type claim struct {
	from eks.Evidence
	what string
}

// evidence of each child of the smallest call, by the end of its name. What was
// seen was so in that very call, with the component's own code of the version that
// is simulated; the source is that of a version near it.
func evidence() map[string][]claim {
	rule := []claim{{eks.Seen, "type, name, ends, ports"}, {eks.Source, "description"}}
	return map[string][]claim{
		"-eksRole":      {{eks.Seen, "type, name"}},
		"-eksRole-role": {{eks.Seen, "type, name, trust"}, {eks.Source, "description, form of the trust"}, {eks.Schema, "tags"}},
		"-eksRole-4b490823": {
			{eks.Seen, "type, name, policy"},
			{eks.Source, "the end of the name: eight digits of the SHA-1 of the policy's ARN in the partition aws"},
		},
		"-eksClusterSecurityGroup":           {{eks.Seen, "type, name, description, revokeRulesOnDelete, tag Name"}, {eks.Source, "which tags win"}},
		"-eksClusterInternetEgressRule":      rule,
		"-eksCluster":                        {{eks.Seen, "type, name, access, add-ons, what a transform changes"}, {eks.Source, "order, changes that are ignored, which tags win"}},
		"-eks-k8s":                           {{eks.Seen, "type, name"}, {eks.Source, "the kubeconfig"}},
		"-nodeSecurityGroup":                 {{eks.Seen, "type, name, tag of the cluster"}, {eks.Source, "revokeRulesOnDelete, tag Name, which tags win"}, {eks.Schema, "description"}},
		"-eksClusterIngressRule":             rule,
		"-eksNodeClusterIngressRule":         rule,
		"-eksExtApiServerClusterIngressRule": rule,
		"-eksNodeIngressRule":                rule,
		"-eksNodeInternetEgressRule":         rule,
	}
}

// arrivals is where it is known from that an input of the real component arrives
// there. The schema has the input, and says of tags what they are put on; what was
// given in the call that was seen arrived in it.
func arrivals(input string) eks.Evidence {
	switch input {
	case "encryptionConfigKeyArn", "endpointPrivateAccess", "subnetIds", "vpcId":
		return eks.Seen
	case "bootstrapSelfManagedAddons", "clusterSecurityGroupTags", "clusterTags", "nodeSecurityGroupTags", "skipDefaultSecurityGroups", "tags":
		return eks.Schema
	}
	return eks.Source
}

func written(claims []claim) string {
	var out []string
	for _, c := range claims {
		out = append(out, string(c.from)+": "+c.what)
	}
	return strings.Join(out, "; ")
}
