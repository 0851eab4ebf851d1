package app

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/later"
)

// containerName is what the application's container is called in every pod.
const containerName = "app"

// pod is what tells one kind of the application's pods from another.
type pod struct {
	component component
	// colour is empty for a pod that is of neither.
	colour Colour
	image  Image
	// command and arguments replace those of the image; empty keeps them.
	command, arguments []string
	resources          Resources
	// probes is for pods that run on and answer at Args.Port: they are probed, and
	// wait before they end. A job's pod just ends.
	probes  bool
	restart corev1.RestartPolicy
}

// podTemplate is the template that makes such pods. Its labels have those of
// selector(p.component, p.colour) among them.
func (a *Args) podTemplate(p pod, values *later.Values) corev1.PodTemplateSpec {
	labels := a.podLabels(p.component, p.colour, p.image)
	return corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: labels},
		Spec: corev1.PodSpec{
			ServiceAccountName: a.accountName(),
			RestartPolicy:      p.restart,
			Containers:         []corev1.Container{{Name: containerName, Image: p.image.Reference(), Command: p.command, Args: p.arguments}},
		},
	}
}
