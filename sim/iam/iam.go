// Package iam describes the resource types of IAM, one file each.
package iam

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		role(),
		policy(),
		rolePolicy(),
		rolePolicyAttachment(),
		instanceProfile(),
		openIDConnectProvider(),
		serviceLinkedRole(),
	}
}
