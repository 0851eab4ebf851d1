package network

import "github.com/covetpy/platform/policy/rule"

var defaultVPC = rule.Rule{
	ID:    "network-default-vpc",
	Title: "The region's default VPC is not used",
	Why: "Every region comes with a VPC whose subnets all lead to the internet and give public addresses out, the same " +
		"ranges in every account. What is put there is public by default and can't be connected to another network.",
	Fix:      "Make a VPC of your own (aws.ec2.Vpc) with subnets by tier, and leave the default one alone or delete it.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/defaultVpc:DefaultVpc", "aws:ec2/defaultSubnet:DefaultSubnet", "aws:ec2/vpc:Vpc"},
	Controls: boundary(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType("aws:ec2/defaultVpc:DefaultVpc", "aws:ec2/defaultSubnet:DefaultSubnet") {
			rep.On(r).Fail(rule.Value{}, "it takes over a part of the region's default VPC")
		}
	},
}
