package tests

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

// Types that several tests ask for.
const (
	clusterType     = "aws:eks/cluster:Cluster"
	addonType       = "aws:eks/addon:Addon"
	nodeGroupType   = "aws:eks/nodeGroup:NodeGroup"
	vpcType         = "aws:ec2/vpc:Vpc"
	subnetType      = "aws:ec2/subnet:Subnet"
	groupType       = "aws:ec2/securityGroup:SecurityGroup"
	ingressRuleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	keyType         = "aws:kms/key:Key"
	logGroupType    = "aws:cloudwatch/logGroup:LogGroup"
	flowLogType     = "aws:ec2/flowLog:FlowLog"
	bucketType      = "aws:s3/bucket:Bucket"
	endpointType    = "aws:ec2/vpcEndpoint:VpcEndpoint"

	instanceType     = "aws:rds/clusterInstance:ClusterInstance"
	parametersType   = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
	loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"
	listenerType     = "aws:lb/listener:Listener"
	ruleType         = "aws:lb/listenerRule:ListenerRule"
	firewallType     = "aws:wafv2/webAclAssociation:WebAclAssociation"
	vaultType        = "aws:backup/vault:Vault"
	topicPolicyType  = "aws:sns/topicPolicy:TopicPolicy"
)

// ofType returns the resources of a type, in the order of dependencies.
func (w *world) ofType(token string) []engine.Resource {
	w.t.Helper()
	var out []engine.Resource
	for _, r := range w.resources() {
		if string(r.URN.Type()) == token {
			out = append(out, r)
		}
	}
	return out
}

// one returns the only resource of a type that has a logical name.
func (w *world) one(token, name string) engine.Resource {
	w.t.Helper()
	var found []engine.Resource
	for _, r := range w.ofType(token) {
		if r.URN.Name() == name {
			found = append(found, r)
		}
	}
	require.Len(w.t, found, 1, "%s %s", token, name)
	return found[0]
}

// at returns the value at a path of properties, "vpcConfig.subnetIds[0]"; null
// where there is none. Secrets are opened.
func at(props resource.PropertyMap, path string) resource.PropertyValue {
	parsed, err := resource.ParsePropertyPath(path)
	if err != nil {
		panic(err) // a slip of the test's
	}
	v := resource.NewProperty(props)
	for _, step := range parsed {
		for v.IsSecret() {
			v = v.SecretValue().Element
		}
		next, ok := resource.PropertyPath{step}.Get(v)
		if !ok {
			return resource.NewNullProperty()
		}
		v = next
	}
	return v
}

// text is the string at a path, empty where there is none.
func text(props resource.PropertyMap, path string) string {
	if v := at(props, path); v.IsString() {
		return v.StringValue()
	}
	return ""
}

// texts are the strings of the list at a path.
func texts(props resource.PropertyMap, path string) []string {
	var out []string
	if v := at(props, path); v.IsArray() {
		for _, item := range v.ArrayValue() {
			out = append(out, item.StringValue())
		}
	}
	return out
}

// follows returns everything that a resource is made after, however far back.
func (w *world) follows(urn resource.URN) map[resource.URN]bool {
	w.t.Helper()
	needs := map[resource.URN][]resource.URN{}
	for _, r := range w.resources() {
		needs[r.URN] = r.DependsOn
	}
	seen := map[resource.URN]bool{}
	for queue := needs[urn]; len(queue) > 0; queue = queue[1:] {
		if !seen[queue[0]] {
			seen[queue[0]] = true
			queue = append(queue, needs[queue[0]]...)
		}
	}
	return seen
}
