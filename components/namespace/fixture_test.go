package namespace

import (
	"encoding/json"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/kubeapi"
)

// apps is a namespace of two applications.
func apps() *Args {
	return &Args{
		Names:             naming.Scope{Project: "covetpy", Environment: "dev"},
		Name:              "apps",
		KubernetesVersion: "1.36",
		Demands: map[string]Demand{
			"web":    {CPUMillis: 1500, MemoryMiB: 1024, EphemeralMiB: 512, Pods: 6},
			"worker": {CPUMillis: 500, MemoryMiB: 1024, EphemeralMiB: 512, Pods: 4},
		},
	}
}

// meshed is one with everything on.
func meshed() *Args {
	a := apps()
	a.ReadinessGates, a.Mesh = true, true
	return a
}

// manifests are the objects as they would be sent, by kind and name, each read again
// strictly.
func manifests(t require.TestingT, a *Args) map[string]map[string]any {
	objects, err := Objects(a)
	require.NoError(t, err)
	out := map[string]map[string]any{}
	for _, object := range objects {
		manifest, err := kubeapi.Manifest(object)
		require.NoError(t, err)
		raw, err := json.Marshal(manifest)
		require.NoError(t, err)
		_, err = kubeapi.Decode(raw)
		require.NoError(t, err)
		out[manifest["kind"].(string)+" "+object.GetName()] = manifest
	}
	return out
}
