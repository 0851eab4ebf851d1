// Package synthetics describes the resource types of CloudWatch Synthetics, one file
// each. No canary runs here: one that is started says so, and nothing more.
package synthetics

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		canary(),
		group(),
		groupAssociation(),
	}
}

// refuse is the service's refusal of a request.
func refuse(words string, values ...any) error {
	return kind.Say("ValidationException: "+words, values...)
}
