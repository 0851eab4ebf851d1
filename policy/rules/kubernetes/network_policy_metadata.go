package kubernetes

import (
	"net/netip"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var networkPolicyMetadata = rule.Rule{
	ID:    "kubernetes-network-policy-metadata",
	Title: "Network policies keep pods from the metadata service of their node",
	Why: "The metadata service hands the credentials of the node to whoever asks. A range such as 0.0.0.0/0 or " +
		"169.254.0.0/16 has its address in it.",
	Fix: "Add 169.254.169.254/32 to except, or allow only ports other than 80. The agent of pod identities has another " +
		"address, 169.254.170.23.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    patched(networkPolicyType),
	Controls: segmented(),
	Since:    since,
	Check:    checkMetadata,
}

// metadataAddresses are those of EC2's instance metadata service.
var metadataAddresses = []netip.Addr{netip.MustParseAddr("169.254.169.254"), netip.MustParseAddr("fd00:ec2::254")}

const metadataPort = 80

func checkMetadata(r *rule.Resource, rep *rule.Report) {
	for _, of := range r.At("spec.egress").Items() {
		open, to := kube.OpensPort(of.At("ports"), metadataPort), of.At("to")
		if to.Present() != rule.Yes || to.Empty() == rule.Yes {
			rep.Require(rule.Not(rule.And(to.Empty(), open)), to, "any address is reached, that of the metadata service too")
			continue
		}
		for _, peer := range to.Items() {
			rep.Require(rule.Not(rule.And(open, kube.Blocks(peer, metadataAddresses...))), peer, "the range has the metadata service in it")
		}
	}
}
