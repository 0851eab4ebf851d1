// Package reach reads the network of a stack as a graph: which address, group or
// thing can reach which other thing, on which protocol and ports, and by which
// chain of rules.
//
// It is built from what a stack rule sees, before anything exists. What the
// program says is exact; what is not known yet widens an answer and never narrows
// it. Every set of traffic therefore has two bounds: Sure, which holds whatever
// the unknowns turn out to be, and Maybe, which holds for some of them. A rule
// reports a violation for what is sure, and an open question for what is only
// possible.
//
// Ranges are sets. 0.0.0.0/1 with 128.0.0.0/1 is the internet, over one rule or
// over four; protocol -1 holds every port; a range of ports holds the database's
// port between its ends.
//
// Nothing here reports: the rules in policy/rules/network do, and the command
// that prints the matrix.
package reach
