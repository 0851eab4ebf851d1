package cloudwatch

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	keyType     = "aws:kms/key:Key"
	replicaType = "aws:kms/replicaKey:ReplicaKey"
)

func logGroup() kind.Kind {
	name := kind.All(
		kind.Pattern(`[0-9A-Za-z_./#-]+`, "isn't a valid log group name (alphanumeric characters, underscores, hyphens, slashes, hash signs and dots are allowed)"),
		kind.Not(`aws/.*`, "log group names can't start with aws/"),
	)
	return kind.Kind{
		Type:     logGroupType,
		ID:       logGroupName,
		Autoname: kind.Autoname{Max: 512},
		Defaults: kind.Props{"retentionInDays": kind.Number(0), "skipDestroy": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"name":       kind.All(kind.Length(1, 512), name),
			"namePrefix": kind.All(kind.Length(1, 483), name),
		},
		Rules: logGroupRules,
		// Only a key's ARN will do, and the key may go.
		Refs: []kind.Ref{{
			Path: "kmsKeyId", To: []kind.Target{{Type: keyType, By: "arn"}, {Type: replicaType, By: "arn"}}, OnDelete: sim.Ignore,
			Missing: "InvalidParameterException: The specified KMS Key Id could not be found. '%s'",
		}},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ResourceAlreadyExistsException: The specified log group already exists",
		}},
		Admit:   admitLogGroup,
		Outputs: logGroupOutputs,
		Retire: func(_ kind.World, o kind.Draft) error {
			if o.In.Flag("deletionProtectionEnabled") {
				return kind.Say("ValidationException: Cannot delete log group with deletion protection enabled. Disable deletion protection first.")
			}
			return nil
		},
	}
}

func logGroupRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	if in.Has("name") && in.Has("namePrefix") {
		failures = append(failures, kind.Failure{Path: "name", Reason: `"name": conflicts with namePrefix`})
	}
	if in.Flag("skipDestroy") {
		failures = append(failures, kind.Failure{Path: "skipDestroy", Reason: "the simulated cloud can't keep what is destroyed: protect the resource"})
	}
	return failures
}

func logGroupName(w kind.World, d kind.Draft) string {
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	return d.In.Text("name")
}

func logGroupARN(w kind.World, name string) string { return w.ARN("logs", "log-group:"+name) }

func logGroupOutputs(w kind.World, d kind.Draft) kind.Props {
	return kind.Props{
		"name":                      kind.Text(d.ID),
		"arn":                       kind.Text(logGroupARN(w, d.ID)),
		"logGroupClass":             kind.Text(d.In.Or("logGroupClass", standard)),
		"deletionProtectionEnabled": kind.Flag(d.In.Flag("deletionProtectionEnabled")),
	}
}
