package kubernetes_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// held are objects that a controller has to let go.
var held = map[string]struct {
	// definition and controller are the charts that bring the kind, and that work on
	// its objects. They may be one.
	definition, controller string
	object                 m
	typ, id, finalizer     string
}{
	"a target group binding": {
		"aws-load-balancer-controller", "aws-load-balancer-controller",
		m{
			"apiVersion": "elbv2.k8s.aws/v1beta1", "kind": "TargetGroupBinding", "metadata": m{"name": "web", "namespace": "shop"},
			"spec": m{"targetGroupARN": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/b", "serviceRef": m{"name": "web", "port": 80}},
		},
		"kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "shop/web", "elbv2.k8s.aws/resources",
	},
	"a scaled object": {
		"keda", "keda",
		m{
			"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": m{"name": "web", "namespace": "shop"},
			"spec": m{"scaleTargetRef": m{"name": "web"}, "triggers": []any{m{"type": "cron", "metadata": m{"start": "0 8 * * *"}}}},
		},
		"kubernetes:keda.sh/v1alpha1:ScaledObject", "shop/web", "finalizer.keda.sh",
	},
	"a node pool": {
		"karpenter-crd", "karpenter",
		m{"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": m{"name": "web"}, "spec": m{}},
		"kubernetes:karpenter.sh/v1:NodePool", "web", "foregroundDeletion",
	},
	"a node class": {
		"karpenter-crd", "karpenter",
		m{"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClass", "metadata": m{"name": "web"}, "spec": m{}},
		"kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "web", "karpenter.k8s.aws/termination",
	},
}

// install makes the namespaces and the releases of one of them. Karpenter's own
// definitions are left out: another release brings them.
func (w world) install(definition, controller string) {
	w.t.Helper()
	w.must("shop", namespace("shop"))
	w.must("system", namespace("system"))
	w.must("definition", chart(definition, "system", nil))
	if controller != definition {
		w.must("controller", chart(controller, "system", m{"skipCrds": true}))
	}
}

func TestObjectsGoWhileTheirControllerIsThere(t *testing.T) {
	t.Parallel()
	for name, c := range held {
		w := newWorld(t)
		w.install(c.definition, c.controller)
		require.Equal(t, c.id, w.must("x", c.object), name)
		require.NoError(t, w.remove(c.typ, c.id), name)
		require.NoError(t, w.remove(releaseType, "system/r-"+c.controller), name)
		if c.definition != c.controller {
			require.NoError(t, w.remove(releaseType, "system/r-"+c.definition), name)
		}
		assert.Equal(t, []string{"Namespace shop", "Namespace system"}, w.alive(), name)
	}
}

func TestObjectsNeverGoOnceTheirControllerIsGone(t *testing.T) {
	t.Parallel()
	for name, c := range held {
		if c.typ == "kubernetes:keda.sh/v1alpha1:ScaledObject" {
			continue // the chart brings both, and can't even be uninstalled: see below
		}
		w := newWorld(t)
		w.install(c.definition, c.controller)
		w.must("x", c.object)
		require.NoError(t, w.remove(releaseType, "system/r-"+c.controller), name)
		before := w.alive()
		require.ErrorContains(t, w.remove(c.typ, c.id),
			"'web' timed out waiting to be Ready: finalizers might be preventing deletion ("+c.finalizer+")", name)
		assert.Equal(t, before, w.alive(), name)

		w.must("again", chart(c.controller, "system", m{"skipCrds": true}))
		require.NoError(t, w.remove(c.typ, c.id), "%s: once the controller is back", name)
	}
}

func TestAChartWithKindsAndControllerWaitsForItsObjects(t *testing.T) {
	t.Parallel()
	w, c := newWorld(t), held["a scaled object"]
	w.install(c.definition, c.controller)
	w.must("x", c.object)
	before := w.alive()
	require.ErrorContains(t, w.remove(releaseType, "system/r-keda"), "uninstallation completed with 1 error(s): context deadline exceeded: objects of keda.sh wait for finalizer.keda.sh")
	assert.Equal(t, before, w.alive())
}

func TestANamespaceWaitsForWhatIsInIt(t *testing.T) {
	t.Parallel()
	w, c := newWorld(t), held["a target group binding"]
	w.must("shop", namespace("shop"))
	w.must("controller", chart(c.controller, "shop", nil))
	w.must("x", c.object)
	const typ = "kubernetes:core/v1:Namespace"
	require.ErrorContains(t, w.remove(typ, "shop"), "'shop' timed out waiting to be Ready: finalizers might be preventing deletion (elbv2.k8s.aws/resources)",
		"the controller goes with it")
	require.NoError(t, w.remove(c.typ, c.id))
	require.NoError(t, w.remove(typ, "shop"))
	assert.Empty(t, w.alive())
}

func TestAControllerTakesChargeOfWhatItFinds(t *testing.T) {
	t.Parallel()
	c := held["a node pool"]
	w := newWorld(t)
	w.must("definition", chart(c.definition, "kube-system", nil))
	w.must("x", c.object)
	require.NoError(t, w.remove(c.typ, c.id), "no controller has seen it")

	w.must("x", c.object)
	w.must("controller", chart(c.controller, "kube-system", m{"skipCrds": true}))
	require.NoError(t, w.update("x", "web", c.object))
	require.NoError(t, w.remove(releaseType, "kube-system/r-karpenter"))
	require.NoError(t, w.update("x", "web", c.object))
	require.ErrorContains(t, w.remove(c.typ, c.id), "foregroundDeletion", "a change takes no finalizer off")
}

func TestDefinitionsInAChartsFolderCanBeLeftOut(t *testing.T) {
	t.Parallel()
	c := held["a node pool"]
	w := newWorld(t)
	w.must("controller", chart(c.controller, "kube-system", m{"skipCrds": true}))
	_, err := w.create("x", c.object)
	require.ErrorContains(t, err, `no matches for kind "NodePool" in version "karpenter.sh/v1"`)
	require.NoError(t, w.remove(releaseType, "kube-system/r-karpenter"))

	w.must("controller", chart(c.controller, "kube-system", nil))
	w.must("x", c.object)
}

func TestAnUninstalledChartTakesItsKindsAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must("operator", chart("external-secrets", "default", nil))
	secret := m{
		"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "metadata": m{"name": "s", "namespace": "default"},
		"spec": m{"secretStoreRef": m{"name": "aws", "kind": "ClusterSecretStore"}},
	}
	w.must("secret", secret)
	require.NoError(t, w.remove(releaseType, "default/r-external-secrets"))
	assert.Empty(t, w.alive())
	require.NoError(t, w.remove("kubernetes:external-secrets.io/v1:ExternalSecret", "default/s"), "what went along can be deleted")
	_, err := w.create("secret", secret)
	require.ErrorContains(t, err, `no matches for kind "ExternalSecret" in version "external-secrets.io/v1"`)
}

func TestTheClustersOwnNamespacesStay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must("own", namespace("kube-system"))
	require.ErrorContains(t, w.remove("kubernetes:core/v1:Namespace", "kube-system"), `namespaces "kube-system" is forbidden: this namespace may not be deleted`)
}
