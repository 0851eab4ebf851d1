// Package eks describes the resource types of EKS, one file each.
//
// What runs on a cluster does not belong here: Kubernetes objects are in
// provider/kubernetes, and pulumi-eks' component is in provider/eks.
package eks

import (
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		cluster(),
		nodeGroup(),
		addon(),
		accessEntry(),
		accessPolicyAssociation(),
		podIdentityAssociation(),
	}
}

// home refers to the cluster by name. What belongs to a cluster goes with it.
func home() kind.Ref {
	return kind.Ref{
		Path: "clusterName", To: []kind.Target{{Type: clusterType, By: "id"}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: No cluster found for name: %s.",
	}
}

// role refers to an IAM role in the words of the operation that asks for it.
func role(path, missing string) kind.Ref {
	ref := kind.Role(path)
	ref.Missing = missing
	return ref
}

// trusts is true when the trust policy of a role names a service.
func trusts(w kind.World, arn, service string) bool {
	found, _ := w.Find("aws:iam/role:Role", "arn", arn)
	return strings.Contains(kind.Values{Props: found.Outputs}.Text("assumeRolePolicy"), `"`+service+`"`)
}

// homeOf is the VPC of a subnet.
func homeOf(w kind.World, subnet string) string {
	found, _ := w.Find("aws:ec2/subnet:Subnet", "id", subnet)
	return kind.Values{Props: found.Outputs}.Text("vpcId")
}

// outputsOf is a cluster as it is.
func outputsOf(w kind.World, name string) kind.Values {
	found, _ := w.Find(clusterType, "id", name)
	return kind.Values{Props: found.Outputs}
}

// last are the outputs before a change, none before a creation.
func last(d kind.Draft) kind.Values {
	if d.Old == nil {
		return kind.Values{}
	}
	return kind.Values{Props: d.Old.Outputs}
}

// settle is a nested object as EKS keeps it: what is given, over what was there
// before, over EKS' own choice.
func settle(d kind.Draft, key resource.PropertyKey, own kind.Props) resource.PropertyValue {
	out := own.Copy()
	for _, layer := range []kind.Props{last(d).Props, d.In.Props} {
		if v, ok := layer[key]; ok && v.IsObject() {
			maps.Copy(out, v.ObjectValue())
		}
	}
	return kind.Nested(out)
}
