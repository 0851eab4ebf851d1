package s3

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// logging names a second bucket, which S3 lets go: records are then dropped.
func logging() kind.Kind {
	const format = "targetObjectKeyFormat"
	k := setting("aws:s3/bucketLogging:BucketLogging", "a logging configuration")
	k.Rules = func(in kind.Values) []kind.Failure {
		if in.Has(format) && in.Has(format+".partitionedPrefix") == in.Has(format+".simplePrefix") {
			return []kind.Failure{{Path: format, Reason: "exactly one of partitionedPrefix, simplePrefix must be specified"}}
		}
		return nil
	}
	k.Refs = append(k.Refs, kind.Ref{
		Path: "targetBucket", To: []kind.Target{{Type: bucketType, By: "id"}}, OnDelete: sim.Ignore,
		Missing: "InvalidTargetBucketForLogging: The target bucket for logging does not exist",
	})
	return k
}
