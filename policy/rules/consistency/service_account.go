package consistency

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

const (
	podIdentity        = "aws:eks/podIdentityAssociation:PodIdentityAssociation"
	serviceAccountType = "kubernetes:core/v1:ServiceAccount"
	helmRelease        = "kubernetes:helm.sh/v3:Release"
	settingWellKnown   = "wellKnown"
	defaultNamespace   = "default"
)

var serviceAccount = rule.Rule{
	ID:    "consistency-service-account",
	Title: "Roles are given to service accounts that exist",
	Why: "EKS takes any name. With a wrong one the pods run without their role, or one day somebody makes the account " +
		"that was named and has a role that was meant for another.",
	Fix: "Name a service account of the stack, or add namespace/name to the setting wellKnown for one that a chart " +
		"brings.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{podIdentity, serviceAccountType, helmRelease},
	Controls: configured(rule.NIST.IDs("AC-2")...),
	Settings: []rule.Setting{{
		Name: settingWellKnown, Doc: "Service accounts that charts outside the stack bring, as namespace/name; a star is any text.",
		Texts: rule.Same([]string{
			"*/karpenter", "*/aws-load-balancer-controller", "*/ebs-csi-controller-sa", "*/efs-csi-controller-sa", "*/aws-node",
			"*/cluster-autoscaler", "*/external-dns", "*/external-secrets", "*/cert-manager", "*/cloudwatch-agent", "*/keda-operator",
		}),
	}},
	Since:      since,
	CheckStack: checkServiceAccounts,
}

func checkServiceAccounts(s *rule.Stack, rep *rule.Report) {
	for _, a := range s.OfType(podIdentity) {
		namespace, name := a.At("namespace"), a.At("serviceAccount")
		space, spaceKnown := namespace.Name()
		account, known := name.Name()
		if known = rule.And(known, spaceKnown); known == rule.Unknown {
			rep.On(a).Undecided(name)
			continue
		}
		answers := []rule.Truth{rule.Of(slices.ContainsFunc(rep.Texts(settingWellKnown), func(pattern string) bool {
			return rule.Like(pattern, space+"/"+account)
		}))}
		for _, made := range s.OfType(serviceAccountType) {
			answers = append(answers, rule.And(made.At("metadata.name").IsName(account), inNamespace(made.At("metadata.namespace"), space)))
		}
		for _, chart := range s.OfType(helmRelease) {
			// A chart may bring the account: only the cluster knows.
			answers = append(answers, rule.And(inNamespace(chart.At("namespace"), space), rule.Unknown))
		}
		rep.On(a).Require(rule.Or(answers...), name, "no service account of the stack is called %s/%s", space, account)
	}
}

// inNamespace says whether something is in a namespace; what names none is in the
// default one.
func inNamespace(v rule.Value, namespace string) rule.Truth {
	if v.Blank() == rule.Yes {
		return rule.Of(namespace == defaultNamespace)
	}
	return v.IsName(namespace)
}
