package identity

import "github.com/covetpy/platform/policy/rule"

const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass"

var nodeClassMetadata = rule.Rule{
	ID:    "identity-node-class-metadata",
	Title: "Nodes that Karpenter makes give metadata for a token alone, and not to pods",
	Why: "Karpenter writes the launch templates of its nodes itself, out of sight of Pulumi. Where its class makes tokens " +
		"optional or lets an answer travel two hops, each pod on the node can take on the role of the node.",
	Fix: "Leave spec.metadataOptions out, as Karpenter's own are these, or set httpTokens to required and " +
		"httpPutResponseHopLimit to 1.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodeClass},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		options := r.At("spec.metadataOptions")
		off := options.At("httpEndpoint").Is("disabled")
		tokens, hops := options.At("httpTokens"), options.At("httpPutResponseHopLimit")
		near := hops.HoldsNumber(func(n float64) bool { return n == 1 })
		rep.Require(rule.Or(off, rule.Not(tokens.Present()), tokens.Is("required")), tokens,
			"metadata is given without a token: httpTokens is %s", tokens.Quote())
		rep.Require(rule.Or(off, rule.Not(hops.Present()), near), hops,
			"the answer of the metadata service travels %s hops", hops.Quote())
	},
}
