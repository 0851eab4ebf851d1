// Package fidelity says how near the simulated pulumi-eks is to the real one, by
// what it registers when the engine runs it: the tables of docs/fidelity.md.
//
// The real component is a Node program whose children are in no schema, so what
// is compared with is written down here and in sim/provider/eks, with where it is
// known from. What the simulated one does is never written down: it is observed,
// through the Go SDK, on the engine. What AWS resource types do does not belong
// here; the upstream provider says that.
package fidelity

//go:generate go run ./write
