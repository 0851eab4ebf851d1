// Package secrets makes the secrets of an environment's applications in Secrets
// Manager: their names, their key and how long a deleted one can be saved. It makes
// no values: those are put in by a person, or by what gives them out, and so they are
// in no program, no state and no preview (docs/secrets.md).
//
// A secret has no policy of its own. Without one, nobody but the roles of this account
// that are told to may read it, and only through the key, whose policy admits this
// account alone; Secrets Manager answers to nothing but TLS.
//
// One file decides (validate): it is pure and does not import Pulumi. The others
// register. Names are in names.go.
//
// What does not belong here: the key, values, who may read what (that is for each
// application's own role), and how a value gets into a pod.
package secrets
