package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

const webACLAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation"

var albWAF = rule.Rule{
	ID:    "network-alb-waf",
	Title: "Every public application load balancer has a web ACL",
	Why: "Without one, floods and the known attacks reach the services. The association is a resource of its " +
		"own: it can be forgotten, or name another load balancer.",
	Fix:        "Add an aws.wafv2.WebAclAssociation whose resourceArn is this load balancer's arn.",
	Severity:   rule.High,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      []string{loadBalancerType, webACLAssociation},
	Controls:   boundary(append(rule.FSBP.IDs("ELB.16"), rule.PCIDSS.IDs("6.4.2")...)),
	Since:      since,
	CheckStack: checkALBWAF,
}

func checkALBWAF(s *rule.Stack, rep *rule.Report) {
	for _, lb := range s.OfType(loadBalancerType) {
		asked := rule.And(aws.IsApplication(lb), isPublic(lb))
		has := s.Any([]string{webACLAssociation}, "resourceArn", lb, "arn")
		rep.On(lb).Require(rule.Or(rule.Not(asked), has), lb.At("internal"), "no web ACL of the stack is associated with this load balancer")
	}
}
