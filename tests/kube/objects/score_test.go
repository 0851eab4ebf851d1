package objects

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOnlyNamespacesWithPodsOfOursNeedPodsForTheirPolicies(t *testing.T) {
	t.Parallel()
	manifests := []map[string]any{
		{"kind": "Deployment", "metadata": map[string]any{"name": "web", "namespace": "apps"}},
		{"kind": "NetworkPolicy", "metadata": map[string]any{"name": "default-deny", "namespace": "keda"}},
	}
	assert.True(t, hasPods(manifests, "NetworkPolicy/networking.k8s.io/v1/apps/default-deny"))
	assert.False(t, hasPods(manifests, "NetworkPolicy/networking.k8s.io/v1/keda/default-deny"))
	assert.True(t, hasPods(manifests, "nameless"), "what can't be told is not excused")
}
