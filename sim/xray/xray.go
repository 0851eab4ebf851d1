// Package xray describes the resource types of X-Ray, one file each. What a group's
// filter expression may say is in filter.go.
//
// No trace is recorded here: what is judged is what the service judges when it is
// called.
package xray

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		encryptionConfig(),
		group(),
		resourcePolicy(),
		samplingRule(),
	}
}

// everyones is the name of the group, and of the sampling rule, that every account
// has: X-Ray makes none of that name.
const everyones = "Default"

// invalid is the service's refusal of a request.
func invalid(words string, values ...any) error {
	return kind.Say("InvalidRequestException: "+words, values...)
}
