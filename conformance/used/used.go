// Package used knows what the platform uses of AWS: the types and functions that
// the provider is built for, derived from what the simulated cloud has, and so from
// what the environments use.
package used

import (
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/registry"
)

// Tokens are Pulumi's names of everything that is used.
type Tokens struct {
	Resources []string
	Functions []string
	// Version of the Go SDK that has these names.
	Version string
}

// Read returns the tokens, sorted. The simulated cloud refuses types that it does
// not have, so nothing that an environment uses is missing. What the facts know does
// not matter here: they are made from what is built for these tokens.
func Read() Tokens {
	return Tokens{Resources: registry.Types(), Functions: aws.Functions(), Version: aws.Version}
}
