package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var publicAccessBlock = rule.Rule{
	ID:    "network-public-access-block",
	Title: "VPC Block Public Access, where a program sets it, is on",
	Why: "The setting is the account's last word over internet gateways in a region. A program that sets it to off takes " +
		"the block from every VPC there, not from its own.",
	Fix: "Set internetGatewayBlockMode to block-ingress or block-bidirectional, and except the public subnets with " +
		"aws.ec2.VpcBlockPublicAccessExclusion.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"},
	Controls: boundary(rule.FSBP.IDs("EC2.172")),
	Since:    since,
	Check:    want.OneOf("internetGatewayBlockMode", "the region's block is off", "block-ingress", "block-bidirectional"),
}
