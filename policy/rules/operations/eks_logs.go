package operations

import "github.com/covetpy/platform/policy/rule"

const (
	eksClusterType  = "aws:eks/cluster:Cluster"
	settingLogTypes = "types"
)

var eksLogs = rule.Rule{
	ID:    "operations-eks-logs",
	Title: "EKS clusters send the control plane's logs to CloudWatch",
	Why: "Who asked the Kubernetes API for what, and who was let in, is in the audit and authenticator logs and " +
		"nowhere else. They are off unless listed, and what was not recorded can't be asked for after a break-in.",
	Fix: "List api, audit, authenticator, controllerManager and scheduler in enabledClusterLogTypes. The setting " +
		"types says which a tier needs.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{eksClusterType},
	Controls: recorded(append(rule.FSBP.IDs("EKS.8"), rule.CISEKS.IDs("2.1.1")...)...),
	Settings: []rule.Setting{{
		Name: settingLogTypes, Doc: "The log types that a cluster has to send.",
		Texts: &rule.PerTier[[]string]{
			Dev:     []string{"authenticator"},
			Staging: []string{"api", "audit", "authenticator"},
			Prod:    []string{"api", "audit", "authenticator", "controllerManager", "scheduler"},
		},
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		sent := r.At("enabledClusterLogTypes")
		for _, kind := range rep.Texts(settingLogTypes) {
			rep.Require(sent.Contains(kind), sent, "the log %s is not sent", kind)
		}
	},
}
