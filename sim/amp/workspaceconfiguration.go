package amp

import (
	"fmt"
	"regexp"

	"github.com/covetpy/platform/sim/kind"
)

// How long samples are kept, in days. Source: Amazon Managed Service for Prometheus User
// Guide, "Ingest metrics to your ... workspace" (150 unless configured) and "Configure
// your workspace" (1,095 at most, three years).
const (
	usualRetention   = 150
	longestRetention = 1095
)

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	labelName  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// workspaceConfiguration is a property of the workspace; upstream's deletion leaves it.
func workspaceConfiguration() kind.Kind {
	return kind.Kind{
		Type:      "aws:amp/workspaceConfiguration:WorkspaceConfiguration",
		Framework: true,
		ID:        kind.From("workspaceId"),
		Replaces:  []string{"workspaceId"},
		Checks: map[string]kind.Check{
			"limitsPerLabelSets[*].limits.maxSeries": kind.AtLeast(0),
			"retentionPeriodInDays":                  kind.AtLeast(1),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("limitsPerLabelSets") && !in.Has("limitsPerLabelSets[*]") {
				return []kind.Failure{{Path: "limitsPerLabelSets", Reason: "list must contain at least 1 elements"}}
			}
			return nil
		},
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"workspaceId"},
			Taken: "the workspace %[1]s is configured by another resource already; the service would overwrite it, the simulated cloud refuses",
		}},
		Admit: admitConfiguration,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return d.Settled(kind.Props{"retentionPeriodInDays": kind.Number(usualRetention)})
		},
	}
}

func admitConfiguration(_ kind.World, d kind.Draft) error {
	if days := d.In.Number("retentionPeriodInDays"); days > longestRetention {
		return invalid("Invalid retentionPeriodInDays: Member must have value less than or equal to %d", longestRetention)
	}
	seen := map[string]bool{}
	for _, limit := range d.In.Objects("limitsPerLabelSets[*]") {
		labels := kind.Values{Props: limit.Props["labelSet"].ObjectValue()}
		for _, name := range labels.Props.StableKeys() {
			value := labels.Text(string(name))
			switch {
			case !labelName.MatchString(string(name)):
				return invalid("label name must satisfy regular expression pattern [a-zA-Z_][a-zA-Z0-9_]*")
			case name == "__name__" && !metricName.MatchString(value):
				return invalid("__name__ label value must satisfy regular expression pattern [a-zA-Z_:][a-zA-Z0-9_:]*")
			}
		}
		set := fmt.Sprint(limit.Props["labelSet"])
		if seen[set] {
			return invalid("Duplicate label set in limitsPerLabelSet")
		}
		seen[set] = true
	}
	return nil
}
