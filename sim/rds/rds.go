// Package rds describes the resource types of RDS, one file each: Aurora
// PostgreSQL clusters, their instances and groups, proxies and global clusters.
//
// Other engines do not belong here: a cluster of one is refused. Nor do
// snapshots: what would restore one finds none.
package rds

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		cluster(),
		clusterInstance(),
		clusterParameterGroup(),
		parameterGroup(),
		subnetGroup(),
		proxy(),
		proxyDefaultTargetGroup(),
		proxyTarget(),
		eventSubscription(),
		globalCluster(),
	}
}

// admission is one question that may refuse a creation or an update.
type admission func(w kind.World, d kind.Draft) error

// inTurn asks every question; the first refusal stands.
func inTurn(questions ...admission) admission {
	return func(w kind.World, d kind.Draft) error {
		for _, ask := range questions {
			if err := ask(w, d); err != nil {
				return err
			}
		}
		return nil
	}
}

// loose is a reference that does not keep its target from being deleted.
func loose(ref kind.Ref) kind.Ref {
	ref.OnDelete = sim.Ignore
	return ref
}

// last are the outputs before a change, none before a creation.
func last(d kind.Draft) kind.Values {
	if d.Old == nil {
		return kind.Values{}
	}
	return kind.Values{Props: d.Old.Outputs}
}

// now is the text that a property has after the call: the input, or what was
// there before.
func now(d kind.Draft, key string) string { return d.In.Or(key, last(d).Text(key)) }

// outputsOf is an object of the region as it is.
func outputsOf(w kind.World, typ, id string) kind.Values {
	found, _ := w.Find(typ, "id", id)
	return kind.Values{Props: found.Outputs}
}

// decimal is the number at a path; false when there is none.
func decimal(v kind.Values, path string) (float64, bool) {
	for _, value := range v.All(path) {
		if value.IsNumber() {
			return value.NumberValue(), true
		}
	}
	return 0, false
}

// conflicts are the failures of pairs of inputs that exclude each other.
func conflicts(in kind.Values, pairs ...[2]string) []kind.Failure {
	var failures []kind.Failure
	for _, pair := range pairs {
		if in.Has(pair[0]) && in.Has(pair[1]) {
			failures = append(failures, kind.Failure{Path: pair[0], Reason: `"` + pair[0] + `": conflicts with ` + pair[1]})
		}
	}
	return failures
}

// trusts is true when the trust policy of a role names a service.
func trusts(w kind.World, arn, service string) bool {
	found, _ := w.Find("aws:iam/role:Role", "arn", arn)
	return strings.Contains(kind.Values{Props: found.Outputs}.Text("assumeRolePolicy"), `"`+service+`"`)
}

// stable draws hexadecimal digits that are the same for everything that an
// account has in a region: what RDS puts into host names, and the ids of the
// keys that AWS manages.
func stable(w kind.World, what string, n int) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{w.Account(), w.Region, what}, "/")))
	return hex.EncodeToString(sum[:])[:n]
}

// managedKey is the ARN of the key that AWS manages for a service.
func managedKey(w kind.World, alias string) string {
	h := stable(w, alias, 32)
	return w.ARN("kms", "key/"+strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-"))
}

// host is a name in the domain that RDS has for an account in a region.
func host(w kind.World, name, role string) string {
	const digits = 12
	return strings.Join([]string{name, role + stable(w, "host", digits), w.Region, "rds.amazonaws.com"}, ".")
}

// resourceID has the form of the ids that RDS gives besides the identifiers.
func resourceID(w kind.World, prefix string) resource.PropertyValue {
	const digits = 26
	return kind.Text(prefix + strings.ToUpper(w.Hex(digits)))
}
