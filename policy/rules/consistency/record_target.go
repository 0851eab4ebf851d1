package consistency

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const recordType = "aws:route53/record:Record"

var recordTarget = rule.Rule{
	ID:    "consistency-record-target",
	Title: "Records lead to what the stack has",
	Why: "A record that names a load balancer, a bucket or a distribution that is gone leads to whoever makes the " +
		"next one of that name, and who then answers for the host with a valid certificate.",
	Fix:        "Make the record from the output of the resource that it leads to, so that both go together.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{recordType, loadBalancerType},
	Controls:   configured(rule.NIST.IDs("SC-20")...),
	Since:      since,
	CheckStack: checkRecordTargets,
}

// endings are those of the names of AWS resources that someone else may get.
var endings = []string{".elb.amazonaws.com", ".cloudfront.net", ".elasticbeanstalk.com", ".awsglobalaccelerator.com", ".amplifyapp.com"}

func checkRecordTargets(s *rule.Stack, rep *rule.Report) {
	for _, record := range s.OfType(recordType) {
		if len(record.From("aliases"))+len(record.From("records")) > 0 {
			continue // it is made from what it leads to
		}
		var targets []rule.Value
		for _, alias := range record.At("aliases").Items() {
			targets = append(targets, alias.At("name"))
		}
		if record.At("type").Is("CNAME") == rule.Yes {
			targets = append(targets, record.At("records").Items()...)
		}
		for _, target := range targets {
			answers := []rule.Truth{rule.Not(ofAWS(target))}
			for _, lb := range s.OfType(loadBalancerType) {
				answers = append(answers, sameHost(lb.At("dnsName"), target))
			}
			rep.On(record).Require(rule.Or(answers...), target, "nothing in the stack is %s", target.Quote())
		}
	}
}

func ofAWS(target rule.Value) rule.Truth {
	host, known := hostOf(target)
	if known != rule.Yes {
		return known
	}
	for _, ending := range endings {
		if strings.HasSuffix(host, ending) {
			return rule.Yes
		}
	}
	return rule.Of(strings.Contains(host, ".s3-website"))
}

// sameHost compares names as DNS does. Route 53 writes dualstack. in front of a
// load balancer's.
func sameHost(a, b rule.Value) rule.Truth {
	one, oneKnown := hostOf(a)
	other, otherKnown := hostOf(b)
	if known := rule.And(oneKnown, otherKnown); known != rule.Yes {
		return known
	}
	return rule.Of(one == other)
}

func hostOf(v rule.Value) (string, rule.Truth) {
	text, known := v.Text()
	return strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(text), "."), "dualstack."), known
}
