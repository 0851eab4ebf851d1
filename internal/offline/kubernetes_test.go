package offline

import (
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/kubeapi/elbv2"
	"github.com/covetpy/platform/sim"
)

const (
	clusterType   = "aws:eks/cluster:Cluster"
	namespaceType = "kubernetes:core/v1:Namespace"
	bindingType   = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding"
	kubeconfig    = `{"users":[{"user":{"exec":{"args":["eks","get-token","--cluster-name","main"]}}}]}`
)

// cloudWithCluster has a cluster that nobody's program made.
func cloudWithCluster(t *testing.T, options ...sim.Option) *sim.Cloud {
	t.Helper()
	cloud := sim.New(options...)
	require.NoError(t, cloud.Transact(func(tx *sim.Tx) error {
		tx.Put(sim.Object{Type: clusterType, ID: "main", Where: cloud.Region()})
		return nil
	}))
	return cloud
}

// bound is a namespace, a controller, and a binding that it works on: in this order,
// or with the binding before its controller.
func bound(backwards bool) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		provider := &struct{ pulumi.ProviderResourceState }{}
		if err := ctx.RegisterResource("pulumi:providers:kubernetes", "main", pulumi.Map{"kubeconfig": pulumi.String(kubeconfig)}, provider); err != nil {
			return err
		}
		by := pulumi.Provider(provider)
		namespace, err := kube.Register(ctx, "shop", &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "shop"}}, nil, by)
		if err != nil {
			return err
		}
		steps := []func(after pulumi.ResourceOption) (pulumi.Resource, error){
			func(after pulumi.ResourceOption) (pulumi.Resource, error) {
				return kube.Install(ctx, "controller", kube.Release{
					Chart: kube.Chart{Name: "aws-load-balancer-controller", Repository: "https://aws.github.io/eks-charts", Version: "1.2.3"},
					Name:  "controller", Namespace: "kube-system", Values: struct{}{},
				}, nil, by, after)
			},
			func(after pulumi.ResourceOption) (pulumi.Resource, error) {
				return kube.Register(ctx, "web", &elbv2.TargetGroupBinding{
					ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "shop"},
					Spec:       elbv2.TargetGroupBindingSpec{TargetGroupARN: "arn", ServiceRef: elbv2.ServiceReference{Name: "web"}},
				}, nil, by, after)
			},
		}
		if backwards {
			slices.Reverse(steps)
		}
		first, err := steps[0](pulumi.DependsOn([]pulumi.Resource{namespace}))
		if err != nil {
			return err
		}
		_, err = steps[1](pulumi.DependsOn([]pulumi.Resource{namespace, first}))
		return err
	}
}

// TestWhatAClusterHasMadeIsFoundAgain loses the answer to each creation in turn.
func TestWhatAClusterHasMadeIsFoundAgain(t *testing.T) {
	t.Parallel()
	for _, typ := range []string{kube.ReleaseToken, namespaceType, bindingType} {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			cloud := cloudWithCluster(t, sim.WithFaults(sim.Fault{Type: typ, Op: sim.OpCreate, When: sim.After, Error: sim.LostConnection, Times: 1}))
			store := &engine.MemoryStore{}
			first, err := Synthetic(cloud, store, bound(false)).Run(t.Context(), engine.OpUp)
			require.ErrorIs(t, err, engine.ErrFailed)
			require.Len(t, first.Repairs, 1, "of the call that was not answered")
			assert.Equal(t, engine.RepairAdopted, first.Repairs[0].What)

			for _, op := range []engine.Operation{engine.OpUp, engine.OpRefresh} {
				_, err = Synthetic(cloud, store, bound(false)).Run(t.Context(), op)
				require.NoError(t, err)
			}
			again, err := Synthetic(cloud, store, bound(false)).Run(t.Context(), engine.OpUp)
			require.NoError(t, err)
			assert.Empty(t, again.Changes())

			_, err = Synthetic(cloud, store, bound(false)).Run(t.Context(), engine.OpDestroy)
			require.NoError(t, err)
			require.Len(t, cloud.Everything(), 1)
			assert.Equal(t, clusterType, cloud.Everything()[0].Type)
		})
	}
}

func TestAnObjectBeforeItsDefinitionIsRefused(t *testing.T) {
	t.Parallel()
	result, err := Synthetic(cloudWithCluster(t), &engine.MemoryStore{}, bound(true)).Run(t.Context(), engine.OpUp)
	require.ErrorIs(t, err, engine.ErrFailed)
	var said strings.Builder
	for _, d := range result.Diagnostics {
		said.WriteString(d.Message)
	}
	assert.Contains(t, said.String(), `no matches for kind "TargetGroupBinding" in version "elbv2.k8s.aws/v1beta1"`)
}
