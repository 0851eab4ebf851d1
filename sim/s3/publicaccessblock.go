package s3

import "github.com/covetpy/platform/sim/kind"

const publicAccessType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"

func publicAccessBlock() kind.Kind {
	k := setting(publicAccessType, "a public access block")
	k.Defaults = kind.Props{
		"blockPublicAcls":       kind.Flag(false),
		"blockPublicPolicy":     kind.Flag(false),
		"ignorePublicAcls":      kind.Flag(false),
		"restrictPublicBuckets": kind.Flag(false),
	}
	k.Rules = func(in kind.Values) []kind.Failure {
		if in.Flag("skipDestroy") {
			return []kind.Failure{{Path: "skipDestroy", Reason: "the simulated cloud can't keep what is destroyed"}}
		}
		return nil
	}
	return k
}
