package life

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/tests/kube/api"
)

// zones are those of a region with three, and each has so many nodes.
var zones = []string{"eu-west-1a", "eu-west-1b", "eu-west-1c"}

const nodesPerZone = 3

// addNodes makes nodes as EKS labels those of its managed node groups, for kwok to
// play. The last of each zone's is of arm64 and spot, the others are neither.
func addNodes(ctx context.Context, client *api.Client) ([]string, error) {
	var names []string
	for _, zone := range zones {
		for i := range nodesPerZone {
			name := fmt.Sprintf("node-%s-%d", zone[len(zone)-1:], i)
			arch, capacity := "amd64", "ON_DEMAND"
			if i == nodesPerZone-1 {
				arch, capacity = "arm64", "SPOT"
			}
			node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{
				corev1.LabelHostname: name, corev1.LabelOSStable: "linux", corev1.LabelArchStable: arch,
				corev1.LabelTopologyRegion: zone[:len(zone)-1], corev1.LabelTopologyZone: zone,
				"eks.amazonaws.com/capacityType": capacity,
			}}}
			if _, err := client.ApplyObject(ctx, node); err != nil {
				return nil, fmt.Errorf("add node %s: %w", name, err)
			}
			if err := client.PatchStatus(ctx, nodeKind, "", name, nodeStatus(name, arch)); err != nil {
				return nil, fmt.Errorf("say what node %s has: %w", name, err)
			}
			names = append(names, name)
		}
	}
	return names, nil
}

// nodeStatus is that of a machine of some size that is well.
func nodeStatus(name, arch string) corev1.NodeStatus {
	size := corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("16"), corev1.ResourceMemory: resource.MustParse("64Gi"),
		corev1.ResourceEphemeralStorage: resource.MustParse("200Gi"), corev1.ResourcePods: resource.MustParse("110"),
	}
	now := metav1.Now()
	return corev1.NodeStatus{
		Capacity: size, Allocatable: size, Phase: corev1.NodeRunning,
		Conditions: []corev1.NodeCondition{{
			Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady", LastHeartbeatTime: now, LastTransitionTime: now,
		}},
		Addresses: []corev1.NodeAddress{{Type: corev1.NodeHostName, Address: name}},
		NodeInfo:  corev1.NodeSystemInfo{Architecture: arch, OperatingSystem: "linux"},
	}
}
