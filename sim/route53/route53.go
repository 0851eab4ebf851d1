// Package route53 describes the resource types of Route 53 and its Resolver,
// one file each. Resolver's belong to a region, unlike zones and records.
package route53

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		firewallConfig(),
		firewallDomainList(),
		firewallRule(),
		firewallRuleGroup(),
		firewallRuleGroupAssociation(),
		queryLogConfig(),
		queryLogConfigAssociation(),
		record(),
		zone(),
	}
}

// longestName of what Resolver has.
const longestName = 64

// resolverName is the form of all names in Resolver.
func resolverName() kind.Check {
	return kind.All(
		kind.Not(`[0-9]`, "cannot be a single digit"),
		kind.Pattern(`[a-zA-Z0-9_' -]*`, "only alphanumeric characters, '-', '_' and ' ' are allowed"),
		kind.Length(1, longestName),
	)
}

// hashed ids of Resolver have 16 hexadecimal digits, one fewer than EC2's.
func hashed(prefix string) kind.IDFunc {
	return func(w kind.World, _ kind.Draft) string { return prefix + w.Hex(16) }
}

func arn(w kind.World, resource string) string { return w.ARN("route53resolver", resource) }

// owned are the outputs of what can be shared with other accounts, and is not.
func owned(w kind.World, resource string) kind.Props {
	return kind.Props{
		"arn":         kind.Text(arn(w, resource)),
		"ownerId":     kind.Text(w.Account()),
		"shareStatus": kind.Text("NOT_SHARED"),
	}
}

// missing is Resolver's answer to an id that is nobody's.
const missing = "ResourceNotFoundException: [RSLVR-02025] Can't find the resource with ID '%s'."
