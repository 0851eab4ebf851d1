// Package lb describes the resource types of Elastic Load Balancing v2, one
// file each. What listeners and their rules have in common, the actions, is in
// actions.go.
//
// Load balancers route nothing here: no target is registered, no health check
// runs. What is judged is what the service judges when it is called.
package lb

import (
	"fmt"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		loadBalancer(),
		targetGroup(),
		listener(),
		listenerRule(),
		listenerCertificate(),
	}
}

const service = "elasticloadbalancing"

// longestName of a load balancer or target group.
const longestName = 32

// properName is the form of the names of load balancers and target groups.
func properName(longest int) kind.Check {
	return kind.All(
		kind.Length(1, longest),
		kind.Pattern(`[0-9A-Za-z-]+`, "only alphanumeric characters and hyphens allowed"),
		kind.Not(`-.*`, "cannot begin with a hyphen"),
	)
}

// named is what the program or the provider chose; prefixes get the digits that
// make them unique.
func named(w kind.World, in kind.Values, otherwise string) string {
	if name := in.Text("name"); name != "" {
		return name
	}
	prefix := in.Or("namePrefix", otherwise)
	return prefix + w.Hex(min(26, longestName-len(prefix)))
}

// conflicting refuses two properties that exclude each other.
func conflicting(in kind.Values, one, other string) []kind.Failure {
	if in.Has(one) && in.Has(other) {
		return []kind.Failure{{Path: one, Reason: fmt.Sprintf("%q: conflicts with %s", one, other)}}
	}
	return nil
}

// outputsOf reads what another object is.
func outputsOf(o sim.Object) kind.Values { return kind.Values{Props: o.Outputs} }
