package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const accessPolicyAssociation = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"

// Policies of EKS by which one changes, or reads the secrets of, what is in the
// scope (EKS user guide, "Review access policy permissions").
const eksClusterAdmin = "AmazonEKSClusterAdminPolicy"

var eksChanging = []string{eksClusterAdmin, "AmazonEKSAdminPolicy", "AmazonEKSEditPolicy", "AmazonEKSSecretReaderPolicy"}

// accessPolicy says whether an association is of one of some policies of EKS.
func accessPolicy(r *rule.Resource, names ...string) rule.Truth {
	arn, known := r.At("policyArn").Text()
	if known != rule.Yes {
		return known
	}
	return rule.Of(slices.Contains(names, arn[strings.LastIndexByte(arn, '/')+1:]))
}
