package secretsmanager

import (
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// longestSecret is the quota of a value, in bytes. Source: Secrets Manager
// quotas.
const longestSecret = 65536

// values are the inputs that a version may hold its value in.
var values = []string{"secretBinary", "secretString", "secretStringWo"}

// secretVersion is one more of a secret's versions: the newest is current.
func secretVersion() kind.Kind {
	return kind.Kind{
		Type: "aws:secretsmanager/secretVersion:SecretVersion",
		ID:   func(w kind.World, d kind.Draft) string { return d.In.Text("secretId") + "|terraform-" + w.Hex(26) },
		Checks: map[string]kind.Check{
			"secretBinary":   inBase64,
			"secretString":   fits,
			"secretStringWo": fits,
		},
		Rules: func(in kind.Values) []kind.Failure {
			var failures []kind.Failure
			for i, path := range values {
				for _, other := range values[i+1:] {
					if in.Has(path) && in.Has(other) {
						failures = append(failures, kind.Failure{Path: path, Reason: `"` + path + `": conflicts with ` + other})
					}
				}
			}
			if in.Has("secretStringWo") != in.Has("secretStringWoVersion") {
				failures = append(failures, kind.Failure{Path: "secretStringWo", Reason: "all of `secret_string_wo,secret_string_wo_version` must be specified"})
			}
			return failures
		},
		Refs: []kind.Ref{part("secretId")},
		Admit: func(_ kind.World, d kind.Draft) error {
			if slices.ContainsFunc(values, d.In.Has) {
				return nil
			}
			return kind.Say("InvalidRequestException: You must provide either SecretString or SecretBinary.")
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			arn := arnOf(w, d.In.Text("secretId"))
			out := kind.Props{
				"arn":               kind.Text(arn),
				"hasSecretStringWo": kind.Flag(d.In.Has("secretStringWo")),
				"versionId":         kind.Text(d.ID[len(d.In.Text("secretId"))+1:]),
			}
			if !d.In.Has("versionStages") {
				out["versionStages"] = kind.Texts("AWSCURRENT")
			}
			return out
		},
	}
}

// fits and inBase64 never repeat what they looked at.
func fits(v resource.PropertyValue) string {
	if v.IsString() && len(v.StringValue()) > longestSecret {
		return fmt.Sprintf("must be at most %d bytes long", longestSecret)
	}
	return ""
}

func inBase64(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	if _, err := base64.StdEncoding.DecodeString(v.StringValue()); err != nil {
		return "must be base64-encoded"
	}
	return fits(v)
}
