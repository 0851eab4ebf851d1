package cloudwatch

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// contributorInsightRule ranks who contributes most to a log group. It is not
// evaluated here.
func contributorInsightRule() kind.Kind {
	return kind.Kind{
		Type:      "aws:cloudwatch/contributorInsightRule:ContributorInsightRule",
		Framework: true,
		ID:        kind.From("ruleName"),
		Checks: map[string]kind.Check{
			"ruleDefinition": kind.JSON(8192),
			"ruleName":       kind.Length(1, 128),
		},
		Unique: []kind.Unique{{
			On:    []string{"ruleName"},
			Taken: "the rule %[1]s is another resource's already; CloudWatch would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(_ kind.World, d kind.Draft) error { return admitInsightRule(d.In.Text("ruleDefinition")) },
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"resourceArn": kind.Text(w.ARN("cloudwatch", "insight-rule/"+d.ID))}
		},
	}
}

// The limits of a rule. Source: CloudWatch user guide, "Contributor Insights rule
// syntax".
const (
	mostKeys    = 4
	mostFilters = 4
)

func admitInsightRule(document string) error {
	var rule struct {
		Schema struct {
			Name    string
			Version int
		}
		LogGroupNames []string
		LogGroupARNs  []string
		LogFormat     string
		AggregateOn   string
		Contribution  struct {
			Keys    []string
			ValueOf string
			Filters []json.RawMessage
		}
	}
	refuse := func(words string, values ...any) error {
		return fmt.Errorf("InvalidParameterValueException: the rule definition is not valid: "+words, values...)
	}
	if err := json.Unmarshal([]byte(document), &rule); err != nil {
		return refuse("%w", err)
	}
	keys := len(rule.Contribution.Keys)
	switch {
	case rule.Schema.Name != "CloudWatchLogRule" || rule.Schema.Version != 1:
		return refuse("Schema must be CloudWatchLogRule, version 1")
	case (len(rule.LogGroupNames) == 0) == (len(rule.LogGroupARNs) == 0):
		return refuse("it must have one of LogGroupNames and LogGroupARNs")
	case !slices.Contains([]string{"JSON", "CLF"}, rule.LogFormat):
		return refuse("LogFormat must be JSON or CLF")
	case !slices.Contains([]string{"Count", "Sum"}, rule.AggregateOn):
		return refuse("AggregateOn must be Count or Sum")
	case rule.AggregateOn == "Sum" && rule.Contribution.ValueOf == "":
		return refuse("AggregateOn of Sum needs Contribution.ValueOf")
	case keys == 0 || keys > mostKeys:
		return refuse("Contribution must have 1 to %d Keys, has %d", mostKeys, keys)
	case len(rule.Contribution.Filters) > mostFilters:
		return refuse("Contribution can have %d Filters, has %d", mostFilters, len(rule.Contribution.Filters))
	}
	return nil
}
