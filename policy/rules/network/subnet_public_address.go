package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var subnetPublicAddress = rule.Rule{
	ID:    "network-subnet-public-address",
	Title: "Subnets give no public addresses out by themselves",
	Why: "In a subnet with mapPublicIpOnLaunch everything that is launched is on the internet, whether whoever launched it " +
		"meant that or not: a node group that is moved there, an instance of a test. Load balancers and NAT gateways, " +
		"which belong there, bring addresses of their own.",
	Fix:      "Set mapPublicIpOnLaunch to false, and give an elastic address to the one thing that needs it.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"},
	Controls: boundary(rule.FSBP.IDs("EC2.15")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		const wrong = "what is launched gets a public address"
		if r.Type == "aws:ec2/defaultSubnet:DefaultSubnet" {
			want.SaidFalse("mapPublicIpOnLaunch", wrong)(r, rep) // AWS makes these with it on
			return
		}
		want.False("mapPublicIpOnLaunch", wrong)(r, rep)
	},
}
