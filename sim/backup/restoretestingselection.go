package backup

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// testable are the resource types whose restores can be tested. Source: Backup
// API Reference, RestoreTestingSelectionForCreate.
var testable = []string{"Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3"}

// mostTested is how many resources a selection can name.
const mostTested = 30

// restoreTestingSelection corrects the facts, as restoreTestingPlan does. A
// made-up name has a dash, which upstream refuses: the name is required in fact.
func restoreTestingSelection() kind.Kind {
	const of = "restoreTestingPlanName"
	return kind.Kind{
		Type:      "aws:backup/restoreTestingSelection:RestoreTestingSelection",
		Framework: true,
		ID:        kind.Joined(":", "name", of),
		Replaces:  []string{"name", "protectedResourceType", of},
		Checks: map[string]kind.Check{
			"iamRoleArn":               kind.ARN(),
			"protectedResourceArns[*]": arnOrAll(),
		},
		Rules: restoreTestingSelectionRules,
		Refs: []kind.Ref{
			{
				Path: of, To: []kind.Target{{Type: restoreTestingPlanType, By: "id"}},
				Missing: "ResourceNotFoundException: Restore testing plan %s does not exist",
			},
			role(),
		},
		Unique: []kind.Unique{{
			On:    []string{"name", of},
			Taken: "AlreadyExistsException: Restore testing selection %[1]s already exists",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if reason := wrongTesting(d.In); reason != "" {
				return kind.Say("InvalidParameterValueException: %s", reason)
			}
			return admitRole(w, d)
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return d.Settled(kind.Props{
				"protectedResourceArns":    kind.List(),
				"restoreMetadataOverrides": kind.Nested(kind.Props{}),
				"validationWindowHours":    kind.Number(0),
			})
		},
	}
}

func restoreTestingSelectionRules(in kind.Values) []kind.Failure {
	const arns, conditions = "protectedResourceArns", "protectedResourceConditions"
	const rule = "one (and only one) of [protected_resource_arns,protected_resource_conditions] is required"
	switch {
	case in.Has(arns) && in.Has(conditions):
		return []kind.Failure{{Path: arns, Reason: "2 attributes specified when " + rule}}
	case !in.Has(arns) && !in.Has(conditions):
		return []kind.Failure{{Path: arns, Reason: "No attribute specified when " + rule}}
	}
	return nil
}

func wrongTesting(in kind.Values) string {
	typ, arns := in.Text("protectedResourceType"), in.Texts("protectedResourceArns[*]")
	switch {
	case !slices.ContainsFunc(testable, func(t string) bool { return strings.EqualFold(t, typ) }):
		return "Unsupported protected resource type " + typ + ", expected one of " + strings.Join(testable, ", ")
	case len(arns) > mostTested:
		return "At most 30 protected resource ARNs can be specified."
	case len(arns) > 1 && slices.Contains(arns, "*"):
		return "Protected resource ARNs are either specific ones or the wildcard, but not both."
	}
	return wrongConditionKey(conditionKeys(in, "protectedResourceConditions.", "stringEquals", "stringNotEquals"))
}
