package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var meshAuthorization = rule.Rule{
	ID:    "kubernetes-mesh-authorization",
	Title: "No AuthorizationPolicy allows everyone everything",
	Why: "An empty rule, or one whose source is a star, allows every call; a port or a host only says where they all " +
		"arrive. As one policy that allows is enough, it undoes all others of the namespace.",
	Fix:      "Name principals or namespaces in from, or methods and paths in to. To allow nothing, leave the rules out.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{authorizationPolicy},
	Controls: segmented(),
	Since:    since,
	Check:    checkMeshAuthorization,
}

func checkMeshAuthorization(r *rule.Resource, rep *rule.Report) {
	allows := rule.Or(rule.Not(r.At("spec.action").Present()), r.At("spec.action").Is("ALLOW"))
	for _, of := range r.At("spec.rules").Items() {
		from := of.At("from")
		sources := []rule.Truth{from.Empty()}
		for _, item := range from.Items() {
			sources = append(sources, anySource(item.At("source")))
		}
		open := rule.And(allows, rule.Or(sources...), anyOperation(of.At("to")), of.At("when").Empty())
		rep.Require(rule.Not(open), of, "everyone may call everything")
	}
}

// anySource says whether a source is everyone: by a star, or by a range that is
// the internet.
func anySource(source rule.Value) rule.Truth {
	wide := []rule.Truth{source.Empty(), source.At("principals").Contains("*"), source.At("namespaces").Contains("*")}
	for _, block := range source.At("ipBlocks").Items() {
		wide = append(wide, kube.Wide(block))
	}
	return rule.And(rule.Or(wide...), source.At("requestPrincipals").Empty())
}

// anyOperation says whether calls may ask for anything: one of the operations, if
// there are any, names neither methods nor paths.
func anyOperation(to rule.Value) rule.Truth {
	wide := []rule.Truth{to.Empty()}
	for _, item := range to.Items() {
		operation := item.At("operation")
		whole := []rule.Truth{operation.At("notMethods").Empty(), operation.At("notPaths").Empty()}
		for _, name := range []string{"methods", "paths"} {
			at := operation.At(name)
			whole = append(whole, rule.Or(at.Empty(), at.Contains("*"), at.Contains("/*")))
		}
		wide = append(wide, rule.And(whole...))
	}
	return rule.Or(wide...)
}
