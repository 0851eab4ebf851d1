package services

import (
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	roleType        = "aws:iam/role:Role"
	roleTokens      = "aws:iam/rolePolicy:RolePolicy"
	associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation"
	classType       = "kubernetes:scheduling.k8s.io/v1:PriorityClass"
	nodeType        = "test:index:NodeGroup"
)

// controllers is the release that looks after objects of a type.
var controllers = map[string]string{
	"kubernetes:karpenter.sh/v1:NodePool":                  "services-karpenter",
	"kubernetes:karpenter.k8s.aws/v1:EC2NodeClass":         "services-karpenter",
	"kubernetes:security.istio.io/v1:PeerAuthentication":   "services-istiod",
	"kubernetes:external-secrets.io/v1:ClusterSecretStore": "services-external-secrets",
}

func countOf(rec *mocktest.Recorder) map[string]int {
	got := map[string]int{}
	for _, r := range rec.All() {
		got[r.Type]++
	}
	return got
}

func TestWhatIsRegistered(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	assert.Equal(t, map[string]int{
		Type: 1, classType: 3, kube.ReleaseToken: 12,
		"kubernetes:core/v1:Namespace": 5, "kubernetes:networking.k8s.io/v1:NetworkPolicy": 10,
		roleType: 3, roleTokens: 3, associationType: 3,
		"kubernetes:karpenter.sh/v1:NodePool": 2, "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": 1,
		"kubernetes:security.istio.io/v1:PeerAuthentication": 1, "kubernetes:external-secrets.io/v1:ClusterSecretStore": 1,
	}, countOf(rec))
	assert.Equal(t, map[string]int{Type: 1, classType: 3}, countOf(made(t, minimal())))
	for _, r := range rec.All() {
		if r.Custom {
			assert.Equal(t, "services", r.Parent, "%s %s", r.Type, r.Name)
		}
	}
}

