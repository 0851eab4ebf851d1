package cloudwatch

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	logGroupType = "aws:cloudwatch/logGroup:LogGroup"
	bucketType   = "aws:s3/bucket:Bucket"
	standard     = "STANDARD"
)

// ofLogGroup refers to a log group by its name or ARN from what goes with it.
func ofLogGroup(path, by string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: logGroupType, By: by}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: The specified log group does not exist. '%s'",
	}
}

// admitClass refuses what log groups of infrequent access do without. Source:
// CloudWatch Logs user guide, "Log classes".
func admitClass(w kind.World, by, group, what string) error {
	o, ok := w.Find(logGroupType, by, group)
	if class := (kind.Values{Props: o.Outputs}).Or("logGroupClass", standard); ok && class != standard {
		return kind.Say("ValidationException: %s are not supported for log groups of the class %s", what, class)
	}
	return nil
}
