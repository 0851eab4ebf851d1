package s3

import "github.com/covetpy/platform/sim/kind"

const (
	ownershipType = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
	ownerEnforced = "BucketOwnerEnforced"
)

func ownershipControls() kind.Kind {
	k := setting(ownershipType, "ownership controls")
	return k
}
