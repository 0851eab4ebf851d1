// Package identity writes IAM documents as typed values: statements, trust
// policies and resource policies that marshal to canonical JSON.
//
// What is easy to write here is narrow. A wildcard action, or a resource of "*"
// for an action that could be held to a resource, is an error unless it is
// asked for by name and with a reason (ActionPrefix, AllActions, AnyResource).
//
// Roles and policies as Pulumi resources do not belong here, and neither does
// the question of who may do what: each component writes its own documents.
package identity

import (
	"regexp"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

// Scope is where ARNs live. The account is configuration, so an ARN is known
// before anything exists.
type Scope struct {
	// Partition is "aws", or "aws-us-gov", or "aws-cn".
	Partition string
	// Region is "eu-west-1".
	Region string
	// Account is the twelve digits of the account.
	Account string
}

// ARN names a resource of this region and account:
// "arn:aws:sqs:eu-west-1:111122223333:queue".
func (s Scope) ARN(service, resource string) string {
	return join(s.Partition, service, s.Region, s.Account, resource)
}

// Global names a resource of this account that has no region, as IAM's have:
// "arn:aws:iam::111122223333:role/name".
func (s Scope) Global(service, resource string) string {
	return join(s.Partition, service, "", s.Account, resource)
}

// Public names a resource of this region that no account owns, as machine
// images and public snapshots: "arn:aws:ec2:eu-west-1::image/ami-1".
func (s Scope) Public(service, resource string) string {
	return join(s.Partition, service, s.Region, "", resource)
}

// Bucket names an S3 bucket, or objects in it: "arn:aws:s3:::bucket/prefix/*".
func (s Scope) Bucket(path string) string {
	return join(s.Partition, "s3", "", "", path)
}

// Secret names a secret of Secrets Manager before it exists:
// "arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-??????". The service
// appends a dash and six characters of its own; as many question marks are no other
// secret, where a star would be every one whose name begins so (Secrets Manager user
// guide, "Permissions policy examples", Wildcards).
func (s Scope) Secret(name string) string {
	return s.ARN("secretsmanager", "secret:"+name+"-??????")
}

// ManagedPolicy names a policy that AWS maintains, with its path if it has one:
// "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2".
func (s Scope) ManagedPolicy(name string) string {
	return join(s.Partition, "iam", "", "aws", "policy/"+name)
}

// Root names the account itself as a principal. It stands for whatever the
// account's own IAM policies allow, not for the root user alone.
func (s Scope) Root() string { return s.Global("iam", "root") }

// DNSSuffix is what the names of the services' hosts end with in the partition,
// "amazonaws.com". China and the European Sovereign Cloud have their own, the
// government's regions do not (AWS SDK for Go, endpoint rules: partitions.json,
// dnsSuffix). What a service is called as a principal is not made of it.
func (s Scope) DNSSuffix() string {
	switch s.Partition {
	case "aws-cn":
		return "amazonaws.com.cn"
	case "aws-eusc":
		return "amazonaws.eu"
	default:
		return "amazonaws.com"
	}
}

func join(partition, service, region, account, resource string) string {
	return strings.Join([]string{"arn", partition, service, region, account, resource}, ":")
}

// Faults are what the scope lacks, by the fields' own names.
func (s Scope) Faults() fault.Faults {
	var c fault.Check
	c.Require(s.Partition != "", "partition", nil, "aws or another partition")
	c.Require(s.Region != "", "region", nil, "a region, eu-west-1")
	if s.Account == "" {
		c.Add("account", nil, "an account's twelve digits")
	} else {
		c.Require(accountForm.MatchString(s.Account), "account", s.Account, "an account's twelve digits")
	}
	return c.Faults()
}