func TestIdentities(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for logical, want := range map[string]struct{ role, namespace, account string }{
		"services-load-balancer-controller--identity": {"covetpy-dev-services-load-balancer-controller", "kube-system", "aws-load-balancer-controller"},
		"services-keda--identity":                     {"covetpy-dev-services-keda", "keda", "keda-operator"},
		"services-external-secrets--identity":         {"covetpy-dev-services-external-secrets", "external-secrets", "external-secrets"},
	} {
		assert.Equal(t, map[string]any{
			"clusterName": "covetpy-dev", "namespace": want.namespace, "serviceAccount": want.account, "roleArn": "arn:aws:iam::111122223333:role/" + want.role,
		}, rec.One(t, associationType, logical).Plain(), logical)
		role := rec.One(t, roleType, logical).Plain()
		assert.Equal(t, want.role, role["name"])
		assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": [{"Sid": "Trust", "Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"},
			"Action": ["sts:AssumeRole", "sts:TagSession"], "Condition": {"StringEquals": {
				"aws:SourceAccount": "111122223333", "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/covetpy-dev",
				"aws:RequestTag/kubernetes-namespace": "`+want.namespace+`", "aws:RequestTag/kubernetes-service-account": "`+want.account+`"}}}]}`, role["assumeRolePolicy"].(string))
	}
}

func TestAControllerWithoutAnythingToReadHasNoIdentity(t *testing.T) {
	t.Parallel()
	args := full()
	args.KEDA, args.ExternalSecrets = &KEDA{}, &ExternalSecrets{}
	assert.Equal(t, []string{"services-load-balancer-controller--identity"}, made(t, args).Names(roleType))
}

// TestOrder holds, whatever is on: a controller comes after nodes, its namespace with
// its policies, and its identity; and what it looks after comes after it. What comes
// after something goes before it.
func TestOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		args := someOf(rt)
		rec := mocktest.New()
		require.NoError(rt, rec.Run(func(ctx *pulumi.Context) error {
			nodes := &pulumi.CustomResourceState{}
			if err := ctx.RegisterResource(nodeType, "nodes", nil, nodes); err != nil {
				return err
			}
			args.After = []pulumi.Resource{nodes}
			return program(args)(ctx)
		}))
		reached := reach(rec)
		for _, r := range rec.Of(kube.ReleaseToken) {
			require.Contains(rt, reached[r.Name], "nodes", r.Name)
			namespace := r.Inputs["namespace"].StringValue()
			if namespace != namespaceSystem {
				require.Subset(rt, reached[r.Name], []string{
					"services-namespace--" + namespace, "services-policy--" + namespace + "--default-deny", "services-policy--" + namespace + "--controllers",
				}, r.Name)
			}
			if slices.Contains(rec.Names(associationType), r.Name+"--identity") {
				require.Contains(rt, r.DependsOn, r.Name+"--identity")
			}
		}
		for _, r := range rec.All() {
			if controller, ok := controllers[r.Type]; ok {
				require.Contains(rt, r.DependsOn, controller, "%s %s", r.Type, r.Name)
			} else {
				require.True(rt, !r.Custom || known(r.Type), "%s: say which controller looks after it", r.Type)
			}
		}
		if args.Karpenter != nil {
			require.Contains(rt, reached["services-karpenter"], "services-karpenter-crd")
			for _, pool := range rec.Names("kubernetes:karpenter.sh/v1:NodePool") {
				require.Subset(rt, reached[pool], []string{"services-class", "services-karpenter", "services-karpenter-crd"})
			}
		}
		if args.Mesh != nil {
			require.Contains(rt, reached["services-istiod"], "services-istio-base")
			require.Contains(rt, reached["services-istio-cni"], "services-istiod")
		}
	})
}

// known says whether a type is no controller's: Kubernetes', or AWS's.
func known(token string) bool {
	for _, prefix := range []string{"aws:", "test:", "kubernetes:core/", "kubernetes:networking.k8s.io/", "kubernetes:scheduling.k8s.io/", kube.ReleaseToken} {
		if strings.HasPrefix(token, prefix) {
			return true
		}
	}
	return false
}

// reach is all that a name waits for, in the end.
func reach(rec *mocktest.Recorder) map[string][]string {
	direct := map[string][]string{}
	for _, r := range rec.All() {
		direct[r.Name] = append(direct[r.Name], r.DependsOn...)
	}
	out := map[string][]string{}
	for name := range direct {
		seen := map[string]bool{}
		for queue := slices.Clone(direct[name]); len(queue) > 0; queue = queue[1:] {
			if !seen[queue[0]] {
				seen[queue[0]] = true
				out[name] = append(out[name], queue[0])
				queue = append(queue, direct[queue[0]]...)
			}
		}
	}
	return out
}

func TestReady(t *testing.T) {
	t.Parallel()
	const app = "test:index:App"
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		args := full()
		args.VPA = nil
		s, err := NewClusterServices(ctx, "services", args)
		if err != nil {
			return err
		}
		for name, needs := range map[string][]Service{
			"plain": nil, "meshed": {MeshOfPods, Events}, "scaled": {Vertical}, "placed": {Nodes}, "secret": {SecretFiles, SecretCopies},
		} {
			if err := ctx.RegisterResource(app, name, nil, &pulumi.CustomResourceState{}, pulumi.DependsOn(s.Ready(needs...))); err != nil {
				return err
			}
		}
		return nil
	}))
	classes := []string{"services-priority--batch", "services-priority--critical", "services-priority--standard"}
	for name, want := range map[string][]string{
		"plain":  nil,
		"scaled": nil, // off
		"meshed": {"services-istio-base", "services-istio-cni", "services-istiod", "services-keda", "services-strict"},
		"placed": {"services-class", "services-karpenter", "services-karpenter-crd", "services-pool--app", "services-pool--batch"},
		"secret": {"services-external-secrets", "services-secrets-driver", "services-secrets-provider-aws", "services-store"},
	} {
		assert.ElementsMatch(t, append(slices.Clone(classes), want...), rec.One(t, app, name).DependsOn, name)
	}
}

func TestAPreviewRegistersTheSame(t *testing.T) {
	t.Parallel()
	preview := mocktest.New()
	require.NoError(t, preview.Preview(program(full())))
	assert.Equal(t, countOf(made(t, full())), countOf(preview))
}

func TestWebhooks(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []Webhook{
		{"loadBalancerController", 9443},
		{"keda", 9443},
		{"keda", 6443},
		{"vpa", 8000},
		{"metricsAdapter", 6443},
		{"mesh", 15017},
		{"externalSecrets", 10250},
	}, full().Webhooks())
	assert.Empty(t, minimal().Webhooks())
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"ec2", "elasticloadbalancing", "secretsmanager", "sqs"}, full().Endpoints())
	assert.Empty(t, minimal().Endpoints())
	args := minimal()
	args.KEDA = &KEDA{}
	assert.Empty(t, args.Endpoints(), "nothing to ask")
}

func TestNothingIsRegisteredWithAFault(t *testing.T) {
	t.Parallel()
	args := full()
	args.Replicas, args.Cluster.ClusterName, args.Cluster.VPCID, args.Cluster.Endpoint = 0, nil, nil, nil
	args.Karpenter.QueueName, args.Karpenter.NodeRoleName, args.Karpenter.Class.VolumesKeyARN = nil, nil, nil
	rec := mocktest.New()
	var failed error
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		_, failed = NewClusterServices(ctx, "services", args)
		return nil
	}))
	assert.Empty(t, rec.All())
	assert.Len(t, fault.Of(failed), 1)
	for _, text := range []string{
		"replicas: found 0", "Cluster.ClusterName is nil", "Cluster.VPCID is nil", "Cluster.Endpoint is nil",
		"Karpenter.QueueName is nil", "Karpenter.NodeRoleName is nil", "Karpenter.Class.VolumesKeyARN is nil",
	} {
		require.ErrorContains(t, failed, text)
	}
	_, err := NewClusterServices(nil, "services", nil)
	assert.EqualError(t, err, `make cluster services "services": args are nil`)
}
