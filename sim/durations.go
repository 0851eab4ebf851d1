package sim

import (
	"strings"
	"time"
)

// times are how long the service typically takes until what it was asked for is
// ready, as seen in practice in a region of middling load. They shape a demo
// and the order of a plan; they are no promise of AWS.
type times struct{ create, update, delete time.Duration }

// Typical is how long an operation on a type takes on the real cloud.
func Typical(typ string, op Op) time.Duration {
	t, ok := typical[typ]
	switch {
	case ok:
	case strings.HasPrefix(typ, "kubernetes:"):
		t = times{200 * time.Millisecond, 200 * time.Millisecond, 200 * time.Millisecond}
	default:
		t = times{2 * time.Second, time.Second, time.Second}
	}
	switch op {
	case OpCreate:
		return t.create
	case OpUpdate:
		return t.update
	case OpDelete:
		return t.delete
	default:
		return 200 * time.Millisecond
	}
}

// typical lists the types that differ from the default of 2 s to create and 1 s
// to change or delete, and 200 ms for an object of Kubernetes, which is written and
// not waited for. Of a release the provider waits for the pods, and of a Deployment
// for the rollout.
var typical = map[string]times{
	"aws:ec2/vpc:Vpc":                                                   {12 * time.Second, 2 * time.Second, 2 * time.Second},
	"aws:ec2/subnet:Subnet":                                             {3 * time.Second, time.Second, 5 * time.Second},
	"aws:ec2/natGateway:NatGateway":                                     {2 * time.Minute, 5 * time.Second, time.Minute},
	"aws:ec2/vpcEndpoint:VpcEndpoint":                                   {time.Minute, 10 * time.Second, time.Minute},
	"aws:ec2/internetGateway:InternetGateway":                           {time.Second, time.Second, 20 * time.Second},
	"aws:ec2/instance:Instance":                                         {20 * time.Second, 10 * time.Second, time.Minute},
	"aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions":   {time.Minute, time.Minute, time.Minute},
	"aws:kms/key:Key":                                                   {10 * time.Second, 5 * time.Second, 2 * time.Second},
	"aws:kms/replicaKey:ReplicaKey":                                     {10 * time.Second, 5 * time.Second, 2 * time.Second},
	"aws:backup/reportPlan:ReportPlan":                                  {10 * time.Second, 10 * time.Second, 10 * time.Second},
	"aws:backup/selection:Selection":                                    {10 * time.Second, time.Second, time.Second},
	"aws:eks/cluster:Cluster":                                           {9 * time.Minute, 8 * time.Minute, 3 * time.Minute},
	"aws:eks/nodeGroup:NodeGroup":                                       {3 * time.Minute, 10 * time.Minute, 4 * time.Minute},
	"aws:eks/addon:Addon":                                               {40 * time.Second, 40 * time.Second, 20 * time.Second},
	"aws:eks/podIdentityAssociation:PodIdentityAssociation":             {3 * time.Second, 2 * time.Second, 2 * time.Second},
	"aws:rds/cluster:Cluster":                                           {4 * time.Minute, 2 * time.Minute, 3 * time.Minute},
	"aws:rds/clusterInstance:ClusterInstance":                           {8 * time.Minute, 4 * time.Minute, 6 * time.Minute},
	"aws:rds/globalCluster:GlobalCluster":                               {20 * time.Second, 30 * time.Second, 20 * time.Second},
	"aws:rds/proxy:Proxy":                                               {5 * time.Minute, time.Minute, 3 * time.Minute},
	"aws:rds/proxyTarget:ProxyTarget":                                   {5 * time.Second, time.Second, 2 * time.Second},
	"aws:rds/eventSubscription:EventSubscription":                       {40 * time.Second, 40 * time.Second, 40 * time.Second},
	"aws:elasticache/replicationGroup:ReplicationGroup":                 {10 * time.Minute, 8 * time.Minute, 6 * time.Minute},
	"aws:elasticache/serverlessCache:ServerlessCache":                   {4 * time.Minute, 3 * time.Minute, 5 * time.Minute},
	"aws:elasticache/user:User":                                         {5 * time.Second, 5 * time.Second, 5 * time.Second},
	"aws:elasticache/userGroup:UserGroup":                               {30 * time.Second, 30 * time.Second, 30 * time.Second},
	"aws:lb/loadBalancer:LoadBalancer":                                  {2*time.Minute + 30*time.Second, 10 * time.Second, 20 * time.Second},
	"aws:acm/certificate:Certificate":                                   {8 * time.Second, 2 * time.Second, 2 * time.Second},
	"aws:acm/certificateValidation:CertificateValidation":               {90 * time.Second, time.Second, time.Second},
	"aws:wafv2/webAclAssociation:WebAclAssociation":                     {10 * time.Second, time.Second, 5 * time.Second},
	"aws:route53/zone:Zone":                                             {40 * time.Second, 5 * time.Second, 40 * time.Second},
	"aws:route53/record:Record":                                         {35 * time.Second, 35 * time.Second, 35 * time.Second},
	"aws:opensearch/domain:Domain":                                      {20 * time.Minute, 20 * time.Minute, 10 * time.Minute},
	"aws:opensearch/domainPolicy:DomainPolicy":                          {time.Minute, time.Minute, time.Minute},
	"aws:opensearch/domainSamlOptions:DomainSamlOptions":                {2 * time.Minute, 2 * time.Minute, 2 * time.Minute},
	"aws:grafana/workspace:Workspace":                                   {3 * time.Minute, 2 * time.Minute, 2 * time.Minute},
	"aws:grafana/workspaceSamlConfiguration:WorkspaceSamlConfiguration": {10 * time.Second, 10 * time.Second, time.Second},
	"aws:amp/workspace:Workspace":                                       {10 * time.Second, 5 * time.Second, 10 * time.Second},
	"aws:amp/scraper:Scraper":                                           {20 * time.Minute, time.Minute, 10 * time.Minute},
	"aws:amp/alertManagerDefinition:AlertManagerDefinition":             {10 * time.Second, 10 * time.Second, 10 * time.Second},
	"aws:amp/ruleGroupNamespace:RuleGroupNamespace":                     {10 * time.Second, 10 * time.Second, 10 * time.Second},
	"aws:xray/encryptionConfig:EncryptionConfig":                        {2 * time.Minute, 2 * time.Minute, time.Second},
	"aws:cloudfront/distribution:Distribution":                          {4 * time.Minute, 4 * time.Minute, 4 * time.Minute},
	"aws:synthetics/canary:Canary":                                      {40 * time.Second, 50 * time.Second, 30 * time.Second},
	"kubernetes:helm.sh/v3:Release":                                     {time.Minute, 45 * time.Second, 20 * time.Second},
	"kubernetes:apps/v1:Deployment":                                     {20 * time.Second, 30 * time.Second, 5 * time.Second},
	"kubernetes:batch/v1:Job":                                           {20 * time.Second, time.Second, time.Second},
	"kubernetes:core/v1:Namespace":                                      {200 * time.Millisecond, 200 * time.Millisecond, 10 * time.Second},
}
