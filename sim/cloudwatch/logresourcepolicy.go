package cloudwatch

import "github.com/covetpy/platform/sim/kind"

const (
	resourcePolicyType = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy"
	// mostResourcePolicies of a region. Source: CloudWatch Logs quotas; it can't
	// be raised.
	mostResourcePolicies = 10
)

func logResourcePolicy() kind.Kind {
	return kind.Kind{
		Type:   resourcePolicyType,
		ID:     kind.From("policyName"),
		Checks: map[string]kind.Check{"policyDocument": kind.All(kind.Length(1, 5120), kind.JSON(5120))},
		Unique: []kind.Unique{{
			On:    []string{"policyName"},
			Taken: "the log resource policy %[1]s is another resource's already; CloudWatch Logs would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if d.Old == nil && len(w.All(resourcePolicyType)) >= mostResourcePolicies {
				return kind.Say("LimitExceededException: Resource limit exceeded.")
			}
			return nil
		},
	}
}
