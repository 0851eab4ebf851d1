package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/kubeapi/elbv2"
)

func TestTheServiceThatOthersCall(t *testing.T) {
	for name, test := range map[string]struct {
		args     *Args
		selector map[string]string
		target   intstr.IntOrString
	}{
		"without a mesh it leads to the active colour's port": {
			delivering(), map[string]string{LabelName: "web", LabelComponent: "service", LabelColour: "blue"}, intstr.FromString("http"),
		},
		"in a mesh it leads to the sidecars of both": {
			meshed(), map[string]string{LabelName: "web", LabelComponent: "service"}, intstr.FromInt32(8443),
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, &corev1.Service{
				ObjectMeta: metav1.ObjectMeta{Name: "web", Namespace: "apps", Labels: map[string]string{
					LabelName: "web", LabelPartOf: "covetpy", LabelManagedBy: "pulumi", LabelComponent: "service",
				}},
				Spec: corev1.ServiceSpec{
					Type: "ClusterIP", Selector: test.selector,
					Ports: []corev1.ServicePort{{Name: "http", Port: 8000, TargetPort: test.target, Protocol: "TCP", AppProtocol: new("http")}},
				},
			}, objectsOf(t, test.args)["Service web"])
		})
	}
}

func TestTheWayInFromATargetGroup(t *testing.T) {
	labels := map[string]string{
		LabelName: "web", LabelPartOf: "covetpy", LabelManagedBy: "pulumi", LabelComponent: "service", LabelColour: "green",
	}
	objects := objectsOf(t, meshed())
	assert.Equal(t, &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{
			Name: "web-green", Namespace: "apps", Labels: labels, Annotations: map[string]string{"pulumi.com/skipAwait": "true"},
		},
		Spec: corev1.ServiceSpec{
			Type: "ClusterIP", Selector: map[string]string{LabelName: "web", LabelComponent: "service", LabelColour: "green"},
			// Past the sidecar: the load balancer has no certificate of the mesh.
			Ports: []corev1.ServicePort{{Name: "http", Port: 8000, TargetPort: intstr.FromString("http"), Protocol: "TCP", AppProtocol: new("http")}},
		},
	}, objects["Service web-green"])
	assert.Equal(t, &elbv2.TargetGroupBinding{
		ObjectMeta: metav1.ObjectMeta{Name: "web-green", Namespace: "apps", Labels: labels},
		Spec: elbv2.TargetGroupBindingSpec{
			TargetGroupARN: "arn:green", TargetType: "ip",
			ServiceRef: elbv2.ServiceReference{Name: "web-green", Port: intstr.FromString("http")},
		},
	}, objects["TargetGroupBinding web-green"])
}

func TestOnlyWhatIsCalledFromOutsideHasAWayIn(t *testing.T) {
	inside := web()
	inside.Service.Edge = nil
	for name, a := range map[string]*Args{"a service inside": inside, "a worker": worker()} {
		t.Run(name, func(t *testing.T) {
			for key := range objectsOf(t, a) {
				assert.NotContains(t, key, "TargetGroupBinding")
				assert.NotEqual(t, "Service "+a.Name+"-blue", key)
			}
		})
	}
}
