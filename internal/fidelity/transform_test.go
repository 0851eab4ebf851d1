package fidelity

import (
	"context"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

// witness is a transform that changes nothing and notes whom it is shown.
type witness struct {
	mu    sync.Mutex
	shown map[string]bool // type and name
}

func (w *witness) transform(_ context.Context, args *pulumi.ResourceTransformArgs) *pulumi.ResourceTransformResult {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.shown == nil {
		w.shown = map[string]bool{}
	}
	w.shown[args.Type+" "+args.Name] = true
	return nil
}

func (w *witness) sees(t *testing.T, f *family) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range f.children {
		assert.True(t, w.shown[string(r.URN.Type())+" "+r.URN.Name()], "no transform was shown %s", r.URN)
	}
}

// arrived are the settings that have to be on the control plane behind the
// transform of wanted(), whatever the component set.
func arrived(t *testing.T, f *family) engine.Resource {
	t.Helper()
	plane, ok := f.child("-eksCluster")
	require.True(t, ok)
	for path, want := range map[string]any{
		"accessConfig.authenticationMode":                      "API",
		"accessConfig.bootstrapClusterCreatorAdminPermissions": false,
		"bootstrapSelfManagedAddons":                           false,
		"deletionProtection":                                   true,
		"upgradePolicy.supportType":                            "STANDARD",
		"zonalShiftConfig.enabled":                             true,
	} {
		assert.Equal(t, want, at(plane.Inputs, path).V, path)
		assert.Equal(t, want, at(plane.Outputs, path).V, "%s in the cloud", path)
	}
	assert.True(t, plane.Protect)
	return plane
}

// A transform on the component reaches all that the real one was seen to register,
// that of a component within it as well, and the program's changes the one that it
// means and leaves what else was there.
func TestTheTransformReachesEveryChildOfTheComponentAlone(t *testing.T) {
	t.Parallel()
	var w witness
	f, err := observe(t.Context(), standing(nil, pulumi.Transforms([]pulumi.ResourceTransform{w.transform, wanted().Transform()})))
	require.NoError(t, err)
	require.ElementsMatch(t, seen, registered(f))
	w.sees(t, f)
	plane := arrived(t, f)
	assert.Equal(t, []resource.PropertyValue{resource.NewProperty("secrets")}, at(plane.Inputs, "encryptionConfig.resources").ArrayValue())
	attachment, _ := f.child("-eksRole-4b490823")
	assert.Contains(t, plane.DependsOn, attachment.URN, "the order of the component outlives the transform")

	untouched, err := observe(t.Context(), standing(nil))
	require.NoError(t, err)
	for _, p := range differ(untouched, f) {
		assert.Equal(t, "-eksCluster", p.suffix, p.path)
	}
	for _, r := range f.children {
		assert.Equal(t, r.URN == plane.URN, r.Protect, r.URN)
	}
}

// In the program the component registers the control plane and the provider alone:
// role and groups are the program's own.
func TestTheTransformReachesEveryChildInTheProgram(t *testing.T) {
	t.Parallel()
	var w witness
	f, err := observe(t.Context(), func(ctx *pulumi.Context) error {
		// On the stack: it is shown what the component's own transforms are.
		if err := ctx.RegisterResourceTransform(w.transform); err != nil {
			return err
		}
		return program(ctx)
	})
	require.NoError(t, err)
	assert.ElementsMatch(t, [][3]string{
		{"aws:eks/cluster:Cluster", "-eksCluster", ""}, {"pulumi:providers:kubernetes", "-eks-k8s", ""},
	}, registered(f))
	w.sees(t, f)
	plane := arrived(t, f)
	for path, want := range map[string]string{
		"roleArn": "arn of given cluster-control-plane", "vpcConfig.securityGroupIds": "[given cluster-control-plane]",
		"vpcConfig.publicAccessCidrs": "[203.0.113.0/24]", "encryptionConfig.provider.keyArn": "arn of given secrets",
		"name": "covetpy-dev", "version": "1.36", "enabledClusterLogTypes": "[audit]",
	} {
		got := value(at(f.told(plane), path))
		if path == "name" {
			got = at(plane.Inputs, path).StringValue()
		}
		assert.Equal(t, want, got, path)
	}
}
