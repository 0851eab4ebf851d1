package kind

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// ManagedKeyARN is the ARN of the key that AWS manages for a service in this
// account and region, "aws/backup" by its alias: what is encrypted without a
// key of its own has it. It is one for all, so it is not drawn.
func ManagedKeyARN(w World, alias string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{w.Account(), w.Region, alias}, "|")))
	h := hex.EncodeToString(sum[:])
	return w.ARN("kms", "key/"+strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:32]}, "-"))
}

// RegionOfARN is the region that an ARN names, "" for anything else.
func RegionOfARN(arn string) string {
	const region, parts = 3, 6
	fields := strings.SplitN(arn, ":", parts)
	if len(fields) != parts {
		return ""
	}
	return fields[region]
}
