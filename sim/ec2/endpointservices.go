package ec2

import (
	"slices"
	"strings"
)

// gatewayServices are those with gateway endpoints; they have interface
// endpoints too.
var gatewayServices = []string{"dynamodb", "s3"}

// interfaceServices are the ends of the service names that have interface
// endpoints (PrivateLink guide, "AWS services that integrate with AWS
// PrivateLink"), as far as platforms like this one use them.
var interfaceServices = []string{
	"access-analyzer", "acm-pca", "application-autoscaling", "application-signals", "appconfig", "appconfigdata",
	"aps", "aps-workspaces", "athena", "autoscaling", "autoscaling-plans", "backup", "backup-gateway",
	"cloudformation", "cloudtrail", "codeartifact.api", "codeartifact.repositories", "codebuild", "codepipeline",
	"config", "datasync", "dms", "ebs", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry",
	"eks", "eks-auth", "elasticache", "elasticbeanstalk", "elasticfilesystem", "elasticloadbalancing", "email-smtp",
	"events", "evidently", "execute-api", "fis", "fsx", "git-codecommit", "glue", "grafana", "grafana-workspace",
	"guardduty", "guardduty-data", "iam", "inspector2", "kafka", "kinesis-firehose", "kinesis-streams", "kms",
	"lambda", "license-manager", "logs", "monitoring", "network-firewall", "notifications", "organizations",
	"pipes", "pricing.api", "rds", "rds-data", "redshift", "redshift-data", "resource-groups", "rolesanywhere",
	"route53resolver", "scheduler", "secretsmanager", "securityhub", "servicecatalog", "servicediscovery", "signin",
	"sns", "sqs", "ssm", "ssm-contacts", "ssm-incidents", "ssmmessages", "states", "storagegateway", "sts",
	"synthetics", "tagging", "timestream.ingest", "transfer", "wafv2", "xray",
}

// endpointService is what an endpoint's service name stands for in a region.
type endpointService struct {
	name  string
	types []string
}

// serviceNamed reads a service name; false when there is no such service there.
func serviceNamed(name, region string) (endpointService, bool) {
	service, ours := strings.CutPrefix(name, "com.amazonaws."+region+".")
	switch {
	case strings.HasPrefix(name, "com.amazonaws.vpce."+region+"."):
		return endpointService{name, []string{"Interface", "GatewayLoadBalancer"}}, true // somebody's own
	case ours && slices.Contains(gatewayServices, service):
		return endpointService{service, []string{"Gateway", "Interface"}}, true
	case ours && slices.Contains(interfaceServices, service):
		return endpointService{service, []string{"Interface"}}, true
	default:
		return endpointService{}, false
	}
}

// domain is the service's own name in DNS, which private DNS takes over.
func (s endpointService) domain(region string) string {
	words := strings.Split(s.name, ".")
	slices.Reverse(words) // ecr.api is api.ecr
	if s.name == "eks-auth" {
		return "eks-auth." + region + ".api.aws"
	}
	return strings.Join(words, ".") + "." + region + ".amazonaws.com"
}
