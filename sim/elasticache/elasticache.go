// Package elasticache describes the resource types of ElastiCache, one file
// each, for its engines Valkey and Redis OSS.
package elasticache

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	parameterGroupType   = "aws:elasticache/parameterGroup:ParameterGroup"
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	serverlessCacheType  = "aws:elasticache/serverlessCache:ServerlessCache"
	subnetGroupType      = "aws:elasticache/subnetGroup:SubnetGroup"
	userType             = "aws:elasticache/user:User"
	userGroupType        = "aws:elasticache/userGroup:UserGroup"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		parameterGroup(),
		replicationGroup(),
		serverlessCache(),
		subnetGroup(),
		user(),
		userGroup(),
	}
}

// ElastiCache's codes of what is wrong with a request.
const (
	badValue       = "InvalidParameterValue: "
	badCombination = "InvalidParameterCombination: "
)

// lowered is for the identifiers that ElastiCache stores in lower case.
func lowered(path string) kind.IDFunc {
	return func(_ kind.World, d kind.Draft) string { return strings.ToLower(d.In.Text(path)) }
}

// engine is the input in lower case: programs may write it as they like.
func engine(in kind.Values) string { return strings.ToLower(in.Or("engine", redis)) }

// outputs are those of an object that was found.
func outputs(o sim.Object) kind.Values { return kind.Values{Props: o.Outputs} }

// last are the outputs before an update; empty for a new object.
func last(d kind.Draft) kind.Values {
	if d.Old == nil {
		return kind.Values{}
	}
	return outputs(*d.Old)
}

// domain is the end of every endpoint's name: ElastiCache gives each account
// and region a label of six characters, and shortens the region's name.
func domain(w kind.World) (label, suffix string) {
	sum := sha256.Sum256([]byte(w.Account() + "." + w.Region))
	short, _, _ := strings.Cut(kind.Zones(w.Region)[0].ID, "-az")
	suffix = short + ".cache.amazonaws.com"
	if strings.HasPrefix(w.Region, "cn-") {
		suffix += ".cn"
	}
	return hex.EncodeToString(sum[:3]), suffix
}

// key refers to a KMS key. ElastiCache looks for it in its own region only.
func key(path string) kind.Ref {
	ref := kind.Key(path)
	ref.Missing = badValue + "KMS key does not exist with key id %s"
	return ref
}

func admitKey(w kind.World, in kind.Values) error {
	id := in.Text("kmsKeyId")
	if parts := strings.SplitN(id, ":", 6); len(parts) == 6 && parts[3] != w.Region {
		return kind.Say(badValue+"KMS key does not exist with key id %s", id)
	}
	return nil
}

// userGroupOf refers to the user group of a cache, which keeps it.
func userGroupOf(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: userGroupType, By: "id"}},
		Missing: "UserGroupNotFound: User group %s not found.",
	}
}

// vpcOf is the VPC of a subnet, empty when there is no such subnet.
func vpcOf(w kind.World, subnet string) string {
	found, _ := w.Find("aws:ec2/subnet:Subnet", "id", subnet)
	return outputs(found).Text("vpcId")
}

// homeOf is the VPC of a security group, its default one included.
func homeOf(w kind.World, group string) string {
	if found, ok := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", group); ok {
		return outputs(found).Text("vpcId")
	}
	found, _ := w.Find("aws:ec2/vpc:Vpc", "defaultSecurityGroupId", group)
	return found.ID
}

// strangers are the security groups that are not at home in a VPC. A group that
// EKS made is taken at its word: the cluster's VPC is its own affair.
func strangers(w kind.World, groups []string, vpc string) (group, home string) {
	for _, id := range groups {
		if home := homeOf(w, id); home != "" && home != vpc {
			return id, home
		}
	}
	return "", ""
}
