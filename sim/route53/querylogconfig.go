package route53

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	queryLogType = "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig"
	bucketType   = "aws:s3/bucket:Bucket"
	// undelivered is upstream's word: Resolver accepts the call, and its
	// configuration fails later.
	undelivered = "unexpected state 'FAILED', wanted target 'CREATED': DESTINATION_NOT_FOUND: %s"
)

// queryLogConfig names a destination, which goes whenever it likes: records are
// then dropped.
func queryLogConfig() kind.Kind {
	return kind.Kind{
		Type:     queryLogType,
		ID:       hashed("rqlc-"),
		Autoname: kind.Autoname{Max: longestName},
		Checks: map[string]kind.Check{
			"destinationArn": kind.ARN(),
		},
		Refs: []kind.Ref{{
			Path: "destinationArn", OnDelete: sim.Ignore, Missing: undelivered, External: elsewhere,
			To: []kind.Target{{Type: "aws:cloudwatch/logGroup:LogGroup", By: "arn"}, {Type: bucketType, By: "arn"}},
		}},
		Admit: admitDestination,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return owned(w, "resolver-query-log-config/"+d.ID)
		},
		InUse: "InvalidRequestException: Before you can delete the query logging configuration '%[1]s', disassociate all VPCs from it: '%[2]s'",
	}
}

// elsewhere is what this cloud has no type for, a delivery stream, and a folder
// of a bucket, for which see admitDestination.
func elsewhere(arn string) bool {
	_, folder := bucketOf(arn)
	return strings.Contains(arn, ":firehose:") || folder
}

// bucketOf cuts the folder off a bucket's ARN; false when there is none.
func bucketOf(arn string) (string, bool) {
	home, _, folder := strings.Cut(arn, "/")
	return home, folder && strings.Contains(home, ":s3:::")
}

func admitDestination(w kind.World, d kind.Draft) error {
	home, folder := bucketOf(d.In.Text("destinationArn"))
	if !folder {
		return nil
	}
	if _, ok := w.Find(bucketType, "arn", home); !ok {
		return kind.Say(undelivered, home)
	}
	return nil
}
