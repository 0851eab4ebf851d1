package secretsmanager

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// longestPolicy is the quota of a secret's policy, in characters. Source:
// Secrets Manager quotas.
const longestPolicy = 20480

func secret() kind.Kind {
	return kind.Kind{
		Type: secretType,
		// The six characters keep apart secrets that had the same name in turn.
		ID: func(w kind.World, d kind.Draft) string {
			return w.ARN("secretsmanager", "secret:"+secretName(w, d)+"-"+w.Hex(6))
		},
		Autoname: kind.Autoname{Max: 512},
		Defaults: kind.Props{"forceOverwriteReplicaSecret": kind.Flag(false), "recoveryWindowInDays": kind.Number(30)},
		Checks: map[string]kind.Check{
			"policy":               kind.JSON(longestPolicy),
			"recoveryWindowInDays": recoveryWindow,
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("name") && in.Has("namePrefix") {
				return []kind.Failure{{Path: "name", Reason: `"name": conflicts with namePrefix`}}
			}
			return nil
		},
		Refs: []kind.Ref{kind.Key("kmsKeyId")},
		Unique: []kind.Unique{{
			On:     []string{"name"},
			Taken:  "ResourceExistsException: The operation failed because the secret %[1]s already exists.",
			Buried: "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
		}},
		Admit: admitSecret,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			name := d.ID[strings.LastIndex(d.ID, ":")+1:]
			out := kind.Props{"arn": kind.Text(d.ID), "name": kind.Text(name[:len(name)-len("-000000")])}
			if !d.In.Has("policy") {
				out["policy"] = kind.Text("")
			}
			return out
		},
		Tombstone: &kind.Tombstone{
			State:   "ScheduledForDeletion",
			Refusal: "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
			Unless: func(in kind.Values) bool {
				return in.Has("recoveryWindowInDays") && in.Number("recoveryWindowInDays") == 0
			},
		},
	}
}

func recoveryWindow(v resource.PropertyValue) string {
	if v.IsNumber() && v.NumberValue() == 0 {
		return "" // at once, for good
	}
	return kind.Between(7, 30)(v)
}

func secretName(w kind.World, d kind.Draft) string {
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	return d.In.Text("name")
}

var regionForm = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]$`)

// admitSecret asks for other regions for the replicas, and there for their keys.
func admitSecret(w kind.World, d kind.Draft) error {
	for _, replica := range d.In.Objects("replicas[*]") {
		region, key := replica.Text("region"), replica.Text("kmsKeyId")
		if region == w.Region || !regionForm.MatchString(region) {
			return kind.Say("InvalidParameterException: Invalid replica region.")
		}
		if parts := strings.SplitN(key, ":", 6); len(parts) == 6 && !keyThere(w, key, region) {
			return kind.Say("InvalidParameterException: The KMS key %s does not exist in %s.", key, region)
		}
	}
	return admitPolicy(d.In.Text("policy"), false)
}

func keyThere(w kind.World, arn, region string) bool {
	for _, typ := range []string{"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"} {
		if found, ok := w.Find(typ, "arn", arn); ok && found.Where == region {
			return true
		}
	}
	return false
}

// admitPolicy looks at a policy as Secrets Manager does; an empty text is none.
func admitPolicy(policy string, private bool) error {
	if policy == "" || policy == "{}" {
		return nil
	}
	document, err := policydoc.Parse(policy)
	if err != nil || len(document.Statement) == 0 {
		return kind.Say("MalformedPolicyDocumentException: This resource policy contains a syntax error.")
	}
	for _, s := range document.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 || len(s.Action)+len(s.NotAction) == 0 {
			return kind.Say("MalformedPolicyDocumentException: This resource policy contains a syntax error.")
		}
		if private && s.Allows() && s.Principal.Anyone() && len(s.Condition) == 0 {
			return kind.Say("PublicPolicyException: You can't attach a resource policy that allows broad access to the secret.")
		}
	}
	return nil
}
