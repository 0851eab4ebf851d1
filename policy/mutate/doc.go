// Package mutate asks how much the rules notice: it takes an environment as the
// engine showed it to the policy pack, breaks one thing at a time, and demands
// that some rule objects which did not before. What nobody objects to is either a
// rule that is missing or a place that can't weaken anything; survivors
// holds the second kind, each with its reason.
//
// Where to break is derived, not listed. A place counts when a rule reads it
// (rule.Trace), or when its value says so: a switch, a range of addresses or
// ports, a key, a policy document, a tag, a reference to another resource, a word
// whose weaker words are known. How to break it follows from the same.
//
// Everything happens in memory: the rules are asked directly, only those about
// the type and only where they read. How an environment is recorded belongs to
// the caller, and so do the facts of the provider's schema (Schema).
package mutate
