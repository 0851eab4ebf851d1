package eks

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const onlyStandard = `InvalidParameterException: This operation can only be performed on Access Entries with a type of "STANDARD".`

// accessPolicies are those that can be associated with an entry. Source: EKS
// user guide, "Review access policy permissions".
var accessPolicies = []string{
	"AmazonEKSAdminPolicy", "AmazonEKSAdminViewPolicy", "AmazonEKSAutoNodePolicy", "AmazonEKSClusterAdminPolicy", "AmazonEKSEditPolicy",
	"AmazonEKSViewPolicy", "AmazonEKSSecretReaderPolicy", "AmazonAIOpsAssistantPolicy", "AmazonSagemakerHyperpodClusterPolicy",
	"AmazonSagemakerHyperpodControllerPolicy",
}

func accessPolicyAssociation() kind.Kind {
	return kind.Kind{
		Type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
		ID:   kind.Joined("#", "clusterName", "principalArn", "policyArn"),
		Checks: map[string]kind.Check{
			"principalArn":     kind.ARN("iam"),
			"policyArn":        kind.ARN("eks"),
			"accessScope.type": kind.OneOf("cluster", "namespace"),
		},
		Refs:     []kind.Ref{home()},
		Admit:    admitAssociation,
		Volatile: []string{"modifiedAt"},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"modifiedAt": kind.Text(w.Timestamp())}
			if d.Old == nil {
				out["associatedAt"] = kind.Text(w.Timestamp())
			}
			return out
		},
	}
}

func admitAssociation(w kind.World, d kind.Draft) error {
	if err := admitEntries(w, d); err != nil {
		return err
	}
	// An entry is known by its cluster and its principal together, which is more
	// than a reference can say.
	entry, ok := w.Find(accessEntryType, "id", d.In.Text("clusterName")+":"+d.In.Text("principalArn"))
	policy, named := strings.CutPrefix(d.In.Text("policyArn")[strings.LastIndex(d.In.Text("policyArn"), ":")+1:], "cluster-access-policy/")
	narrow, namespaces := d.In.Text("accessScope.type") == "namespace", d.In.Has("accessScope.namespaces[*]")
	switch {
	case !ok:
		return kind.Say("ResourceNotFoundException: The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.")
	case !named || !slices.Contains(accessPolicies, policy):
		return kind.Say("ResourceNotFoundException: The specified policyArn could not be found. You can view your available access policies with 'list-access-policies'.")
	case kind.Values{Props: entry.Outputs}.Text("type") != "STANDARD":
		return kind.Say(onlyStandard)
	case narrow && !namespaces:
		return kind.Say("InvalidParameterException: The access scope of type namespace must have at least one namespace.")
	case !narrow && namespaces:
		return kind.Say("InvalidParameterException: The access scope of type cluster must not have namespaces.")
	}
	return nil
}
