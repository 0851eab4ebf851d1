package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const (
	grafanaKey            = "aws:grafana/workspaceApiKey:WorkspaceApiKey"
	grafanaServiceAccount = "aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount"
	grafanaServiceToken   = "aws:grafana/workspaceServiceAccountToken:WorkspaceServiceAccountToken"
)

var grafanaToken = rule.Rule{
	ID:    "identity-grafana-token",
	Title: "Tokens of Grafana are no administrators and end soon",
	Why: "A token is a password of the whole workspace that no second factor guards. As an administrator it makes " +
		"further ones and reads the credentials of every data source.",
	Fix:      "Give keyRole and grafanaRole VIEWER or EDITOR, and secondsToLive no more than the setting days in seconds.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{grafanaKey, grafanaServiceAccount, grafanaServiceToken},
	Controls: leastPrivilege(rule.Control{Framework: rule.NIST, ID: "IA-5(1)"}),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The greatest number of days for which a token of Grafana is good.",
		Number: rule.Same(7.0),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch r.Type {
		case grafanaKey:
			want.OneOf("keyRole", "the key administers the workspace", "VIEWER", "EDITOR")(r, rep)
			endsSoon(r, rep)
		case grafanaServiceAccount:
			want.OneOf("grafanaRole", "the account administers the workspace", "VIEWER", "EDITOR")(r, rep)
		case grafanaServiceToken:
			endsSoon(r, rep)
		}
	},
}

func endsSoon(r *rule.Resource, rep *rule.Report) {
	const day = 24 * 60 * 60
	most, seconds := rep.Number("days"), r.At("secondsToLive")
	rep.Require(seconds.HoldsNumber(func(n float64) bool { return n <= most*day }), seconds,
		"the token is good for %s seconds, more than %v days", seconds.Quote(), most)
}
