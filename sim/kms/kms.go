// Package kms describes the resource types of KMS, one file each.
package kms

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		key(),
		alias(),
		replicaKey(),
	}
}
