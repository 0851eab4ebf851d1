package kubernetes_test

import (
	"context"
	"maps"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
)

func TestAnObjectNeedsItsNamespace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.create("settings", configMap("shop", "settings", m{"a": "1"}))
	require.ErrorContains(t, err, `resource shop/settings was not successfully created by the Kubernetes API server: namespaces "shop" not found`)
	assert.Empty(t, w.alive())

	w.must("shop", namespace("shop"))
	assert.Equal(t, "shop/settings", w.must("settings", configMap("shop", "settings", m{"a": "1"})))
	for _, own := range []string{"default", "kube-system", "kube-public"} {
		assert.Equal(t, own+"/settings", w.must(own, configMap(own, "settings", m{"a": "1"})), "it is there by itself")
	}
}

func TestANamespaceTakesWhatIsInItAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must("shop", namespace("shop"))
	w.must("other", namespace("other"))
	w.must("a", configMap("shop", "a", nil))
	w.must("b", configMap("other", "b", nil))
	w.must("mesh", chart("base", "shop", nil))

	require.NoError(t, w.remove("kubernetes:core/v1:Namespace", "shop"))
	assert.Equal(t, []string{"ConfigMap other/b", "Namespace other"}, w.alive())
	require.NoError(t, w.remove("kubernetes:core/v1:ConfigMap", "shop/a"), "what is gone can be deleted")
}

func TestAClustersEndIsThatOfAllInIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must("shop", namespace("shop"))
	w.must("keda", chart("keda", "shop", nil))
	require.NoError(t, w.cloud.Vanish("aws:eks/cluster:Cluster", "main"))
	_, err := w.create("a", configMap("shop", "a", nil))
	require.ErrorContains(t, err, "configured Kubernetes cluster is unreachable")
	for _, o := range w.cloud.Everything() {
		assert.Equal(t, sim.Cascade, o.Uses[0].Then, "%s goes with its cluster", o.ID)
	}
}

func TestAKindOfAChartIsThereWhileItsReleaseIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.create("strict", peerAuthentication("default", "strict"))
	require.ErrorContains(t, err, `Verify that any required CRDs have been created: no matches for kind "PeerAuthentication" in version "security.istio.io/v1"`)

	w.must("mesh", chart("oci://registry/istio/base", "kube-system", nil))
	assert.Equal(t, "default/strict", w.must("strict", peerAuthentication("default", "strict")))
	require.NoError(t, w.remove(releaseType, "kube-system/r-base"))
	assert.Equal(t, []string{"PeerAuthentication default/strict"}, w.alive(), "the chart keeps its definitions")
}

func TestAPreviewAsksForNoKindOrNamespace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, inputs := range []m{peerAuthentication("shop", "strict"), configMap("shop", "a", nil)} {
		_, err := w.server.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urnOf(inputs, "x"), Properties: encoded(t, inputs), Preview: true})
		require.NoError(t, err, "it may be made in the same run")
	}
	assert.Empty(t, w.alive())
}

func TestCreatingWhatIsThereChangesIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must("a", configMap("default", "a", m{"key": "1"}))
	w.must("a", configMap("default", "a", m{"key": "1", "more": "2"}))
	assert.Equal(t, m{"key": "1", "more": "2"}, inputsOf(t, w, "kubernetes:core/v1:ConfigMap", "default/a")["data"], "server-side apply")

	_, err := w.create("b", configMap("default", "a", m{"key": "other"}))
	require.ErrorContains(t, err, "Server-Side Apply field conflict detected", "the field is another resource's")
	require.ErrorContains(t, err, ".data.key")
	w.must("b", configMap("default", "a", m{"key": "1"}))
}

