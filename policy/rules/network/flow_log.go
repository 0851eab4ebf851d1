package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const flowLogType = "aws:ec2/flowLog:FlowLog"

var flowLog = rule.Rule{
	ID:    "network-flow-log",
	Title: "Every VPC has a flow log that records what was refused",
	Why: "Without a record of connections nobody can say afterwards where an intruder came from, what else they tried and " +
		"what was carried out. What was refused is the part that shows the attempts, and ACCEPT alone leaves it out. " +
		"The flow log of another VPC, or of one subnet, says nothing about this one.",
	Fix:      "Add aws.ec2.FlowLog with the VPC's id and trafficType ALL (or REJECT).",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(reach.VPCTypes(), flowLogType, "aws:ec2/subnet:Subnet"),
	Controls: append(rule.FSBP.IDs("EC2.6"), append(rule.CISAWS.IDs("3.7"), rule.NIST.IDs("AU-12")...)...),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, vpc := range g.VPCs() {
			logged := []rule.Truth{rule.No}
			for _, log := range s.OfType(flowLogType) {
				logged = append(logged, rule.And(g.InVPC(log, "vpcId", vpc), log.At("trafficType").Is("ALL", "REJECT")))
			}
			rep.On(vpc).Require(rule.Or(logged...), rule.Value{}, "no flow log of it records what is refused")
		}
	},
}
