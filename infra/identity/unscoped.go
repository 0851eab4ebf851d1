package identity

import (
	"slices"
	"strings"
)

// unscoped says whether an action can't be held to a resource, so that "*" is
// the only resource that IAM accepts for it. What the table leaves out is taken
// to be scopable: the worst that follows is that someone has to give a reason.
func unscoped(action string) bool {
	service, name, _ := strings.Cut(action, ":")
	return slices.Contains(strings.Fields(unscopedActions(service)), name)
}

// unscopedActions holds, by service, the actions whose row in the Service
// Authorization Reference has no resource type, as far as a platform of this
// kind calls them: VPC, EKS and its add-ons, Karpenter, load balancers, DNS,
// logs, metrics and traces.
func unscopedActions(service string) string {
	switch service {
	case "acm":
		return `ListCertificates`
	case "autoscaling":
		return `DescribeAutoScalingGroups DescribeAutoScalingInstances DescribeLaunchConfigurations
			DescribeScalingActivities DescribeTags`
	case "cloudwatch":
		return `GetMetricData GetMetricStatistics ListMetrics PutMetricData`
	case "ec2":
		return `DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones
			DescribeCapacityReservations DescribeImages DescribeInstanceStatus
			DescribeInstanceTypeOfferings DescribeInstanceTypes DescribeInstances
			DescribeInternetGateways DescribeLaunchTemplateVersions DescribeLaunchTemplates
			DescribeNetworkInterfaces DescribePlacementGroups DescribeRouteTables
			DescribeSecurityGroups DescribeSnapshots DescribeSpotPriceHistory DescribeSubnets
			DescribeTags DescribeVolumeStatus DescribeVolumes DescribeVolumesModifications
			DescribeVpcPeeringConnections DescribeVpcs`
	case "ecr", "ecr-public":
		return `GetAuthorizationToken`
	case "eks":
		return `DescribeAddonConfiguration DescribeAddonVersions DescribeClusterVersions
			ListAccessPolicies ListClusters`
	case "elasticloadbalancing":
		return `DescribeListenerCertificates DescribeListeners DescribeLoadBalancerAttributes
			DescribeLoadBalancers DescribeRules DescribeSSLPolicies DescribeTags
			DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth`
	case "kms":
		return `CreateKey GenerateRandom ListAliases ListKeys`
	case "logs":
		return `CreateLogDelivery DeleteLogDelivery DescribeResourcePolicies GetLogDelivery
			ListLogDeliveries PutResourcePolicy UpdateLogDelivery`
	case "pricing":
		return `DescribeServices GetAttributeValues GetProducts`
	case "route53":
		return `ListHostedZones ListHostedZonesByName`
	case "s3":
		return `ListAllMyBuckets`
	case "secretsmanager":
		return `GetRandomPassword ListSecrets`
	case "shield":
		return `GetSubscriptionState`
	case "ssm":
		return `DescribeInstanceInformation DescribeParameters`
	case "sts":
		return `GetCallerIdentity GetServiceBearerToken`
	case "tag":
		return `GetResources`
	case "xray":
		return `GetSamplingRules GetSamplingStatisticSummaries GetSamplingTargets
			PutTelemetryRecords PutTraceSegments`
	default:
		return ""
	}
}
