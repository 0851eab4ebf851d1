package namespace

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// Kinds of Service that open a way past the load balancer that Pulumi made
// (Kubernetes, "Resource Quotas", quota for object count).
const (
	loadBalancers corev1.ResourceName = "services.loadbalancers"
	nodePorts     corev1.ResourceName = "services.nodeports"
)

// total is what all applications may ask for together, with the headroom.
func (a *Args) total() Demand {
	var sum Demand
	for _, d := range a.Demands {
		sum.CPUMillis += d.CPUMillis
		sum.MemoryMiB += d.MemoryMiB
		sum.EphemeralMiB += d.EphemeralMiB
		sum.Pods += d.Pods
	}
	if a.Mesh {
		// A sidecar does not say what it takes of the disk, and is given the default.
		sum.EphemeralMiB += sum.Pods * a.Container.EphemeralMiB
	}
	return Demand{
		CPUMillis: a.raised(sum.CPUMillis), MemoryMiB: a.raised(sum.MemoryMiB),
		EphemeralMiB: a.raised(sum.EphemeralMiB), Pods: a.raised(sum.Pods),
	}
}

// raised is an amount with the headroom, rounded up.
func (a *Args) raised(n int) int {
	const whole = 100
	return (n*(whole+a.HeadroomPercent) + whole - 1) / whole
}

// quota is what the applications may ask for at their most, so that it stops what
// runs away and never a rollout. The processor has no limit, as applications have
// none (components/app, Resources).
func (a *Args) quota() *corev1.ResourceQuota {
	total := a.total()
	memory, disk := mebibytes(total.MemoryMiB), mebibytes(total.EphemeralMiB)
	return &corev1.ResourceQuota{
		ObjectMeta: a.meta(objectDefault),
		Spec: corev1.ResourceQuotaSpec{Hard: corev1.ResourceList{
			corev1.ResourceRequestsCPU:              millicores(total.CPUMillis),
			corev1.ResourceRequestsMemory:           memory,
			corev1.ResourceLimitsMemory:             memory,
			corev1.ResourceRequestsEphemeralStorage: disk,
			corev1.ResourceLimitsEphemeralStorage:   disk,
			corev1.ResourcePods:                     *resource.NewQuantity(int64(total.Pods), resource.DecimalSI),
			loadBalancers:                           {},
			nodePorts:                               {},
		}},
	}
}

// limits give a container what the quota counts where it asks for nothing: a pod with
// such a container would be refused.
func (a *Args) limits() *corev1.LimitRange {
	memory, disk := mebibytes(a.Container.MemoryMiB), mebibytes(a.Container.EphemeralMiB)
	return &corev1.LimitRange{
		ObjectMeta: a.meta(objectDefault),
		Spec: corev1.LimitRangeSpec{Limits: []corev1.LimitRangeItem{{
			Type:    corev1.LimitTypeContainer,
			Default: corev1.ResourceList{corev1.ResourceMemory: memory, corev1.ResourceEphemeralStorage: disk},
			DefaultRequest: corev1.ResourceList{
				corev1.ResourceCPU: millicores(a.Container.CPUMillis), corev1.ResourceMemory: memory, corev1.ResourceEphemeralStorage: disk,
			},
		}}},
	}
}

func millicores(n int) resource.Quantity {
	return *resource.NewMilliQuantity(int64(n), resource.DecimalSI)
}

func mebibytes(n int) resource.Quantity {
	return *resource.NewQuantity(int64(n)<<20, resource.BinarySI)
}
