package ec2

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// gone makes a reference that does not outlive its target: the service takes
// the referring object away together with it.
func gone(ref kind.Ref) kind.Ref {
	ref.OnDelete = sim.Cascade
	return ref
}

// loose makes a reference that its target does not know of.
func loose(ref kind.Ref) kind.Ref {
	ref.OnDelete = sim.Ignore
	return ref
}

// anyRouteTable refers to a route table; a VPC's own main one counts.
func anyRouteTable(path string) kind.Ref {
	return kind.Ref{
		Path:    path,
		To:      []kind.Target{{Type: routeTableType, By: "id"}, {Type: vpcType, By: "defaultRouteTableId"}},
		Missing: "InvalidRouteTableID.NotFound: The routeTable ID '%s' does not exist",
	}
}

// anyACL refers to a network ACL; a VPC's own default one counts.
func anyACL(path string) kind.Ref {
	return kind.Ref{
		Path:    path,
		To:      []kind.Target{{Type: aclType, By: "id"}, {Type: vpcType, By: "defaultNetworkAclId"}},
		Missing: "InvalidNetworkAclID.NotFound: The networkAcl ID '%s' does not exist",
	}
}

// elasticIPRef refers to an Elastic IP address by its allocation.
func elasticIPRef(path string) kind.Ref {
	return kind.Ref{
		Path:    path,
		To:      []kind.Target{{Type: elasticIPType, By: "id"}},
		Missing: "InvalidAllocationID.NotFound: The allocation ID '%s' does not exist",
	}
}

// homeOf is the VPC that an object of a type lives in, by its id; empty when
// the object is not known.
func homeOf(w kind.World, typ, id string) string {
	o, _ := w.Find(typ, "id", id)
	return kind.Values{Props: o.Outputs}.Text("vpcId")
}

// homeOrDefault is homeOf, also for what EC2 made with a VPC itself and the VPC
// names in one of its outputs.
func homeOrDefault(w kind.World, typ, output, id string) string {
	if home := homeOf(w, typ, id); home != "" {
		return home
	}
	home, _ := w.Find(vpcType, output, id)
	return home.ID
}

// exactlyOne is the provider's refusal unless one of the properties is given.
func exactlyOne(in kind.Values, paths ...string) []kind.Failure {
	given := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return !in.Has(path) })
	all := strings.Join(paths, ",")
	switch len(given) {
	case 1:
		return nil
	case 0:
		return []kind.Failure{{Path: paths[0], Reason: fmt.Sprintf("one of `%s` must be specified", all)}}
	default:
		return []kind.Failure{{Path: given[0], Reason: fmt.Sprintf("only one of `%s` can be specified, but `%s` were specified.", all, strings.Join(given, ","))}}
	}
}

// hashcode is the number by which the provider makes ids of what has none.
func hashcode(s string) string { return fmt.Sprint(crc32.ChecksumIEEE([]byte(s))) }
