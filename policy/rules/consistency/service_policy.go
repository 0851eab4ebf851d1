package consistency

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var servicePolicy = rule.Rule{
	ID:    "consistency-service-policy",
	Title: "What AWS writes for a service's role is attached to a role that the service takes",
	Why: "AmazonEKSWorkerNodePolicy or AmazonEKSClusterPolicy on another role gives a workload the rights of a node or of " +
		"the control plane, and the role that it was for fails at its first call. The preview takes either.",
	Fix:        "Attach the policy to the role that the service takes.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{roleType, rolePolicyAttachment},
	Controls:   configured(rule.NIST.IDs("AC-6")...),
	Since:      since,
	CheckStack: checkServicePolicies,
}

// servicePolicies are AWS's own policies that are for one service's role, by how
// their names begin.
var servicePolicies = []struct{ name, service string }{
	{"AWSBackupServiceRolePolicy", "backup.amazonaws.com"},
	{"AWSLambdaBasicExecutionRole", "lambda.amazonaws.com"},
	{"AWSLambdaVPCAccessExecutionRole", "lambda.amazonaws.com"},
	{"AmazonEC2ContainerRegistryPullOnly", "ec2.amazonaws.com"},
	{"AmazonEKSBlockStoragePolicy", "eks.amazonaws.com"},
	{"AmazonEKSClusterPolicy", "eks.amazonaws.com"},
	{"AmazonEKSComputePolicy", "eks.amazonaws.com"},
	{"AmazonEKSLoadBalancingPolicy", "eks.amazonaws.com"},
	{"AmazonEKSNetworkingPolicy", "eks.amazonaws.com"},
	{"AmazonEKSWorkerNode", "ec2.amazonaws.com"},
	{"AmazonRDSEnhancedMonitoringRole", "monitoring.rds.amazonaws.com"},
	{"AmazonSSMManagedInstanceCore", "ec2.amazonaws.com"},
}

func checkServicePolicies(s *rule.Stack, rep *rule.Report) {
	for _, a := range s.OfType(rolePolicyAttachment) {
		arn, known := a.At("policyArn").Text()
		if known != rule.Yes || !strings.Contains(arn, ":iam::aws:policy/") {
			continue // a policy of the account is for whom its author says
		}
		name := arn[strings.LastIndex(arn, "/")+1:]
		i := slices.IndexFunc(servicePolicies, func(p struct{ name, service string }) bool { return strings.HasPrefix(name, p.name) })
		if i < 0 {
			continue
		}
		service := servicePolicies[i].service
		at := a.At("role")
		roles, all := s.Referred(a, "role", roleType)
		for _, role := range roles {
			rep.On(a).Require(trusts(role.At("assumeRolePolicy"), service), at, "%s is for %s, which %s does not let in", name, service, role.Name)
		}
		if len(roles) == 0 && all == rule.Unknown {
			rep.On(a).Undecided(at)
		}
	}
}
