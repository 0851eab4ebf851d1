// Package s3 describes the resource types of S3, one file each.
//
// Buckets hold no objects here, so that a bucket is always empty: BucketNotEmpty
// is never said, and forceDestroy has nothing to do.
package s3

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		bucket(),
		encryption(),
		lifecycleRules(),
		logging(),
		objectLock(),
		ownershipControls(),
		policy(),
		publicAccessBlock(),
		versioning(),
	}
}

// setting is what the parts of a bucket's configuration have in common. Each is
// a resource of its own upstream, but in S3 a property of the bucket: it has
// the bucket's name for an id and goes with the bucket.
func setting(typ, what string) kind.Kind {
	return kind.Kind{
		Type: typ,
		ID:   settingID,
		Checks: map[string]kind.Check{
			"bucket": kind.Length(1, 63),
		},
		Refs: []kind.Ref{{
			Path: "bucket", To: []kind.Target{{Type: bucketType, By: "id"}}, OnDelete: sim.Cascade,
			Missing: "NoSuchBucket: The specified bucket does not exist",
		}},
		// S3 would let the second overwrite the first, which the first never learns.
		Unique: []kind.Unique{{
			On:    []string{"bucket"},
			Taken: "bucket %[1]s has " + what + " from another resource already; S3 would overwrite it, the simulated cloud refuses",
		}},
	}
}

// settingID is upstream's: the bucket, and the expected owner when one is given.
func settingID(_ kind.World, d kind.Draft) string {
	id := d.In.Text("bucket")
	if owner := d.In.Text("expectedBucketOwner"); owner != "" {
		id += "," + owner
	}
	return id
}

// settingOf finds a part of a bucket's configuration.
func settingOf(w kind.World, typ, name string) (kind.Values, bool) {
	home, ok := w.Find(bucketType, "id", name)
	if !ok {
		return kind.Values{}, false
	}
	parts := w.Users(typ, home)
	if len(parts) == 0 {
		return kind.Values{}, false
	}
	return kind.Values{Props: parts[0].Inputs}, true
}

// bucketARN has neither region nor account: names are everyone's.
func bucketARN(w kind.World, name string) string {
	partition := strings.Split(w.GlobalARN("s3", ""), ":")[1]
	return "arn:" + partition + ":s3:::" + name
}
