package kubernetes_test

import (
	"context"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAReleaseIsARelease(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.create("keda", chart("keda", "keda", nil))
	require.ErrorContains(t, err, `create: failed to create: namespaces "keda" not found`)

	w.must("keda-namespace", namespace("keda"))
	assert.Equal(t, "keda/r-keda", w.must("keda", chart("keda", "keda", nil)))
	_, err = w.create("keda-2", chart("keda", "keda", nil))
	require.ErrorContains(t, err, "cannot re-use a name that is still in use")

	require.NoError(t, w.update("keda", "keda/r-keda", chart("keda", "keda", m{"version": "1.3.0"})))
	assert.Equal(t, "1.3.0", inputsOf(t, w, releaseType, "keda/r-keda")["version"])
	require.ErrorContains(t, w.update("other", "keda/r-other", chart("other", "keda", nil)), `"r-other" has no deployed releases`)
	require.NoError(t, w.remove(releaseType, "keda/r-keda"))
	assert.Equal(t, []string{"Namespace keda"}, w.alive())
}

func TestAReleaseMayMakeItsNamespaceWhenToldSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	assert.Equal(t, "keda/r-keda", w.must("keda", chart("keda", "keda", m{"createNamespace": true})))
}

func TestAReleasesArgumentsAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		changes m
		says    string
	}{
		"an unknown property":  {m{"chrat": "x"}, `unknown property "chrat" of a release`},
		"no chart":             {m{"chart": nil}, "missing required property 'chart'"},
		"no version":           {m{"version": nil}, "want an exact one"},
		"a range of versions":  {m{"version": ">=1.0"}, "want an exact one"},
		"a name with capitals": {m{"name": "Keda"}, `invalid release name "Keda"`},
		"no namespace":         {m{"namespace": nil}, `invalid namespace "" of a release`},
	} {
		inputs := chart("keda", "keda", c.changes)
		res, err := w.server.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urnOf(chart("keda", "keda", nil), "x"), News: encoded(t, inputs)})
		require.NoError(t, err)
		require.Len(t, res.GetFailures(), 1, name)
		assert.Contains(t, res.GetFailures()[0].GetReason(), c.says, name)
	}
}

func TestAReleaseIsReplacedForItsPlaceAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	fields, _ := w.replaces(chart("keda", "keda", nil), chart("keda", "other", m{"version": "2.0.0"}))
	assert.Equal(t, []string{"namespace"}, fields)
}

func TestTheLoadBalancersControllerJudgesBindings(t *testing.T) {
	t.Parallel()
	const typ = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding"
	binding := func(name, arn string) m {
		return m{
			"apiVersion": "elbv2.k8s.aws/v1beta1", "kind": "TargetGroupBinding", "metadata": m{"name": name, "namespace": "default"},
			"spec": m{"targetGroupARN": arn, "targetType": "ip", "serviceRef": m{"name": name, "port": 80}},
		}
	}
	w := newWorld(t)
	w.must("controller", chart("aws-load-balancer-controller", "kube-system", nil))
	w.must("blue", binding("blue", "arn:blue"))
	_, err := w.create("green", binding("green", "arn:blue"))
	require.ErrorContains(t, err, `admission webhook "vtargetgroupbinding.elbv2.k8s.aws" denied the request: TargetGroup arn:blue is already bound to following TargetGroupBindings [default/blue]`)
	w.must("green", binding("green", "arn:green"))

	require.NoError(t, w.update("blue", "default/blue", binding("blue", "arn:blue")))
	require.ErrorContains(t, w.update("blue", "default/blue", binding("blue", "arn:other")),
		"TargetGroupBinding update may not change these immutable fields: spec.targetGroupARN")
	assert.Equal(t, "arn:blue", inputsOf(t, w, typ, "default/blue")["spec"].(m)["targetGroupARN"])
}
