// Package acm describes the resource types of Certificate Manager, one file
// each.
//
// No certificate exists here: what is kept is who asked for one, by which DNS
// records it is to be validated, and whether these are there.
package acm

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		certificate(),
		certificateValidation(),
	}
}
