package kubernetes

import (
	"path"
	"slices"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// chart is what is known of a chart: what it brings to the API, and who waits for
// its controller.
type chart struct {
	// groups of kinds that it defines.
	groups []string
	// folder says that the definitions lie in the chart's folder crds, which skipCrds
	// leaves out.
	folder bool
	// keeps says that an uninstallation leaves the definitions, and with them all
	// objects: they lie in the folder crds, or say so by an annotation. Without it,
	// both go.
	keeps bool
	// finalizers are what its controller puts on objects, which then are not gone
	// before it has let them go.
	finalizers map[schema.GroupKind]string
}

// charts by the last element of their names.
var charts = map[string]chart{
	"base": {
		groups: []string{"extensions.istio.io", "networking.istio.io", "security.istio.io", "telemetry.istio.io"},
		keeps:  true,
	},
	"karpenter-crd": {groups: []string{"karpenter.sh", "karpenter.k8s.aws"}},
	"karpenter": {
		groups: []string{"karpenter.sh", "karpenter.k8s.aws"}, folder: true, keeps: true,
		finalizers: map[schema.GroupKind]string{
			// A pool waits for its nodes' claims, which are deleted before it, and each
			// of which waits for the controller.
			{Group: "karpenter.sh", Kind: "NodePool"}:          "foregroundDeletion",
			{Group: "karpenter.k8s.aws", Kind: "EC2NodeClass"}: "karpenter.k8s.aws/termination",
		},
	},
	"keda": {
		groups: []string{"keda.sh", "eventing.keda.sh"},
		finalizers: map[schema.GroupKind]string{
			{Group: "keda.sh", Kind: "ScaledObject"}:                 "finalizer.keda.sh",
			{Group: "keda.sh", Kind: "ScaledJob"}:                    "finalizer.keda.sh",
			{Group: "keda.sh", Kind: "TriggerAuthentication"}:        "finalizer.keda.sh",
			{Group: "keda.sh", Kind: "ClusterTriggerAuthentication"}: "finalizer.keda.sh",
		},
	},
	"aws-load-balancer-controller": {
		groups: []string{"elbv2.k8s.aws"}, folder: true, keeps: true,
		finalizers: map[schema.GroupKind]string{
			{Group: "elbv2.k8s.aws", Kind: "TargetGroupBinding"}: "elbv2.k8s.aws/resources",
		},
	},
	"vertical-pod-autoscaler":  {groups: []string{"autoscaling.k8s.io"}, keeps: true},
	"secrets-store-csi-driver": {groups: []string{"secrets-store.csi.x-k8s.io"}, keeps: true},
	"external-secrets":         {groups: []string{"external-secrets.io"}},
}

// defines says whether a release brings a group's kinds.
func defines(release sim.Object, group string) bool {
	c := chartOf(release)
	if c.folder && (kind.Values{Props: release.Inputs}).Flag("skipCrds") {
		return false
	}
	return slices.Contains(c.groups, group)
}

func chartOf(release sim.Object) chart { return charts[chartName(release)] }

// chartName is the last element of what the chart is called by.
func chartName(release sim.Object) string {
	return path.Base(kind.Values{Props: release.Inputs}.Text("chart"))
}

// builtIn are the groups that an API server serves by itself, of those that are used.
var builtIn = map[string]bool{
	"": true, "apps": true, "autoscaling": true, "batch": true, "networking.k8s.io": true, "policy": true,
	"rbac.authorization.k8s.io": true, "scheduling.k8s.io": true, "storage.k8s.io": true,
}

// served fails for a kind that nothing in the cluster has defined. A group whose
// objects are there is still defined, whatever has become of the release.
func (c cluster) served(tx *sim.Tx, of schema.GroupVersionKind) error {
	if builtIn[of.Group] {
		return nil
	}
	for _, release := range c.releases(tx) {
		if defines(release, of.Group) {
			return nil
		}
	}
	if len(c.inGroup(tx, of.Group)) > 0 {
		return nil
	}
	return &meta.NoKindMatchError{GroupKind: of.GroupKind(), SearchedVersions: []string{of.Version}}
}

func (c cluster) releases(tx *sim.Tx) []sim.Object {
	return slices.DeleteFunc(tx.OfType(releaseType), func(o sim.Object) bool { return o.Where != c.where() })
}

// inGroup are the objects of a group's kinds.
func (c cluster) inGroup(tx *sim.Tx, group string) []sim.Object { return tx.Users(c.groupKey(group)) }

// finalizer is what a controller that lives puts on an object, if there is one.
func (c cluster) finalizer(tx *sim.Tx, of schema.GroupKind) (string, bool) {
	for _, release := range c.releases(tx) {
		if held, ok := chartOf(release).finalizers[of]; ok {
			return held, true
		}
	}
	return "", false
}

// namespaced says whether objects of a kind need a namespace.
func namespaced(of schema.GroupVersionKind) bool { return kubeapi.Namespaced(of.GroupKind()) }
