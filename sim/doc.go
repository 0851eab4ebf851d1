// Package sim is a cloud that lives in this process: what the offline engine
// brings environments up on. It is a ledger, not an echo: it knows what lives,
// and refuses what the real cloud would refuse, in its words.
//
// # What is modelled
//
// Every type that a folder of this tree lists: its properties, defaults and
// computed values; what it refers to; what is unique; what forces a
// replacement; what a deletion waits for. Ids are functions of the URN, so two
// runs give the same ones, and are never given out twice in a ledger's life.
// Calls may be slow, fail, or lose their answer, as scripted.
//
// # What is refused
//
// An unknown type, property or data source is an error and never an echo; so is
// a reference to nothing, a second holder of a unique name, a deletion of what
// is in use. As with the real provider, a preview checks values and asks the
// cloud nothing: what depends on other objects is refused by the update.
//
// # What is not modelled
//
// What runs: no instance boots, no controller reconciles, no request is
// authorised by a policy.
//
// # The tree
//
//	sim                   the store: objects, references, ledger, faults, time
//	sim/facts             what the upstream provider's schema says
//	sim/kind              the words in which a service describes its types
//	sim/ec2, sim/iam, ... the types of a service, one file each
//	sim/registry          the list of services
//	sim/lifecycle         what all types have in common
//	sim/provider/...      the servers: aws, kubernetes, eks
//	sim/examples          what the types are shown and tested by
//	sim/recorded          what upstream's provider answers to the examples
//
// # Adding a type
//
//  1. Write sim/<service>/<type>.go: a function that returns its kind.Kind.
//  2. Name it in Kinds of sim/<service>/<service>.go (a new service: also in
//     sim/registry).
//  3. Learn its schema from upstream's provider: conform build, conform facts (in
//     the conformance module). What that refuses by itself needs no words here.
//  4. Show it: sim/testdata/examples/<service>/<type>.yaml, and run
//     go test ./sim, which says what is missing.
//  4. Record what upstream's provider says to that:
//     go run -C conformance ./cmd/conform record <service>
//     and put right, or explain, what is different.
package sim
