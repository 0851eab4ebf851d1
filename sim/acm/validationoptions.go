package acm

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// validationOptions are the records that show whose the names are: one for each
// name, in the names' order. A wildcard and the name below its asterisk share
// one, and an account is asked for the same record by all its certificates.
func validationOptions(w kind.World, names []string) resource.PropertyValue {
	var options []resource.PropertyValue
	for _, name := range names {
		record, value := validationRecord(w.Account(), name)
		options = append(options, kind.Nested(kind.Props{
			"domainName":          kind.Text(name),
			"resourceRecordName":  kind.Text(record),
			"resourceRecordType":  kind.Text("CNAME"),
			"resourceRecordValue": kind.Text(value),
		}))
	}
	return kind.List(options...)
}

// validationRecord is the name and value of a CNAME, both with the period at
// their end.
func validationRecord(account, name string) (record, value string) {
	base := strings.TrimPrefix(name, "*.")
	return "_" + digits(account, base, "name") + "." + base + ".",
		"_" + digits(account, base, "value") + "." + letters(account) + ".acm-validations.aws."
}

// digits are 32 hexadecimal ones, always the same for the same words.
func digits(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "|")))
	return hex.EncodeToString(sum[:])[:32]
}

// letters are the ten of the account's part of ACM's validation domain.
func letters(account string) string {
	sum := sha256.Sum256([]byte(account))
	out := make([]byte, 10)
	for i := range out {
		out[i] = 'a' + sum[i]%26
	}
	return string(out)
}
