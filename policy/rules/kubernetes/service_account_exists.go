package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var serviceAccountExists = rule.Rule{
	ID:    "kubernetes-service-account-exists",
	Title: "Every service account that a workload names is there",
	Why: "Pods whose service account is missing, misspelt or in another namespace are never made: the deployment waits " +
		"until it fails.",
	Fix:        "Make the service account in the namespace of the workload, or correct the name.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append(kube.WorkloadTypes(), kube.ServiceAccountType, kube.ReleaseType),
	Controls:   orderly(),
	Since:      since,
	CheckStack: checkServiceAccountExists,
}

func checkServiceAccountExists(s *rule.Stack, rep *rule.Report) {
	accounts := s.OfType(kube.ServiceAccountType)
	for _, w := range s.OfType(kube.WorkloadTypes()...) {
		name := kube.ServiceAccount(w)
		// Every namespace has the account default.
		given := rule.Or(name.Blank(), name.Is("default"))
		exists := kube.Exists(s, accounts, func(account *rule.Resource) rule.Truth { return kube.NamesBeside(w, name, account) })
		rep.On(w).Require(rule.Or(given, exists), name, "its namespace has no service account %s", name.Quote())
	}
}
