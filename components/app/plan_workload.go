package app

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/infra/later"
)

const (
	// surge is how many pods more than wanted there may be in a rollout. A share,
	// rounded up: one for a few pods, and for many no more than four rounds, each
	// of which takes as long as a pod needs to start. More at once would mean as many
	// more connections to a database that expects so many.
	surge = "25%"
	// minReady is for how many seconds a new pod has to be ready before the next one
	// is replaced: one that falls over after its first requests stops the rollout.
	minReady = 10
	// progress is for how many seconds a rollout may stand still beside a pod's own
	// start: a node may have to be made first, and the image pulled.
	progress = 600
	// waves is in how many rounds a rollout replaces all pods, a surge at a time.
	waves = 4
	// joining is for how many seconds the load balancer looks at a new pod before it
	// takes it for healthy, at most: some checks of a quarter of a minute each.
	joining = 60
)

// rolloutSeconds is how long a rollout may take that goes well. Pulumi's provider
// would give up after ten minutes, which says nothing of a pod that starts slowly.
func (a *Args) rolloutSeconds() int {
	return progress + waves*(a.Probes.StartupSeconds+minReady+joining)
}

// deployment is a colour's workload. Nothing in its template or selector depends on
// what the colour is to its users, so that a delivery which moves requests from one
// to the other moves no pods.
func (a *Args) deployment(r Running, values *later.Values) *appsv1.Deployment {
	template := a.podTemplate(pod{
		component: a.component(), colour: r.Colour, image: r.Image,
		command: a.Command, arguments: a.Arguments, resources: a.Resources,
		probes: true, restart: corev1.RestartPolicyAlways,
	}, values)
	labels := a.podLabels(a.component(), r.Colour, r.Image)
	labels[LabelTrack] = string(r.Track)
	return &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: a.colourName(r.Colour), Labels: labels},
		Spec: appsv1.DeploymentSpec{
			Replicas: a.replicas(),
			Selector: &metav1.LabelSelector{MatchLabels: a.selector(a.component(), r.Colour)},
			Template: template,
			Strategy: appsv1.DeploymentStrategy{
				Type: appsv1.RollingUpdateDeploymentStrategyType,
				// None may be missing: a new pod is there before an old one goes.
				RollingUpdate: &appsv1.RollingUpdateDeployment{
					MaxUnavailable: new(intstr.FromInt32(0)),
					MaxSurge:       new(intstr.FromString(surge)),
				},
			},
			MinReadySeconds:         minReady,
			ProgressDeadlineSeconds: new(count(progress + a.Probes.StartupSeconds)),
			RevisionHistoryLimit:    new(count(a.RevisionHistory)),
		},
	}
}

// replicas is the number of pods where nobody but this program has a say in it. An
// autoscaler's number is left out: written down, each deployment would set it back.
func (a *Args) replicas() *int32 {
	if a.Scaling.Fixed == nil {
		return nil
	}
	return new(count(a.Scaling.Fixed.Replicas))
}

// account is who the application's pods are. It gives its token to none of them
// unasked; a pod asks by its own field.
func (a *Args) account() *corev1.ServiceAccount {
	return &corev1.ServiceAccount{
		ObjectMeta:                   metav1.ObjectMeta{Name: a.accountName(), Labels: a.labels()},
		AutomountServiceAccountToken: new(false),
	}
}
