package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var publicAddress = rule.Rule{
	ID:    "network-public-address",
	Title: "Instances get no public address, from themselves or their template",
	Why: "An instance with a public address is one security group rule away from the internet, and goes out past the " +
		"NAT gateways that egress is watched at. What is to be reached stands behind a load balancer.",
	Fix:      "Leave associatePublicIpAddress unset, or set it to false.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:ec2/instance:Instance",
		"aws:ec2/launchTemplate:LaunchTemplate",
		"aws:ec2/launchConfiguration:LaunchConfiguration",
	},
	Controls: exposure(rule.FSBP.IDs("AutoScaling.5", "EC2.9", "EC2.25")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		want.False("associatePublicIpAddress", "the instance gets a public address")(r, rep)
		for _, card := range r.At("networkInterfaces").Items() {
			public := card.At("associatePublicIpAddress")
			want.Value(rep, public, "the instance gets a public address", rule.Not(public.IsTrue()))
		}
	},
}
