package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var defaultGroup = rule.Rule{
	ID:    "network-default-group",
	Title: "The default security group of every VPC is adopted and has no rule",
	Why: "AWS gives what names no group the VPC's default one, and that one lets its members talk to each other on every " +
		"port and out to anywhere. Only adopting it takes these rules away; a rule that another resource adds to it, " +
		"by the group's id, brings the danger back unseen.",
	Fix: "Declare aws.ec2.DefaultSecurityGroup for the VPC with empty ingress and egress, remove every rule that names " +
		"the group, and give workloads groups of their own.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    append(reach.VPCTypes(), reach.GroupTypes()...),
	Controls: boundary(rule.FSBP.IDs("EC2.2"), rule.CISAWS.IDs("5.5")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, vpc := range g.VPCs() {
			adopted, by := g.Adopted(vpc)
			rep.On(vpc).Require(adopted, vpc.At("defaultSecurityGroupId"), "nothing adopts its default security group, which has AWS's own rules")
			if by == nil {
				continue
			}
			group := g.DefaultGroup(vpc)
			for _, r := range append(group.Ingress, group.Egress...) {
				rep.On(r.Resource).Require(r.Absent(), r.At, "the default security group of %s has a rule: %s", vpc.Name, r.Ports.Maybe)
			}
		}
	},
}
