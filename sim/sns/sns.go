// Package sns describes the resource types of SNS, one file each.
package sns

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		dataProtectionPolicy(),
		topic(),
		topicPolicy(),
		topicSubscription(),
	}
}
