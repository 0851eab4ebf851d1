// Package rule says what a policy rule is: its metadata as data, the question it
// asks of one resource or of a whole stack, and how it reads properties that may
// be unset, secret or not known yet.
//
// Every reading has three answers (Truth). A preview knows no id and no ARN of
// what it is about to make: an unknown is neither a violation nor a pass, so a
// rule reports it as undecided and the next look at the resource decides.
//
// No rule lives here (policy/rules), nothing that speaks the engine's protocol
// (policy/pack), and nothing that knows AWS (policy/iam reads and judges its
// policy documents).
package rule
