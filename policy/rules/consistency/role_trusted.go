package consistency

import (
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var roleTrusted = rule.Rule{
	ID:    "consistency-role-trusted",
	Title: "A role that something is given lets the service in that takes it",
	Why: "With another's role the service is refused when it first needs it, in the night of the first backup or the " +
		"first scaling, or gets rights that were meant for something else. The preview takes either.",
	Fix:        "Give it the role that was made for it, or name the service in the role's trust policy.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      takerTypes(),
	Controls:   configured(rule.NIST.IDs("AC-6")...),
	Since:      since,
	CheckStack: checkRolesTrusted,
}

// takers are where types are given a role that a service of AWS takes.
var takers = []struct{ typ, path, service string }{
	{"aws:backup/restoreTestingSelection:RestoreTestingSelection", "iamRoleArn", "backup.amazonaws.com"},
	{"aws:backup/selection:Selection", "iamRoleArn", "backup.amazonaws.com"},
	{"aws:ec2/flowLog:FlowLog", "iamRoleArn", "vpc-flow-logs.amazonaws.com"},
	{"aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "customRoleArn", "ecr.amazonaws.com"},
	{"aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "customRoleArn", "ecr.amazonaws.com"},
	{clusterType, "roleArn", "eks.amazonaws.com"},
	{"aws:eks/nodeGroup:NodeGroup", "nodeRoleArn", "ec2.amazonaws.com"},
	{podIdentity, "roleArn", "pods.eks.amazonaws.com"},
	{"aws:iam/instanceProfile:InstanceProfile", "role", "ec2.amazonaws.com"},
	{"aws:lambda/function:Function", "role", "lambda.amazonaws.com"},
	{"aws:rds/cluster:Cluster", "monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	{"aws:rds/clusterInstance:ClusterInstance", "monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	{"aws:rds/instance:Instance", "monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	{"aws:rds/proxy:Proxy", "roleArn", "rds.amazonaws.com"},
	{"aws:scheduler/schedule:Schedule", "target.roleArn", "scheduler.amazonaws.com"},
	{"aws:sfn/stateMachine:StateMachine", "roleArn", "states.amazonaws.com"},
}

func takerTypes() []string {
	types := []string{roleType}
	for _, t := range takers {
		types = append(types, t.typ)
	}
	slices.Sort(types)
	return slices.Compact(types)
}

func checkRolesTrusted(s *rule.Stack, rep *rule.Report) {
	for _, taker := range takers {
		for _, r := range s.OfType(taker.typ) {
			at := r.At(taker.path)
			roles, all := s.Referred(r, taker.path, roleType)
			for _, role := range roles {
				rep.On(r).Require(letsIn(role, taker.service), at, "the role %s does not let %s in", role.Name, taker.service)
			}
			if len(roles) == 0 && all == rule.Unknown {
				rep.On(r).Undecided(at)
			}
		}
	}
}

// letsIn says whether a role's trust policy allows a service to take it, whatever
// it asks for besides.
func letsIn(role *rule.Resource, service string) rule.Truth {
	text, known := role.At("assumeRolePolicy").JSON()
	if known != rule.Yes {
		return known
	}
	doc, err := iam.Parse(text)
	if err != nil {
		return rule.Unknown // what is no policy is identity's to say
	}
	return rule.Of(slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
		return s.Allows() && s.Principal != nil && (s.Principal.Everyone || slices.Contains(s.Principal.Service, service))
	}))
}
