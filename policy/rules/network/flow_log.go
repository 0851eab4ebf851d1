package network

import (
	"strings"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

const flowLogType = "aws:ec2/flowLog:FlowLog"

var flowLog = rule.Rule{
	ID:    "network-flow-log",
	Title: "Every VPC has a flow log that records what was refused, and in production what was let in",
	Why: "Without a record of connections nobody can say afterwards where an intruder came from, what else they tried and " +
		"what was carried out. What was refused shows the attempts, and what was let in the one that succeeded. " +
		"The flow log of another VPC, or of one subnet, says nothing about this one.",
	Fix:      "Add aws.ec2.FlowLog with the VPC's id and a trafficType that the setting traffic has: ALL.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(reach.VPCTypes(), flowLogType, "aws:ec2/subnet:Subnet"),
	Controls: append(rule.FSBP.IDs("EC2.6"), append(rule.CISAWS.IDs("3.7"), rule.NIST.IDs("AU-12")...)...),
	Settings: []rule.Setting{{
		Name: "traffic", Doc: "Types of traffic that a flow log may record, one of which is enough.",
		Texts: &rule.PerTier[[]string]{
			// Where nothing of worth is kept, the record of all costs more than it tells.
			Dev:     []string{"ALL", "REJECT"},
			Staging: []string{"ALL"},
			Prod:    []string{"ALL"},
		},
	}},
	Since: since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		g := reach.Of(s)
		for _, vpc := range g.VPCs() {
			logged := []rule.Truth{rule.No}
			for _, log := range s.OfType(flowLogType) {
				logged = append(logged, rule.And(g.InVPC(log, "vpcId", vpc), log.At("trafficType").Is(rep.Texts("traffic")...)))
			}
			rep.On(vpc).Require(rule.Or(logged...), rule.Value{}, "no flow log of it records %s", strings.Join(rep.Texts("traffic"), " or "))
		}
	},
}
