package objects

import (
	"context"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/covetpy/platform/internal/kubescore"
)

// findings asks kube-score. What is critical is returned, and how many checks there
// were.
func findings(ctx context.Context, repository string, manifests []map[string]any) (found []string, checks int, err error) {
	scored, err := kubescore.Score(ctx, repository, manifests)
	for _, f := range scored {
		if f.Check == targetsPod && !hasPods(manifests, f.Object) {
			continue
		}
		checks++
		if f.Grade <= kubescore.Critical {
			found = append(found, f.String())
		}
	}
	return found, checks, err
}

// targetsPod wants a pod for each network policy.
const targetsPod = "networkpolicy-targets-pod"

// hasPods says whether anything that makes pods is in the namespace of an object,
// which kube-score calls Kind/group/version/namespace/name. The pods of controllers
// come with their charts, which it does not see.
func hasPods(manifests []map[string]any, object string) bool {
	parts := strings.Split(object, "/")
	if len(parts) < 2 {
		return true
	}
	return slices.ContainsFunc(manifests, func(m map[string]any) bool {
		obj := unstructured.Unstructured{Object: m}
		return obj.GetNamespace() == parts[len(parts)-2] && slices.Contains([]string{"Deployment", "Job", "CronJob"}, obj.GetKind())
	})
}
