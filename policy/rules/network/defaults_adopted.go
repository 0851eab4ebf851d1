package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const (
	defaultACLType   = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
	defaultTableType = "aws:ec2/defaultRouteTable:DefaultRouteTable"
)

var defaultsAdopted = rule.Rule{
	ID:    "network-defaults-adopted",
	Title: "The default network ACL and the main route table of every VPC are adopted",
	Why: "A subnet that nobody gives an ACL or a route table has these two. AWS's ACL lets everything pass, and a route " +
		"that somebody adds to the main table leads every forgotten subnet out: adopted, both say in the program what " +
		"a subnet gets that was forgotten, and what others add to them is undone.",
	Fix: "Declare aws.ec2.DefaultNetworkAcl and aws.ec2.DefaultRouteTable for the VPC, without rules and routes, and give " +
		"subnets those of their own.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    append(reach.VPCTypes(), defaultACLType, defaultTableType, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"),
	Controls: boundary(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, vpc := range s.OfType("aws:ec2/vpc:Vpc") {
			acl := s.Any([]string{defaultACLType}, "defaultNetworkAclId", vpc, "defaultNetworkAclId")
			rep.On(vpc).Require(acl, vpc.At("defaultNetworkAclId"), "nothing adopts its default network ACL, which lets everything pass")
			table := rule.Or(
				s.Any([]string{defaultTableType}, "defaultRouteTableId", vpc, "defaultRouteTableId"),
				s.Any([]string{"aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"}, "vpcId", vpc, "id"),
			)
			rep.On(vpc).Require(table, vpc.At("defaultRouteTableId"), "nothing adopts its main route table")
		}
	},
}
