package amp

import (
	"github.com/covetpy/platform/sim/kind"
)

// mostWorkspaces of a region and account; it can be raised. Source: Amazon Managed Service
// for Prometheus User Guide, "service quotas": "Workspaces per region per account".
const mostWorkspaces = 25

func workspace() kind.Kind {
	key := kind.Key("kmsKeyArn")
	key.Missing = "ValidationException: The KMS key %s does not exist"
	return kind.Kind{
		Type:   workspaceType,
		ID:     func(w kind.World, _ kind.Draft) string { return "ws-" + w.UUID() },
		Checks: map[string]kind.Check{"alias": kind.Length(0, 100), "kmsKeyArn": kind.ARN("kms")},
		Refs:   []kind.Ref{key},
		Admit: func(w kind.World, d kind.Draft) error {
			if d.Old == nil && len(w.All(workspaceType)) >= mostWorkspaces {
				return kind.Say("ServiceQuotaExceededException: Account %s has reached the quota of %d workspaces", w.Account(), mostWorkspaces)
			}
			if key := d.In.Text("kmsKeyArn"); key != "" && kind.RegionOfARN(key) != w.Region {
				return invalid("The KMS key %s does not exist", key)
			}
			return admitLogGroup(w, d.In.Text("loggingConfiguration.logGroupArn"))
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":                kind.Text(w.ARN("aps", "workspace/"+d.ID)),
				"prometheusEndpoint": kind.Text("https://aps-workspaces." + w.Region + ".amazonaws.com/workspaces/" + d.ID + "/"),
			}
		},
		ReplacesIf: map[string]func(olds, news kind.Values) bool{
			// The API changes an alias, but takes none away.
			"alias": func(olds, news kind.Values) bool { return olds.Text("alias") != "" && !news.Has("alias") },
		},
	}
}
