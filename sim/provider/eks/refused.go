package eks

import "strings"

// Evidence is where a statement about the real component comes from.
type Evidence string

// Evidence, strongest first: the component was run and this was registered; the
// package's schema says so (its Go SDK carries it); its source does, in a version
// near the one that is simulated.
const (
	Seen   Evidence = "seen"
	Schema Evidence = "schema"
	Source Evidence = "source"
)

// Refusal is an input of the real component that the simulated one does not take.
type Refusal struct {
	// Children that the input brings or changes, by type.
	Children []string
	// Note says what else there is to know.
	Note     string
	Evidence Evidence
}

// brings lists what a refusal is about, for people.
func (r Refusal) brings() string {
	if len(r.Children) == 0 {
		return "nothing of its own"
	}
	return strings.Join(r.Children, ", ")
}

// Refused lists, by input, what is refused and why it can't be ignored.
func Refused() map[string]Refusal { return refused }

var (
	nodeGroup = []string{
		"aws:ec2/launchTemplate:LaunchTemplate", "aws:autoscaling/group:Group", "aws:iam/instanceProfile:InstanceProfile",
	}
	ofNodeGroup = Refusal{Children: nodeGroup, Note: "of the default node group alone", Evidence: Source}
	authMap     = Refusal{Children: []string{"kubernetes:core/v1:ConfigMap"}, Note: "aws-auth; refused by the real one too in mode API", Evidence: Source}

	refused = map[string]Refusal{
		"accessEntries": {
			Children: []string{"aws:eks/accessEntry:AccessEntry", "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"},
			Note:     "children of the cluster component, the association of the entry", Evidence: Source,
		},
		"autoMode": {
			Children: []string{"eks:index:ServiceRole", "aws:eks/cluster:Cluster"},
			Note:     "a role for nodes, four more policies of the control plane's role, and compute, storage and network settings of the cluster", Evidence: Source,
		},
		"creationRoleProvider":   {Note: "for programs in Node alone; the real one refuses it as well", Evidence: Schema},
		"enableConfigMapMutable": {Children: []string{"pulumi:providers:kubernetes"}, Evidence: Schema},
		"fargate": {
			Children: []string{"aws:eks/fargateProfile:FargateProfile", "eks:index:ServiceRole", "aws:eks/addon:Addon"}, Evidence: Source,
		},
		"instanceRole":  {Children: []string{"aws:iam/instanceProfile:InstanceProfile", "aws:eks/accessEntry:AccessEntry"}, Evidence: Source},
		"instanceRoles": authMap,
		"providerCredentialOpts": {
			Children: []string{"pulumi:providers:kubernetes"},
			Note:     "a role or a profile in the kubeconfig; a profile of the environment gets there without it, too", Evidence: Source,
		},
		"proxy":          {Note: "of the wait for the API server, and of the OIDC provider's thumbprint", Evidence: Source},
		"roleMappings":   authMap,
		"storageClasses": {Children: []string{"kubernetes:storage.k8s.io/v1:StorageClass"}, Evidence: Source},
		"userMappings":   authMap,
		"vpcCniOptions":  {Children: []string{"eks:index:VpcCniAddon", "aws:eks/addon:Addon"}, Evidence: Source},

		"desiredCapacity": ofNodeGroup, "gpu": ofNodeGroup, "instanceProfileName": ofNodeGroup, "instanceType": ofNodeGroup,
		"maxSize": ofNodeGroup, "minSize": ofNodeGroup, "nodeAmiId": ofNodeGroup, "nodeAssociatePublicIpAddress": ofNodeGroup,
		"nodeGroupOptions": ofNodeGroup, "nodePublicKey": ofNodeGroup, "nodeRootVolumeEncrypted": ofNodeGroup,
		"nodeRootVolumeSize": ofNodeGroup, "nodeSubnetIds": ofNodeGroup, "nodeUserData": ofNodeGroup,
	}
)

// Choice is an input of which one value alone is simulated.
type Choice struct {
	// Keep is the simulated value.
	Keep string
	// Brings says what any other value does to the real component.
	Brings   string
	Evidence Evidence
	isLeft   func(*clusterArgs) bool
}

// Choices are the inputs of which one value alone is simulated.
func Choices() []Choice {
	wants := func(o *addonOptions) bool { return o == nil || o.Enabled == nil || *o.Enabled }
	more := func(o *addonOptions) bool { return o != nil && (o.Version != nil || o.ConfigurationValues != nil) }
	return []Choice{
		{
			"authenticationMode: API", "the ConfigMap aws-auth (kubernetes:core/v1:ConfigMap, NAME-nodeAccess)", Source,
			func(a *clusterArgs) bool { return a.AuthenticationMode == nil || *a.AuthenticationMode != "API" },
		},
		{
			"corednsAddonOptions: unset, or {enabled: false}", "the add-on NAME-coredns (aws:eks/addon:Addon)", Source,
			// Without a node group the real one makes it only when told to, and
			// options without "enabled" are told so by the Go SDK.
			func(a *clusterArgs) bool {
				return a.CorednsAddonOptions != nil && (wants(a.CorednsAddonOptions) || more(a.CorednsAddonOptions))
			},
		},
		{
			"createInstanceRole: false", "a role, its policies, an instance profile and an access entry for nodes (eks:index:ServiceRole, NAME-instanceRole)", Source,
			func(a *clusterArgs) bool { return a.CreateInstanceRole },
		},
		{
			"createOidcProvider: false", "NAME-oidcProvider (aws:iam/openIdConnectProvider:OpenIdConnectProvider)", Source,
			func(a *clusterArgs) bool { return a.CreateOidcProvider },
		},
		{
			"kubeProxyAddonOptions: {enabled: false}", "the add-on NAME-kube-proxy (aws:eks/addon:Addon)", Source,
			func(a *clusterArgs) bool { return wants(a.KubeProxyAddonOptions) || more(a.KubeProxyAddonOptions) },
		},
		{
			"skipDefaultNodeGroup: true", "the default node group, its launch template, its role and its instance profile", Schema,
			func(a *clusterArgs) bool { return !a.SkipDefaultNodeGroup },
		},
		{
			"useDefaultVpcCni: true", "NAME-vpc-cni (eks:index:VpcCniAddon with an aws:eks/addon:Addon in it)", Source,
			func(a *clusterArgs) bool { return !a.UseDefaultVpcCni },
		},
		{
			"vpcId: given", "a look-up of the account's default VPC, and of its subnets", Schema,
			func(a *clusterArgs) bool { return a.VpcID == nil },
		},
	}
}
