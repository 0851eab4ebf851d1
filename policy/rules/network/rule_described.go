package network

import "github.com/covetpy/platform/policy/rule"

var ruleDescribed = rule.Rule{
	ID:    "network-rule-described",
	Title: "Rules of security groups say what they are for",
	Why: "A rule outlives the reason for it, because nobody dares to remove what nobody can explain. A line beside it " +
		"is what a review of the firewall goes by.",
	Fix:      "Set description on the rule: who calls whom, and why.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types: []string{
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
		"aws:ec2/securityGroupRule:SecurityGroupRule", "aws:ec2/securityGroup:SecurityGroup",
	},
	Controls: append(rule.NIST.IDs("CM-3"), rule.PCIDSS.IDs("1.2.5")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type != "aws:ec2/securityGroup:SecurityGroup" {
			described(rep, r.At("description"))
			return
		}
		for _, list := range []string{"ingress", "egress"} {
			for _, item := range r.At(list).Items() {
				described(rep, item.At("description"))
			}
		}
	},
}
