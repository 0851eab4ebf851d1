package xray

import (
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

const (
	resourcePolicyType = "aws:xray/resourcePolicy:ResourcePolicy"
	// mostPolicies of a region, and the longest of them in characters. Source: X-Ray
	// API Reference, PutResourcePolicy.
	mostPolicies  = 5
	longestPolicy = 5 << 10
)

func resourcePolicy() kind.Kind {
	return kind.Kind{
		Type:      resourcePolicyType,
		Framework: true,
		ID:        kind.From("policyName"),
		Checks:    map[string]kind.Check{"policyName": kind.All(kind.Length(1, 128), kind.Pattern(`[\w+=,.@-]+`, "must contain only letters, digits and _+=,.@-"))},
		// Upstream has it changed in place, which X-Ray takes for another policy.
		Replaces: []string{"policyName"},
		Unique: []kind.Unique{{
			On:    []string{"policyName"},
			Taken: "the resource policy %[1]s is another resource's already; X-Ray would overwrite it, the simulated cloud refuses",
		}},
		Admit:    admitResourcePolicy,
		Outputs:  resourcePolicyOutputs,
		Volatile: []string{"lastUpdatedTime", "policyRevisionId"},
	}
}

func admitResourcePolicy(w kind.World, d kind.Draft) error {
	text := d.In.Text("policyDocument")
	if len(text) > longestPolicy {
		return kind.Say("PolicySizeLimitExceededException: Exceeded the maximum size for a resource policy.")
	}
	if d.Old == nil && len(w.All(resourcePolicyType)) >= mostPolicies {
		return kind.Say("PolicyCountLimitExceededException: Exceeded the maximum number of resource policies for a target Amazon Web Services account.")
	}
	document, err := policydoc.Parse(text)
	if err != nil || !document.OfService("xray") {
		return kind.Say("MalformedPolicyDocumentException: Invalid policy document provided in request.")
	}
	return nil
}

func resourcePolicyOutputs(w kind.World, _ kind.Draft) kind.Props {
	return kind.Props{"lastUpdatedTime": kind.Text(w.Timestamp()), "policyRevisionId": kind.Text(w.Hex(8))}
}
