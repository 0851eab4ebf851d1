package bucket

import (
	"slices"

	"github.com/covetpy/platform/infra/identity"
)

// Policy is a bucket's policy: what was granted, and nobody without TLS (AWS
// FSBP S3.5).
func Policy(where identity.Scope, name string, grants ...identity.Statement) identity.Document {
	return identity.Document{Statements: append(slices.Clip(grants), identity.Statement{
		Sid:        "TLSOnly",
		Effect:     identity.Deny,
		Principal:  identity.Anyone(),
		Actions:    []identity.Action{identity.AllActions("s3", "denied, whatever it is")},
		Resources:  identity.Resources(where.Bucket(name), where.Bucket(name+"/*")),
		Conditions: []identity.Condition{identity.Bool("aws:SecureTransport", false)},
	})}
}
