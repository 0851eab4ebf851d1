// Package secretsmanager describes the resource types of Secrets Manager, one
// file each.
package secretsmanager

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const secretType = "aws:secretsmanager/secret:Secret"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		secret(),
		secretPolicy(),
		secretRotation(),
		secretVersion(),
	}
}

// part refers to the secret by ARN or name from what goes with it.
func part(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: secretType, By: "id"}, {Type: secretType, By: "name"}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
	}
}

// arnOf a secret that is named by its ARN or by its name.
func arnOf(w kind.World, id string) string {
	if found, ok := w.Find(secretType, "name", id); ok {
		return found.ID
	}
	return id
}
