package kubernetes

import (
	"context"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

func (s *server) Diff(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, err := wire.Unmarshal(req.GetOldInputs())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	fixed, again := releaseFixed, false
	if !isRelease(req.GetUrn()) {
		before, after := object{kind.Values{Props: olds}}, object{kind.Values{Props: news}}
		fixed = append([]string{"apiVersion", "kind", "metadata.name", "metadata.namespace"}, s.replaced(after)...)
		// Both can't be there at once under the one name.
		again = !hasMadeUpName(news) && before.id() == after.id()
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(olds.Diff(news), true)
	var replaces []string
	for path, d := range detailed {
		if slices.ContainsFunc(fixed, func(f string) bool {
			return path == f || strings.HasPrefix(path, f+".") || strings.HasPrefix(path, f+"[")
		}) {
			detailed[path] = plugin.PropertyDiff{Kind: d.Kind.AsReplace(), InputDiff: d.InputDiff}
			replaces = append(replaces, path)
		}
	}
	slices.Sort(replaces)
	return wire.DiffResponse(detailed, replaces, len(replaces) > 0 && again), nil
}

// replacedFields are those whose change makes the provider delete the object and
// make it anew. Source: pulumi-kubernetes v4, provider/pkg/provider/diff.go. What is
// not here and can't be changed all the same is refused by the API server
// (immutable.go).
var replacedFields = map[schema.GroupKind][]string{
	{Group: "apps", Kind: "Deployment"}: {"spec.selector"},
	{Group: "apps", Kind: "DaemonSet"}:  {"spec.selector"},
	{Group: "apps", Kind: "StatefulSet"}: {
		"spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates",
	},
	{Group: "batch", Kind: "Job"}: {"spec.completions", "spec.parallelism", "spec.selector", "spec.template"},
	{Kind: "PersistentVolumeClaim"}: {
		"spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName",
	},
	{Kind: "ResourceQuota"}: {"spec.scopes"},
	{Kind: "Secret"}:        {"type"},
	{Kind: "Service"}:       {"spec.clusterIP"},
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"}: {"roleRef"},
	{Group: "rbac.authorization.k8s.io", Kind: "RoleBinding"}:        {"roleRef"},
	{Group: "storage.k8s.io", Kind: "StorageClass"}:                  {"parameters", "provisioner"},
}

func (s *server) replaced(o object) []string {
	fixed := replacedFields[o.kind().GroupKind()]
	forever := o.Flag("immutable")
	switch o.kind().GroupKind() {
	case schema.GroupKind{Kind: "ConfigMap"}:
		if !s.mutable.configMaps || forever {
			fixed = []string{"binaryData", "data"}
		}
	case schema.GroupKind{Kind: "Secret"}:
		if !s.mutable.secrets || forever {
			fixed = []string{"type", "stringData", "data"}
		}
	}
	return fixed
}

// mutable are options of the provider: by default, other data are another object, so
// that pods that read them are made anew.
type mutable struct{ configMaps, secrets bool }

func mutableOf(config kind.Values) mutable {
	on := func(option string) bool { return config.Flag(option) || config.Text(option) == "true" }
	return mutable{configMaps: on("enableConfigMapMutable"), secrets: on("enableSecretMutable")}
}
