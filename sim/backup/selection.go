package backup

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// Quotas of a selection. Source: Backup API Reference, BackupSelection.
const (
	mostARNs      = 500
	mostWildcards = 30
	mostTags      = 30
)

// selection has no update: whatever changes makes a new one.
func selection() kind.Kind {
	return kind.Kind{
		Type: "aws:backup/selection:Selection",
		ID:   func(w kind.World, _ kind.Draft) string { return w.UUID() },
		Checks: map[string]kind.Check{
			"name": kind.All(
				kind.Length(1, 50),
				kind.Pattern(`[0-9A-Za-z_.-]+`, "must contain only alphanumeric, hyphen, underscore, and period characters"),
			),
			"iamRoleArn": kind.ARN(),
		},
		Refs: []kind.Ref{
			{
				Path: "planId", To: []kind.Target{{Type: planType, By: "id"}},
				Missing: "InvalidParameterValueException: Cannot find Backup plan with ID %s",
			},
			role(),
		},
		Admit: func(w kind.World, d kind.Draft) error {
			if reason := wrongSelection(d.In); reason != "" {
				return kind.Say("InvalidParameterValueException: Invalid backup selection. %s", reason)
			}
			return admitRole(w, d)
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return d.Settled(kind.Props{"conditions": kind.List(), "notResources": kind.List()})
		},
	}
}

// wrongSelection says among others what surprises: conditions narrow what
// resources or tags select, and select nothing themselves.
func wrongSelection(in kind.Values) string {
	arns, tags := in.Texts("resources[*]"), in.Objects("selectionTags[*]")
	if len(arns) == 0 && len(tags) == 0 {
		return "Either 'ListOfTags' or 'Resources' section must be non-empty."
	}
	for _, list := range [][]string{arns, in.Texts("notResources[*]")} {
		if reason := wrongARNs(list); reason != "" {
			return reason
		}
	}
	keys := conditionKeys(in, "conditions[*].", "stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes")
	if len(tags) > mostTags || len(keys) > mostTags {
		return "At most 30 tags can be specified."
	}
	return wrongConditionKey(keys)
}

func wrongARNs(list []string) string {
	wild := 0
	for _, arn := range list {
		if strings.Contains(arn, "*") {
			wild++
		}
		if arn != "*" && !strings.HasPrefix(arn, "arn:") {
			return "Invalid ARN: " + arn
		}
	}
	if len(list) > mostARNs || wild > mostWildcards {
		return "At most 500 ARNs without wildcards or 30 ARNs with wildcards can be specified."
	}
	return ""
}

func conditionKeys(in kind.Values, prefix string, operators ...string) []string {
	var keys []string
	for _, operator := range operators {
		keys = append(keys, in.Texts(prefix+operator+"[*].key")...)
	}
	return keys
}

// wrongConditionKey is for conditions, which name tags with a prefix; the tags
// of a selection have none.
func wrongConditionKey(keys []string) string {
	i := slices.IndexFunc(keys, func(key string) bool { return !strings.HasPrefix(key, "aws:ResourceTag/") })
	if i < 0 {
		return ""
	}
	return "The key " + keys[i] + " of a condition must start with aws:ResourceTag/."
}
