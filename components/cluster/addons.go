package cluster

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/infra/fault"
)

// Addon is the name of an EKS add-on.
type Addon string

// Add-ons.
const (
	VPCCNI             Addon = "vpc-cni"
	KubeProxy          Addon = "kube-proxy"
	PodIdentityAgent   Addon = "eks-pod-identity-agent"
	CoreDNS            Addon = "coredns"
	EBSCSIDriver       Addon = "aws-ebs-csi-driver"
	MetricsServer      Addon = "metrics-server"
	NodeMonitoring     Addon = "eks-node-monitoring-agent"
	SnapshotController Addon = "snapshot-controller"
)

// OptionalAddons are those that Args.Addons may turn on, in the order of
// installation. The others every cluster has.
func OptionalAddons() []Addon {
	return []Addon{SnapshotController, EBSCSIDriver, MetricsServer, NodeMonitoring}
}

// before is installed before there are nodes: a node that comes up without the
// network plugin's settings keeps the pod limit it was born with, and pods that
// start without the identity agent start without an identity.
func before() []Addon { return []Addon{VPCCNI, KubeProxy, PodIdentityAgent} }

// after is what needs a node to become healthy on, in the order of
// installation: EKS waits for each, so that installed earlier the first update
// would hang for twenty minutes and fail.
func after(optional []Addon) []Addon {
	out := []Addon{CoreDNS}
	for _, a := range OptionalAddons() {
		if slices.Contains(optional, a) {
			out = append(out, a)
		}
	}
	return out
}

// installed is every add-on that is on.
func installed(optional []Addon) []Addon { return append(before(), after(optional)...) }

// pins is the version of each add-on by Kubernetes version. A bump is a diff of
// this table; nothing takes "the latest". An add-on that is missing in a row is
// not offered with that version, because no version of it was found in print.
//
// Sources, all read in November 2026 from public material that records what
// `aws eks describe-addon-versions --kubernetes-version V` answered:
// 1.36: the answers of 2026-09-28 and clusters running 1.36.4 with them;
// 1.35: AWS's default versions of 2026-10-02 for vpc-cni, coredns, kube-proxy
// and the identity agent, lists of August and September 2026 for the rest;
// 1.34 and 1.33: lists of June and July 2026, as tested together for the
// upgrade path 1.33 to 1.35. Read them again before each upgrade.
func pins() map[string]map[Addon]string {
	return map[string]map[Addon]string{
		"1.36": {
			VPCCNI:             "v1.22.4-eksbuild.3",
			KubeProxy:          "v1.36.0-eksbuild.25",
			PodIdentityAgent:   "v1.3.10-eksbuild.3",
			CoreDNS:            "v1.14.3-eksbuild.23",
			EBSCSIDriver:       "v1.66.0-eksbuild.1",
			MetricsServer:      "v0.9.0-eksbuild.11",
			NodeMonitoring:     "v1.7.2-eksbuild.1",
			SnapshotController: "v8.6.0-eksbuild.8",
		},
		"1.35": {
			VPCCNI:             "v1.22.4-eksbuild.3",
			KubeProxy:          "v1.35.3-eksbuild.29",
			PodIdentityAgent:   "v1.3.10-eksbuild.3",
			CoreDNS:            "v1.13.2-eksbuild.31",
			EBSCSIDriver:       "v1.65.0-eksbuild.1",
			MetricsServer:      "v0.9.0-eksbuild.6",
			NodeMonitoring:     "v1.7.0-eksbuild.1",
			SnapshotController: "v8.6.0-eksbuild.6",
		},
		"1.34": {
			VPCCNI:             "v1.22.2-eksbuild.1",
			KubeProxy:          "v1.34.6-eksbuild.13",
			PodIdentityAgent:   "v1.3.10-eksbuild.3",
			CoreDNS:            "v1.13.2-eksbuild.10",
			EBSCSIDriver:       "v1.61.1-eksbuild.1",
			MetricsServer:      "v0.8.1-eksbuild.4",
			SnapshotController: "v8.3.0-eksbuild.1",
		},
		"1.33": {
			VPCCNI:           "v1.22.2-eksbuild.1",
			KubeProxy:        "v1.33.10-eksbuild.13",
			PodIdentityAgent: "v1.3.10-eksbuild.3",
			CoreDNS:          "v1.13.2-eksbuild.10",
			EBSCSIDriver:     "v1.61.1-eksbuild.1",
			MetricsServer:    "v0.8.1-eksbuild.4",
		},
	}
}

// checkAddons faults optional add-ons that are unknown, listed twice or not
// offered with the Kubernetes version, if that one stands.
func checkAddons(c *fault.Check, a Addons, version string, stands bool) {
	seen := map[Addon]bool{}
	for i, addon := range a.Optional {
		path := fmt.Sprintf("addons.optional[%d]", i)
		switch {
		case !slices.Contains(OptionalAddons(), addon):
			c.Add(path, addon, fault.Words(OptionalAddons()))
		case seen[addon]:
			c.Add(path, addon, "each add-on once")
		case stands && pins()[version][addon] == "":
			c.Add(path, addon, "an add-on with a pinned version for Kubernetes "+version)
		}
		seen[addon] = true
	}
	choices := []Conflict{ConflictOverwrite, ConflictRefuse}
	c.Require(a.OnConflict == "" || slices.Contains(choices, a.OnConflict), "addons.onConflict", a.OnConflict, fault.Words(choices))
}

// resolution is how EKS settles a conflict at creation and at an update (EKS
// API, CreateAddon and UpdateAddon, resolveConflicts).
func (c Conflict) resolution() (onCreate, onUpdate string) {
	if c == ConflictOverwrite {
		return "OVERWRITE", "OVERWRITE"
	}
	return "NONE", "PRESERVE"
}
