package emulator

// gap is what neither emulator serves, or only the one that does not have the rest
// of the service: a type, or a type where it has a property.
type gap struct{ token, property, why string }

var gaps = []gap{
	{
		"aws:amp/alertManagerDefinition:AlertManagerDefinition", "",
		"moto, which has workspaces and rules, has no CreateAlertManagerDefinition; ministack has no AMP",
	},
	{
		"aws:amp/queryLoggingConfiguration:QueryLoggingConfiguration", "",
		"moto, which has workspaces and rules, has no CreateQueryLoggingConfiguration; ministack has no AMP",
	},
	{
		"aws:amp/resourcePolicy:ResourcePolicy", "",
		"moto, which has workspaces and rules, has no PutResourcePolicy for them; ministack has no AMP",
	},
	{
		"aws:amp/scraper:Scraper", "",
		"moto, which has workspaces and rules, has no CreateScraper; ministack has no AMP",
	},
	{
		"aws:amp/workspaceConfiguration:WorkspaceConfiguration", "",
		"moto, which has workspaces and rules, has no UpdateWorkspaceConfiguration; ministack has no AMP",
	},
	{
		"aws:appautoscaling/policy:Policy", "",
		"it needs a target, which neither serves",
	},
	{
		"aws:appautoscaling/target:Target", "",
		"moto registers one, but does not list its tags, which upstream reads; ministack has no Application Auto Scaling",
	},
	{
		"aws:backup/regionSettings:RegionSettings", "",
		"neither has UpdateRegionSettings",
	},
	{
		"aws:backup/restoreTestingPlan:RestoreTestingPlan", "",
		"neither has CreateRestoreTestingPlan",
	},
	{
		"aws:backup/restoreTestingSelection:RestoreTestingSelection", "",
		"neither has CreateRestoreTestingSelection",
	},
	{
		"aws:backup/reportPlan:ReportPlan", "",
		"ministack, which has the rest of AWS Backup, has no CreateReportPlan",
	},
	{
		"aws:backup/vaultLockConfiguration:VaultLockConfiguration", "",
		"ministack, which has the rest of AWS Backup, has no PutBackupVaultLockConfiguration",
	},
	{
		"aws:backup/vaultNotifications:VaultNotifications", "",
		"neither has PutBackupVaultNotifications",
	},
	{
		"aws:backup/vaultPolicy:VaultPolicy", "",
		"neither has PutBackupVaultAccessPolicy",
	},
	{
		"aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", "",
		"neither has AWS Chatbot",
	},
	{
		"aws:cloudwatch/contributorInsightRule:ContributorInsightRule", "",
		"ministack, which has the rest of CloudWatch, has no PutInsightRule",
	},
	{
		"aws:cloudwatch/logAccountPolicy:LogAccountPolicy", "",
		"ministack, which has the rest of CloudWatch Logs, has no PutAccountPolicy",
	},
	{
		"aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector", "",
		"neither has CreateLogAnomalyDetector",
	},
	{
		"aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", "",
		"ministack, which has the rest of CloudWatch Logs, has no PutDataProtectionPolicy",
	},
	{
		"aws:cloudwatch/queryDefinition:QueryDefinition", "",
		"ministack, which has the rest of CloudWatch Logs, has no PutQueryDefinition",
	},
	{
		"aws:costexplorer/anomalyMonitor:AnomalyMonitor", "",
		"neither has CreateAnomalyMonitor",
	},
	{
		"aws:costexplorer/anomalySubscription:AnomalySubscription", "",
		"it needs a monitor, which neither serves",
	},
	{
		"aws:costexplorer/costAllocationTag:CostAllocationTag", "",
		"neither has UpdateCostAllocationTagsStatus",
	},
	{
		"aws:ec2/natGateway:NatGateway", "availabilityMode",
		"neither knows NAT gateways of a whole VPC: ministack asks for SubnetId, moto looks up the subnet 'None'",
	},
	{
		"aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion", "",
		"neither has CreateVpcBlockPublicAccessExclusion",
	},
	{
		"aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "",
		"neither has ModifyVpcBlockPublicAccessOptions",
	},
	{
		"aws:ec2/vpcEndpoint:VpcEndpoint", "routeTableIds",
		"moto lists the prefix lists of gateways without their ranges, which network policies need; ministack is not where the VPC is",
	},
	{
		"aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "",
		"neither has CreatePullThroughCacheRule",
	},
	{
		"aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "",
		"neither has CreateRepositoryCreationTemplate",
	},
	{
		"aws:eks/addon:Addon", "podIdentityAssociations",
		"ministack returns the associations as objects, where EKS has their ARNs, and upstream can't read the answer; moto has no add-ons",
	},
	{
		"aws:elasticache/subnetGroup:SubnetGroup", "",
		"ministack looks the subnets up in an EC2 of its own, and EC2 is on moto; moto has no users and parameter groups to go with it",
	},
	{
		"aws:grafana/roleAssociation:RoleAssociation", "",
		"neither has Amazon Managed Grafana",
	},
	{
		"aws:grafana/workspace:Workspace", "",
		"neither has Amazon Managed Grafana",
	},
	{
		"aws:grafana/workspaceSamlConfiguration:WorkspaceSamlConfiguration", "",
		"neither has Amazon Managed Grafana",
	},
	{
		"aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount", "",
		"neither has Amazon Managed Grafana",
	},
	{
		"aws:opensearch/domain:Domain", "",
		"upstream waits ten minutes before it first asks whether a domain is there, and ten more before whether it is gone",
	},
	{
		"aws:opensearch/domainPolicy:DomainPolicy", "",
		"it needs a domain, for which upstream waits ten minutes",
	},
	{
		"aws:opensearch/domainSamlOptions:DomainSamlOptions", "",
		"it needs a domain, for which upstream waits ten minutes",
	},
	{
		"aws:route53/resolverFirewallConfig:ResolverFirewallConfig", "",
		"neither has UpdateFirewallConfig",
	},
	{
		"aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", "",
		"neither has CreateFirewallDomainList",
	},
	{
		"aws:route53/resolverFirewallRule:ResolverFirewallRule", "",
		"neither has CreateFirewallRule",
	},
	{
		"aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup", "",
		"neither has CreateFirewallRuleGroup",
	},
	{
		"aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation", "",
		"neither has AssociateFirewallRuleGroup",
	},
	{
		"aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig", "",
		"moto creates one, but does not list its tags, which upstream reads; ministack has no resolver",
	},
	{
		"aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation", "",
		"it needs a query log configuration, which neither serves",
	},
	{
		"aws:sns/dataProtectionPolicy:DataProtectionPolicy", "",
		"neither has PutDataProtectionPolicy",
	},
	{
		"aws:synthetics/canary:Canary", "",
		"moto makes and lists canaries, but has no StartCanary and no DeleteCanary; ministack has no Synthetics",
	},
	{
		"aws:synthetics/group:Group", "",
		"neither has CreateGroup",
	},
	{
		"aws:synthetics/groupAssociation:GroupAssociation", "",
		"it needs a canary and a group, which neither serves",
	},
	{
		"aws:xray/encryptionConfig:EncryptionConfig", "",
		"moto takes traces, and has no PutEncryptionConfig; ministack has no X-Ray",
	},
	{
		"aws:xray/group:Group", "",
		"moto takes traces, and has no CreateGroup; ministack has no X-Ray",
	},
	{
		"aws:xray/resourcePolicy:ResourcePolicy", "",
		"moto takes traces, and has no PutResourcePolicy; ministack has no X-Ray",
	},
	{
		"aws:xray/samplingRule:SamplingRule", "",
		"moto takes traces, and has no CreateSamplingRule; ministack has no X-Ray",
	},
}
