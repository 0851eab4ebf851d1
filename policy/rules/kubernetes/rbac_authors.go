package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var rbacAuthors = rule.Rule{
	ID:    "kubernetes-rbac-authors",
	Title: "No role writes roles or bindings",
	Why: "Who may do what is changed by review, in this stack. A subject that writes bindings hands on everything that it " +
		"has, out of sight of the review, and can lock others out by deleting theirs.",
	Fix:      "Make roles and bindings in the stack. A controller that has to make them gets a waiver of its own.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    roles(),
	Controls: entitled(rule.CISEKS.IDs("4.1.8")...),
	Since:    since,
	Check:    refuse("it changes who may do what", kube.WriteRBAC...),
}
