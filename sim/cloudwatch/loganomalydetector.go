package cloudwatch

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const anomalyDetectorType = "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector"

// logAnomalyDetector goes with its log group. Whether the policy of its key lets the
// logs service in is not asked here.
func logAnomalyDetector() kind.Kind {
	group := ofLogGroup("logGroupArnLists[*]", "arn")
	group.Names = func(arn string) []string { return []string{strings.TrimSuffix(arn, ":*")} }
	return kind.Kind{
		Type:      anomalyDetectorType,
		Framework: true,
		Replaces:  []string{"kmsKeyId"}, // upstream says so in code
		ID:        func(w kind.World, _ kind.Draft) string { return w.ARN("logs", "anomaly-detector:"+w.UUID()) },
		Autoname:  kind.Autoname{Off: true},
		Checks:    map[string]kind.Check{"logGroupArnLists[*]": kind.ARN("logs")},
		Refs:      []kind.Ref{group, kind.Key("kmsKeyId")},
		Admit:     admitAnomalyDetector,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"arn": kind.Text(d.ID)}
			if !d.In.Has("anomalyVisibilityTime") {
				out["anomalyVisibilityTime"] = kind.Number(usualVisibility)
			}
			return out
		},
	}
}

// usualVisibility of an anomaly, in days, after which it counts as usual. Source:
// CloudWatch Logs API reference, CreateLogAnomalyDetector.
const usualVisibility = 21

func admitAnomalyDetector(w kind.World, d kind.Draft) error {
	groups := d.In.Texts("logGroupArnLists[*]")
	if len(groups) != 1 {
		return kind.Say("InvalidParameterException: Only one log group is supported per anomaly detector, got %d", len(groups))
	}
	if pattern := d.In.Text("filterPattern"); pattern != "" && !validPattern(pattern) {
		return kind.Say("InvalidParameterException: Invalid filter pattern")
	}
	return admitClass(w, "arn", strings.TrimSuffix(groups[0], ":*"), "Anomaly detectors")
}
