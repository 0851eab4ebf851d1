package kubernetes

import "github.com/covetpy/platform/policy/rule"

var meshCallers = rule.Rule{
	ID:    "kubernetes-mesh-callers",
	Title: "Rules of the mesh that allow name who may call, and what",
	Why: "A rule without from is for everyone in the mesh; one with neither methods nor paths lets a caller that may read " +
		"delete, too. As policies that allow add up, the widest counts.",
	Fix:      "Give each rule of an AuthorizationPolicy that allows a source, and operations with methods or paths.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{authorizationPolicy},
	Controls: segmented(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		allows := rule.Or(rule.Not(r.At("spec.action").Present()), r.At("spec.action").Is("ALLOW"))
		require := func(given rule.Value, wrong string) {
			rep.Require(rule.Not(rule.And(allows, given.Empty())), given, "%s", wrong)
		}
		for _, of := range r.At("spec.rules").Items() {
			require(of.At("from"), "everyone may call")
			for _, item := range of.At("from").Items() {
				require(item.At("source"), "everyone may call")
			}
			require(of.At("to"), "anything may be called")
			for _, item := range of.At("to").Items() {
				methods, paths := item.At("operation.methods"), item.At("operation.paths")
				open := rule.And(allows, methods.Empty(), paths.Empty())
				rep.Require(rule.Not(open), item.At("operation"), "anything may be called")
			}
		}
	},
}