func TestWhatCanNotChangeIsRefused(t *testing.T) {
	t.Parallel()
	priority := func(value int) m {
		return m{"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": m{"name": "p"}, "value": value}
	}
	sealed := func(value string) m {
		out := configMap("default", "a", m{"k": value})
		out["immutable"] = true
		return out
	}
	for name, c := range map[string]struct {
		before, after m
		says          string
	}{
		"the value of a priority class": {priority(1), priority(2), "value: Forbidden: may not be changed in an update."},
		"what becomes of a class's volumes": {
			storageClass(m{"reclaimPolicy": "Delete"}), storageClass(m{"reclaimPolicy": "Retain"}),
			"reclaimPolicy: Invalid value: \"Retain\": field is immutable",
		},
		"data that say so": {
			sealed("1"), sealed("2"), "data: Forbidden: field is immutable when `immutable` is set",
		},
		"when a class's volumes are bound": {
			storageClass(m{"volumeBindingMode": "Immediate"}), storageClass(m{"volumeBindingMode": "WaitForFirstConsumer"}),
			"volumeBindingMode: Invalid value: \"WaitForFirstConsumer\": field is immutable",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := w.must("x", c.before)
			require.ErrorContains(t, w.update("x", id, c.after), c.says)
		})
	}
}

func TestWhatIsGoneCanNotBeChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.ErrorContains(t, w.update("x", "default/gone", configMap("default", "gone", nil)), `configmaps "gone" not found`)
}

func TestFieldsForWhichTheProviderMakesAnObjectAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	secret := func(changes m) m {
		out := m{"apiVersion": "v1", "kind": "Secret", "metadata": m{"name": "s", "namespace": "default"}}
		maps.Copy(out, changes)
		return out
	}
	of := func(version, kind string, spec m) m {
		return m{"apiVersion": version, "kind": kind, "metadata": m{"name": "x", "namespace": "default"}, "spec": spec}
	}
	for name, c := range map[string]struct {
		before, after m
		fields        []string
	}{
		"a Deployment's selector": {
			of("apps/v1", "Deployment", m{"selector": m{"matchLabels": m{"a": "1"}}}), of("apps/v1", "Deployment", m{"selector": m{"matchLabels": m{"a": "2"}}}),
			[]string{"spec.selector.matchLabels.a"},
		},
		"a Deployment's replicas do not": {
			of("apps/v1", "Deployment", m{"replicas": 1}), of("apps/v1", "Deployment", m{"replicas": 2}), nil,
		},
		"a Job's template": {
			of("batch/v1", "Job", m{"template": m{"spec": m{"restartPolicy": "Never"}}}), of("batch/v1", "Job", m{"template": m{"spec": m{"restartPolicy": "OnFailure"}}}),
			[]string{"spec.template.spec.restartPolicy"},
		},
		"the data of a ConfigMap": {configMap("default", "a", m{"k": "1"}), configMap("default", "a", m{"k": "2"}), []string{"data.k"}},
		"the data of a Secret":    {secret(m{"stringData": m{"k": "1"}}), secret(m{"stringData": m{"k": "2"}}), []string{"stringData.k"}},
		"a Service's address":     {of("v1", "Service", m{"clusterIP": "None"}), of("v1", "Service", m{}), []string{"spec.clusterIP"}},
		"a disruption budget does not": {
			of("policy/v1", "PodDisruptionBudget", m{"maxUnavailable": 1}), of("policy/v1", "PodDisruptionBudget", m{"maxUnavailable": 2}), nil,
		},
	} {
		fields, deletedFirst := w.replaces(c.before, c.after)
		assert.Equal(t, c.fields, fields, name)
		assert.Equal(t, len(c.fields) > 0, deletedFirst, "%s: under the same name", name)
	}
}

func TestDataAreChangedWhereTheProviderIsToldSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.server.Configure(context.Background(), &pulumirpc.ConfigureRequest{Args: encoded(t, m{"kubeconfig": kubeconfig, "enableConfigMapMutable": "true"})})
	require.NoError(t, err)
	fields, _ := w.replaces(configMap("default", "a", m{"k": "1"}), configMap("default", "a", m{"k": "2"}))
	assert.Empty(t, fields)
	immutable := configMap("default", "a", m{"k": "2"})
	immutable["immutable"] = true
	fields, _ = w.replaces(configMap("default", "a", m{"k": "1"}), immutable)
	assert.Equal(t, []string{"data.k"}, fields, "what says that it can't be changed")
}
