package cloudwatch

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	accountPolicyType = "aws:cloudwatch/logAccountPolicy:LogAccountPolicy"
	dataProtection    = "DATA_PROTECTION_POLICY"
)

// accountPolicies are how many of each type an account can have in a region; of the
// types that are not here it can have one. Source: CloudWatch Logs API reference,
// PutAccountPolicy.
var accountPolicies = map[string]int{"FIELD_INDEX_POLICY": 20, "TRANSFORMER_POLICY": 20}

// logAccountPolicy is for all log groups of a region, or those that it selects.
func logAccountPolicy() kind.Kind {
	return kind.Kind{
		Type:     accountPolicyType,
		ID:       kind.From("policyName"),
		Defaults: kind.Props{"scope": kind.Text("ALL")},
		Checks: map[string]kind.Check{
			"policyDocument":    kind.JSON(longestDataPolicy),
			"policyName":        kind.Length(1, 256),
			"selectionCriteria": kind.Length(0, 25*1024),
		},
		Noted: map[resource.PropertyKey]func(string) string{"policyDocument": kind.NormalJSON},
		Unique: []kind.Unique{{
			On:    []string{"policyName"},
			Taken: "the account policy %[1]s is another resource's already; CloudWatch Logs would overwrite it, the simulated cloud refuses",
		}},
		Admit: admitAccountPolicy,
	}
}

func admitAccountPolicy(w kind.World, d kind.Draft) error {
	typ := d.In.Text("policyType")
	if typ == dataProtection && d.In.Has("selectionCriteria") {
		return kind.Say("InvalidParameterException: selectionCriteria is not supported for policies of the type %s", typ)
	}
	same := 0
	for _, o := range w.All(accountPolicyType) {
		if (kind.Values{Props: o.Inputs}).Text("policyType") == typ && o.ID != d.ID {
			same++
		}
	}
	if most := max(accountPolicies[typ], 1); same >= most {
		return kind.Say("LimitExceededException: Resource limit exceeded.")
	}
	if typ == dataProtection {
		return admitDataProtection(w, d.In.Text("policyDocument"))
	}
	return nil
}
