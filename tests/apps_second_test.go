package tests

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"

	"github.com/covetpy/platform/internal/engine"
)

// secondService is what the README puts under covetpy:apps of an environment that
// stands.
const secondService = `    shop:                         # https://shop.dev.covet.example.com
      image: app@sha256:0d4c1f7e92ab85630c7e1d9f4b28a6537e0c9d1b8f64a2e35c7d90b1e8f3a64d
      arguments: [app.shop:app]
      service: {edge: {host: shop}}
      scaling: {hpa: {max: 4}}
      uses:
        database: true
        queues: {jobs: send}
        apps: [app]
      secrets: {payments: {}}
`

// TestASecondServiceIsTenLines adds it to dev, and takes it away.
func TestASecondServiceIsTenLines(t *testing.T) {
	t.Parallel()
	require.Len(t, slices.Collect(strings.Lines(secondService)), 10)
	w := newWorld(t, "dev")
	w.up()
	before := w.resources()

	more := w.withFile(func(text string) string {
		return strings.Replace(text, "  covetpy:apps:\n", "  covetpy:apps:\n"+secondService, 1)
	})
	result := more.onlyAdds(certificateType, validationType)
	created := map[string]bool{}
	for _, s := range result.Changes() {
		if s.Action == engine.ActionCreate {
			created[string(s.URN.Type())+" "+s.URN.Name()] = true
		}
	}
	for _, want := range []string{
		ruleType + " edge-service-shop", targetGroupType + " edge-service-shop-blue", targetGroupType + " edge-service-shop-green",
		deploymentType + " app-shop-deployment-blue", roleType + " app-shop-identity",
		"kubernetes:core/v1:Service app-shop-service", "kubernetes:autoscaling/v2:HorizontalPodAutoscaler app-shop-horizontalpodautoscaler-blue",
	} {
		require.True(t, created[want], "%s of %v", want, created)
	}
	shop := objects[*appsv1.Deployment](more)["apps/shop-blue"]
	require.NotNil(t, shop)
	require.Equal(t, []string{"app.shop:app"}, shop.Spec.Template.Spec.Containers[0].Args)
	require.Contains(t, more.one(ruleType, "edge-service-shop").Inputs["conditions"].String(), "shop.dev.covet.example.com")

	gone := w.up()
	for _, s := range gone.Changes() {
		if s.Action == engine.ActionDelete {
			require.True(t, strings.Contains(s.URN.Name(), "shop") || slices.Contains([]string{certificateType, validationType}, string(s.URN.Type())), s.URN)
		}
	}
	require.Equal(t, names(before), names(w.resources()))
	w.leave()
}

// names are the URNs of resources, sorted.
func names(resources []engine.Resource) []string {
	var out []string
	for _, r := range resources {
		out = append(out, string(r.URN))
	}
	slices.Sort(out)
	return out
}
