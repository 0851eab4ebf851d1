package app

import (
	"fmt"
	"maps"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/later"
)

// pod is what tells one kind of the application's pods from another.
type pod struct {
	component component
	// colour is empty for a pod that is of neither.
	colour Colour
	image  Image
	// command and arguments replace those of the image; empty keeps them.
	command, arguments []string
	resources          Resources
	// probes is for pods that run on and answer at Args.Port: they are probed, are
	// kept apart, and wait before they end. A job's pod just ends.
	probes  bool
	restart corev1.RestartPolicy
}

// podTemplate is the template that makes such pods. Its labels have those of
// selector(p.component, p.colour) among them.
//
// There is no readiness gate in it: the load balancer's controller puts one into
// each pod that a TargetGroupBinding selects, as the namespace's label asks it to.
func (a *Args) podTemplate(p pod, values *later.Values) corev1.PodTemplateSpec {
	spec := corev1.PodSpec{
		ServiceAccountName:           a.accountName(),
		AutomountServiceAccountToken: new(a.AccountToken),
		// Variables with the addresses of every Service of the namespace: one of them
		// may have the name of a setting of the framework, which then refuses to start.
		EnableServiceLinks: new(false),
		RestartPolicy:      p.restart,
		PriorityClassName:  a.priorityClass(),
		SecurityContext:    a.podSecurity(),
		Affinity:           a.affinity(),
		Containers:         []corev1.Container{a.container(p, values)},
		Volumes:            a.writableVolumes(),
	}
	if volume, _, _ := a.secretVolume(); volume != nil {
		spec.Volumes = append(spec.Volumes, *volume)
	}
	if p.probes {
		spec.TerminationGracePeriodSeconds = new(int64(a.Shutdown.GraceSeconds))
		spec.TopologySpreadConstraints = a.spread(a.selector(p.component, p.colour))
	}
	labels := a.podLabels(p.component, p.colour, p.image)
	maps.Copy(labels, a.meshLabels())
	return corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: labels, Annotations: a.meshAnnotations()},
		Spec:       spec,
	}
}

// podSecurity is what Pod Security's profile "restricted" asks of a pod. Volumes
// belong to the same group, so that who runs may write to them.
func (a *Args) podSecurity() *corev1.PodSecurityContext {
	return &corev1.PodSecurityContext{
		RunAsNonRoot:        new(true),
		RunAsUser:           new(a.UserID),
		RunAsGroup:          new(a.UserID),
		FSGroup:             new(a.UserID),
		FSGroupChangePolicy: new(corev1.FSGroupChangeOnRootMismatch),
		SeccompProfile:      &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
}

// writableVolumes are the paths that may be written to. One that grows past its
// limit gets its pod evicted, instead of filling the node's disk.
func (a *Args) writableVolumes() []corev1.Volume {
	var out []corev1.Volume
	for i, w := range a.Writable {
		limit := mebibytes(w.SizeMiB)
		source := &corev1.EmptyDirVolumeSource{SizeLimit: &limit}
		if w.Memory {
			source.Medium = corev1.StorageMediumMemory
		}
		out = append(out, corev1.Volume{Name: writableName(i), VolumeSource: corev1.VolumeSource{EmptyDir: source}})
	}
	return out
}

func (a *Args) writableMounts() []corev1.VolumeMount {
	var out []corev1.VolumeMount
	for i, w := range a.Writable {
		out = append(out, corev1.VolumeMount{Name: writableName(i), MountPath: w.Path})
	}
	return out
}

func writableName(i int) string { return fmt.Sprintf("writable-%d", i) }

// count is a number as Kubernetes takes it. Validate bounds each far below.
func count(n int) int32 { return int32(n) } //nolint:gosec // see above
