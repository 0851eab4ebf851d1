package amp

import (
	"github.com/covetpy/platform/sim/kind"
)

func queryLoggingConfiguration() kind.Kind {
	return kind.Kind{
		Type:      "aws:amp/queryLoggingConfiguration:QueryLoggingConfiguration",
		Framework: true,
		ID:        kind.From("workspaceId"),
		Replaces:  []string{"workspaceId"},
		Checks: map[string]kind.Check{
			"destinations[*].cloudwatchLogs.logGroupArn": kind.All(kind.ARN("logs"), kind.Pattern(`.*:\*`, "ARN must end with `:*`")),
			"destinations[*].filters.qspThreshold":       kind.AtLeast(0),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("destinations") && !in.Has("destinations[*]") {
				return []kind.Failure{{Path: "destinations", Reason: "list must contain at least 1 elements"}}
			}
			return nil
		},
		Refs:   []kind.Ref{home()},
		Unique: single("Query logging configuration"),
		Admit: func(w kind.World, d kind.Draft) error {
			for _, arn := range d.In.Texts("destinations[*].cloudwatchLogs.logGroupArn") {
				if err := admitLogGroup(w, arn); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
