package s3

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// encryption refuses a key that is not there. S3 itself says so only at the
// first object ("Amazon S3 does not validate the KMS key ID", API Reference,
// PutBucketEncryption), and there are no objects here.
func encryption() kind.Kind {
	const byDefault = "rules[*].applyServerSideEncryptionByDefault"
	k := setting("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "an encryption configuration")
	k.Refs = append(k.Refs, kind.Key(byDefault+".kmsMasterKeyId"))
	k.Admit = func(_ kind.World, d kind.Draft) error {
		if len(d.In.Objects("rules[*]")) != 1 {
			return kind.Say(malformedXML)
		}
		for _, rule := range d.In.Objects(byDefault) {
			if rule.Text("kmsMasterKeyId") != "" && !strings.HasPrefix(rule.Text("sseAlgorithm"), "aws:kms") {
				return kind.Say("InvalidArgument: a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
			}
		}
		return nil
	}
	return k
}
