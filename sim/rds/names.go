package rds

import (
	"github.com/covetpy/platform/sim/kind"
)

// named makes the id of types whose id is their name: the one given, or made
// up after a prefix as upstream does.
func named(key, prefixKey, otherwise string) kind.IDFunc {
	return func(w kind.World, d kind.Draft) string {
		const random = 26
		if name := d.In.Text(key); name != "" {
			return name
		}
		return d.In.Or(prefixKey, otherwise) + w.Hex(random)
	}
}

// longestIdentifier is RDS' limit for clusters, instances and proxies, made-up
// names included.
const longestIdentifier = 63

// admitLength refuses an identifier that is too long; prefix is what a made-up
// one begins with.
func admitLength(parameter, identifier, prefix string) error {
	const random = 26
	if len(identifier) > longestIdentifier || identifier == "" && len(prefix)+random > longestIdentifier {
		return kind.Say("InvalidParameterValue: The parameter %s is not a valid identifier because it is longer than %d characters.", parameter, longestIdentifier)
	}
	return nil
}
