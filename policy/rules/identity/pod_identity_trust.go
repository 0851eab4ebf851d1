package identity

import (
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var podIdentityTrust = rule.Rule{
	ID:    "identity-pod-identity-trust",
	Title: "A role for pods says whose it is: the cluster, the namespace and the service account",
	Why: "EKS gives a role to whatever service account an association names. Whoever may make associations gives a " +
		"powerful role to pods of their own, in any cluster of the account, unless the role's trust policy says " +
		"for whom it is.",
	Fix: "Add a StringEquals on aws:RequestTag/eks-cluster-arn (or eks-cluster-name), aws:RequestTag/kubernetes-namespace " +
		"and aws:RequestTag/kubernetes-service-account.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    typesWith(trust),
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust, func(p place, label string, s iam.Statement) {
			if s.Principal == nil || !slices.Contains(s.Principal.Service, "pods.eks.amazonaws.com") {
				return
			}
			for _, tag := range []struct {
				what string
				keys []string
			}{
				{"cluster", []string{"aws:requesttag/eks-cluster-arn", "aws:requesttag/eks-cluster-name"}},
				{"namespace", []string{"aws:requesttag/kubernetes-namespace"}},
				{"service account", []string{"aws:requesttag/kubernetes-service-account"}},
			} {
				if !s.Pins(begins(tag.keys)) {
					rep.Fail(p.at, "%s lets in pods of any %s", label, tag.what)
				}
			}
		})
	},
}
