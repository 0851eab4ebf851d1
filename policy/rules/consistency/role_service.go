package consistency

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// given is where a type is told a role, and the service that takes it on.
type given struct{ path, service string }

// roleTakers are the types that hand a role to a service (the trust policies in
// the user guides of the services).
var roleTakers = map[string]given{
	"aws:backup/restoreTestingSelection:RestoreTestingSelection": {"iamRoleArn", "backup.amazonaws.com"},
	"aws:backup/selection:Selection":                             {"iamRoleArn", "backup.amazonaws.com"},
	"aws:cfg/recorder:Recorder":                                  {"roleArn", "config.amazonaws.com"},
	"aws:cloudtrail/trail:Trail":                                 {"cloudWatchLogsRoleArn", "cloudtrail.amazonaws.com"},
	"aws:ec2/flowLog:FlowLog":                                    {"iamRoleArn", "vpc-flow-logs.amazonaws.com"},
	"aws:eks/cluster:Cluster":                                    {"roleArn", "eks.amazonaws.com"},
	"aws:eks/fargateProfile:FargateProfile":                      {"podExecutionRoleArn", "eks-fargate-pods.amazonaws.com"},
	"aws:eks/nodeGroup:NodeGroup":                                {"nodeRoleArn", "ec2.amazonaws.com"},
	"aws:eks/podIdentityAssociation:PodIdentityAssociation":      {"roleArn", "pods.eks.amazonaws.com"},
	"aws:grafana/workspace:Workspace":                            {"roleArn", "grafana.amazonaws.com"},
	"aws:iam/instanceProfile:InstanceProfile":                    {"role", "ec2.amazonaws.com"},
	"aws:lambda/function:Function":                               {"role", "lambda.amazonaws.com"},
	"aws:rds/cluster:Cluster":                                    {"monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	"aws:rds/clusterInstance:ClusterInstance":                    {"monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	"aws:rds/instance:Instance":                                  {"monitoringRoleArn", "monitoring.rds.amazonaws.com"},
	"aws:rds/proxy:Proxy":                                        {"roleArn", "rds.amazonaws.com"},
	"aws:s3/bucketReplicationConfig:BucketReplicationConfig":     {"role", "s3.amazonaws.com"},
	"aws:sfn/stateMachine:StateMachine":                          {"roleArn", "states.amazonaws.com"},
}

var roleService = rule.Rule{
	ID:    "consistency-role-service",
	Title: "A role that is given to a service trusts that service",
	Why: "A role of the stack under the wrong input looks right in every single resource, and the service can't take it " +
		"on: backups fail night after night, metrics and flow logs stay empty. Widening that role's trust to mend it " +
		"gives the service rights that were meant for another.",
	Fix:        "Give the service the role that was made for it, or let that role's assumeRolePolicy name the service.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      append(slices.Sorted(maps.Keys(roleTakers)), roleType),
	Controls:   configured(rule.NIST.IDs("AC-6")...),
	Since:      since,
	CheckStack: checkRoleServices,
}

func checkRoleServices(s *rule.Stack, rep *rule.Report) {
	for _, taker := range slices.Sorted(maps.Keys(roleTakers)) {
		to := roleTakers[taker]
		for _, r := range s.OfType(taker) {
			roles, _ := s.Referred(r, to.path, roleType) // a role of another stack can't be looked at
			for _, role := range roles {
				rep.On(r).Require(trusts(role.At("assumeRolePolicy"), to.service), r.At(to.path),
					"the role %s does not let %s take it on", role.Name, to.service)
			}
		}
	}
}

// trusts says whether a trust policy lets a service take the role on, whatever its
// conditions.
func trusts(at rule.Value, service string) rule.Truth {
	text, known := at.JSON()
	if known != rule.Yes {
		return known
	}
	doc, err := iam.Parse(text)
	if err != nil {
		return rule.No
	}
	return rule.Of(slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
		return letsIn(s, service)
	}))
}
