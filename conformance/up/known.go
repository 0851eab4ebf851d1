package up

import "github.com/covetpy/platform/conformance/route"

// gaps are the types that an emulator serves, but not as the platform asks for them.
// They run on the simulated cloud, as those do that no emulator serves at all.
var gaps = map[string]string{
	"aws:ec2/flowLog:FlowLog": "moto looks the bucket of a flow log up in its own S3, and S3 is on ministack, as moto drops the tags " +
		"that a bucket is made with",
	"aws:ecr/registryPolicy:RegistryPolicy": "moto takes no action but ecr:CreateRepository and ecr:ReplicateImage in a registry's policy, " +
		"and the platform's also lets images be imported; ministack has no registry policies",
	"aws:elasticache/user:User": "ministack writes the access string into its answer as it is, which is no XML any more where it has an &; " +
		"moto has no user groups to go with it",
	"aws:kms/replicaKey:ReplicaKey": "moto gives a replica its primary's policy and tags, whatever is asked for, and upstream waits for those that it asked for; " +
		"ministack is not where the keys are",
	"aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": "ministack has no PutLoggingConfiguration, and the web ACL is there",
}

// abroad are those of which only what is in the second region does.
var abroad = map[string]string{
	"aws:kms/alias:Alias": "the replica keys that have a name there are on the simulated cloud",
}

// adjustments are the properties that an emulator can't take, where upstream would
// fail, or replace the object, for want of them.
var adjustments = []route.Adjustment{
	{Type: "aws:amp/workspace:Workspace", Property: "kmsKeyArn", Why: "moto never shows the key, and upstream replaces the workspace"},
	{Type: cluster, Property: "upgradePolicy", Why: "ministack never shows the policy, and has no UpdateClusterConfig to set it with"},
	{Type: cluster, Property: "zonalShiftConfig", Why: "ministack never shows the setting, and has no UpdateClusterConfig to set it with"},
	{Type: cluster, Property: "deletionProtection", Why: "ministack never shows the protection, and has no UpdateClusterConfig to set it with"},
	{Type: logGroup, Property: "deletionProtectionEnabled", Why: "ministack never shows the protection, and has no PutLogGroupDeletionProtection"},
	{Type: "aws:rds/proxy:Proxy", Property: "defaultAuthScheme", Why: "moto never shows the scheme"},
	{Type: nodeGroup, Property: "launchTemplate", Why: "ministack never shows a node group's template, and upstream replaces the group"},
	{Type: nodeGroup, Property: "nodeRepairConfig", Why: "ministack never shows the setting"},
	{Type: nodeGroup, Property: "updateConfig", Why: "ministack never shows the setting"},
	{Type: replicationGroup, Property: "kmsKeyId", Why: "ministack never shows the key, and upstream replaces the group"},
	{Type: replicationGroup, Property: "autoMinorVersionUpgrade", Why: "ministack shows it as on, whatever it was set to"},
}

const (
	cluster          = "aws:eks/cluster:Cluster"
	logGroup         = "aws:cloudwatch/logGroup:LogGroup"
	nodeGroup        = "aws:eks/nodeGroup:NodeGroup"
	replicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup"
	launchTemplate   = "aws:ec2/launchTemplate:LaunchTemplate"
	databaseCluster  = "aws:rds/cluster:Cluster"
)

// advisory are the rules that would refuse what is up for what an emulator does not
// show. They advise in these runs, where they demand otherwise; what they say is
// printed and counted.
var advisory = map[string]string{
	"operations-database-insights":  "moto shows Performance Insights as off for instances, which have their cluster's on AWS",
	"operations-database-instances": "moto has all instances of a cluster in one zone",
}

// Expectation is a difference that an emulator makes: what it does not show as it
// was set, so that upstream's code sets it again.
type Expectation struct {
	Type     string
	Property string // the path's beginning
	Why      string
}

// expectations are the differences that are no fault of the program or of the
// simulated cloud. One that no run meets is a fault of this list.
var expectations = []Expectation{
	{"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "description", "moto shows rules one by one without their description"},
	{"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "description", "moto shows rules one by one without their description"},
	{"aws:ec2/networkAcl:NetworkAcl", "ingress", "moto shows an entry for ICMP without its type and code"},
	{"aws:rds/parameterGroup:ParameterGroup", "parameters", "moto shows none of a group's own parameters"},
	{"aws:elasticache/parameterGroup:ParameterGroup", "parameters", "ministack shows the family's defaults as the group's own"},
	{launchTemplate, "tagSpecifications", "moto adds the template's own tags to those of what is launched from it"},
	{launchTemplate, "latestVersion", "a template that is set again has another version"},
	{launchTemplate, "defaultVersion", "a template that is set again has another version"},
	{"aws:cloudwatch/metricAlarm:MetricAlarm", "statistic", "ministack shows a statistic also for an alarm that has a percentile or an expression"},
	{"aws:cloudwatch/metricAlarm:MetricAlarm", "period", "ministack shows a period also for an alarm that has an expression"},
	{databaseCluster, "databaseInsightsMode", "moto does not keep the setting"},
	{databaseCluster, "engineLifecycleSupport", "moto does not keep the setting"},
	{databaseCluster, "monitoring", "moto does not keep the setting"},
	{databaseCluster, "performanceInsights", "moto does not keep the setting"},
	{databaseCluster, "scalingConfiguration", "moto shows the scaling of Serverless v1 for every cluster"},
}
