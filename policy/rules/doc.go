// Package rules lists every rule of the pack. A rule is one small file in the
// folder of its concern, with a file of examples beside it; the lists are
// generated from those files.
//
// What a rule is belongs to policy/rule, how it is run to policy/pack.
package rules

//go:generate go run ../internal/genrules
//go:generate go run ../internal/gendocs
