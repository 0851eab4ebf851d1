package consistency

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var groupUsed = rule.Rule{
	ID:    "consistency-group-used",
	Title: "Every security group is on something",
	Why: "Rules of a group that nothing carries protect nothing, and read as if they did. Whoever attaches the group " +
		"later opens what was forgotten in it.",
	Fix: "Attach the group, or take it away. A group that something outside the program carries is named in the " +
		"setting kept.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    append([]string{groupRule}, aws.Types()...),
	Controls: configured(rule.NIST.IDs("SC-7")...),
	Settings: keptSetting("security groups"),
	Since:    since,
	CheckStack: checkUsed([]string{
		groupRule, ingressRule, egressRule, groupType,
	}, "nothing in the stack carries this group", groupType),
}

const (
	groupType   = "aws:ec2/securityGroup:SecurityGroup"
	groupRule   = "aws:ec2/securityGroupRule:SecurityGroupRule"
	ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	egressRule  = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
)
