package registry

import (
	"strings"

	"github.com/covetpy/platform/infra/naming"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("registry-app"). They are in URNs: a part that is changed
// here deletes and makes again what bears it, or needs an alias. Repositories
// bear their own names; no repository's name has two dashes in a row.
const (
	partCache   = "cache--"
	partReplica = "replica--"
)

// logical is the logical name of a part.
func (b *build) logical(parts ...string) string { return b.name + "-" + strings.Join(parts, "") }

// prefix is what names of repositories begin with, "covetpy/dev".
func (a *Args) prefix() string { return a.Names.Project + "/" + a.Names.Environment }

// repository is the physical name, "covetpy/dev/app".
func (a *Args) repository(name string) string {
	return naming.Fit(naming.ECRRepository, a.prefix()+"/"+name)
}

// URL is where images of a repository are, known before it exists:
// "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app".
func (a *Args) URL(name string) string { return a.host() + "/" + a.repository(name) }

// host is where the account's images are.
func (a *Args) host() string {
	return a.Where.Account + ".dkr.ecr." + a.Where.Region + "." + a.Where.DNSSuffix()
}

// templateRole has the region in it, as IAM has one namespace for all.
func (a *Args) templateRole() string {
	return a.Names.Name(naming.IAMRole, "ecr-caches", a.Where.Region)
}
