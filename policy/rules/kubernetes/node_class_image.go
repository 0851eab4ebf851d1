package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Kinds of Karpenter.
const (
	nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass"
	nodePool  = "kubernetes:karpenter.sh/v1:NodePool"
)

var nodeClassImage = rule.Rule{
	ID:    "kubernetes-node-class-image",
	Title: "Nodes that Karpenter makes are of an image that somebody has chosen",
	Why: "With an alias of latest, each release of the image replaces all nodes of its own accord, in production as soon as " +
		"anywhere else. Images found by a name or by tags may be anybody's, who has only to publish a newer one.",
	Fix: "Set spec.amiSelectorTerms to an alias with a version, such as al2023@v20261101, or to the id of an image, and " +
		"move it from environment to environment.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodeClass},
	Controls: supplied(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		terms := r.At("spec.amiSelectorTerms")
		rep.Require(rule.Not(terms.Empty()), terms, "no image is chosen")
		for _, term := range terms.Items() {
			alias := term.At("alias")
			pinned := alias.Holds(func(text string) bool {
				_, version, found := strings.Cut(text, "@")
				return found && version != "" && version != "latest"
			})
			rep.Require(rule.Or(pinned, rule.Not(term.At("id").Blank())), alias, "the image is not of a version: the alias is %s", alias.Quote())
		}
	},
}
