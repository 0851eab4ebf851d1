package kube_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	networkingv1 "istio.io/client-go/pkg/apis/networking/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/internal/mocktest"
	"github.com/covetpy/platform/kubeapi"
)

func TestTokensAreThoseOfPulumisProvider(t *testing.T) {
	for want, object := range map[string]kubeapi.Object{
		"kubernetes:core/v1:ServiceAccount":                   &corev1.ServiceAccount{},
		"kubernetes:apps/v1:Deployment":                       &appsv1.Deployment{},
		"kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": &rbacv1.ClusterRole{},
		"kubernetes:networking.istio.io/v1:VirtualService":    &networkingv1.VirtualService{},
	} {
		got, err := kube.Token(object)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestAnObjectIsRegisteredWithOutputsInPlaceOfMarks(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		values := &later.Values{}
		made, err := kube.Register(ctx, "account", &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{
			Name: "shop", Namespace: values.Text(pulumi.String("apps").ToStringOutput()),
		}}, values)
		if err != nil {
			return err
		}
		_, err = kube.Register(ctx, "after", &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: values.Text(made.Name())}}, values)
		return err
	}))
	assert.Equal(t, map[string]any{
		"apiVersion": "v1", "kind": "ServiceAccount", "metadata": map[string]any{"name": "shop", "namespace": "apps"},
	}, rec.One(t, "kubernetes:core/v1:ServiceAccount", "account").Inputs.Mappable())
	after := rec.One(t, "kubernetes:core/v1:ServiceAccount", "after")
	assert.Equal(t, map[string]any{"name": "shop"}, after.Inputs["metadata"].Mappable())
	assert.Equal(t, []string{"account"}, after.DependsOn)
}

// stranger is of no kind.
type stranger struct{ corev1.Pod }

func TestAnObjectOfNoKindIsNotRegistered(t *testing.T) {
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		_, err := kube.Register(ctx, "stranger", &stranger{}, nil)
		return err
	})
	assert.ErrorContains(t, err, "find the kind of *kube_test.stranger")
	assert.Empty(t, rec.All())
}

// values are a chart's.
type values struct {
	Replicas int    `json:"replicaCount"`
	Role     string `json:"role"`
}

func TestAReleaseIsAtomicAndOfAnExactVersion(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		marks := &later.Values{}
		_, err := kube.Install(ctx, "keda", kube.Release{
			Chart: kube.Chart{Name: "keda", Repository: "https://charts.example", Version: "2.21.0"}, Name: "keda", Namespace: "keda",
			Values: values{Replicas: 2, Role: marks.Text(pulumi.String("arn:role").ToStringOutput())}, SkipCRDs: true,
		}, marks)
		if err != nil {
			return err
		}
		_, err = kube.Install(ctx, "oci", kube.Release{Chart: kube.Chart{Name: "oci://registry.example/karpenter", Version: "1.14.1"}, Name: "karpenter", Namespace: "kube-system"}, nil)
		return err
	}))
	assert.Equal(t, map[string]any{
		"chart": "keda", "version": "2.21.0", "name": "keda", "namespace": "keda",
		"repositoryOpts": map[string]any{"repo": "https://charts.example"},
		"values":         map[string]any{"replicaCount": 2.0, "role": "arn:role"},
		"skipCrds":       true, "atomic": true, "cleanupOnFail": true, "waitForJobs": true, "createNamespace": false,
		"maxHistory": 5.0, "timeout": 600.0,
	}, rec.One(t, kube.ReleaseToken, "keda").Inputs.Mappable())
	oci := rec.One(t, kube.ReleaseToken, "oci").Inputs
	assert.NotContains(t, oci, resource.PropertyKey("repositoryOpts"))
	assert.Equal(t, "oci://registry.example/karpenter", oci["chart"].StringValue())
}

func TestValuesThatAreNoJSONAreRefused(t *testing.T) {
	err := mocktest.New().Run(func(ctx *pulumi.Context) error {
		_, err := kube.Install(ctx, "keda", kube.Release{Chart: kube.Chart{Name: "keda"}, Values: func() {}}, nil)
		return err
	})
	assert.ErrorContains(t, err, `install chart "keda"`)
}
