package app

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi/elbv2"
)

// service is where others in the cluster call the application, at Args.Port. With
// a mesh it has the pods of both colours, whom the mesh gives their shares.
// Without one nobody shares requests out, and all of them go to the active colour.
func (a *Args) service() *corev1.Service {
	colour, target := a.Delivery.Active, intstr.FromString(portName)
	if a.Mesh != nil {
		colour, target = "", intstr.FromInt32(MeshPort)
	}
	return a.clusterIP(a.Name, colour, target)
}

// entry is the way from a colour's target group to its pods, the Service first: the
// load balancer's controller registers the pods that a Service has, by their own
// addresses and at the port that they listen on, past the mesh.
func (a *Args) entry(r Running, values *later.Values) (*corev1.Service, *elbv2.TargetGroupBinding) {
	edge := a.edge()
	if edge == nil {
		return nil, nil
	}
	service := a.clusterIP(a.colourName(r.Colour), r.Colour, intstr.FromString(portName))
	// It is there before its pods are, and Pulumi's provider would wait for them.
	service.Annotations = map[string]string{annotationSkipAwait: "true"}
	target := edge.Blue
	if r.Colour == Green {
		target = edge.Green
	}
	return service, &elbv2.TargetGroupBinding{
		ObjectMeta: metav1.ObjectMeta{Name: a.colourName(r.Colour), Labels: service.Labels},
		Spec: elbv2.TargetGroupBindingSpec{
			TargetGroupARN: values.Text(target),
			TargetType:     elbv2.TargetIP,
			ServiceRef:     elbv2.ServiceReference{Name: service.Name, Port: intstr.FromString(portName)},
		},
	}
}

// annotationSkipAwait has Pulumi's provider not wait until an object works.
const annotationSkipAwait = "pulumi.com/skipAwait"

// clusterIP is a Service for pods of a colour, or of both.
func (a *Args) clusterIP(name string, colour Colour, target intstr.IntOrString) *corev1.Service {
	labels := a.labels()
	labels[LabelComponent] = string(a.component())
	if colour != "" && name != a.Name {
		labels[LabelColour] = string(colour)
	}
	return &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels},
		Spec: corev1.ServiceSpec{
			Type:     corev1.ServiceTypeClusterIP,
			Selector: a.selector(a.component(), colour),
			Ports: []corev1.ServicePort{{
				Name: portName, Port: count(a.Port), TargetPort: target, Protocol: corev1.ProtocolTCP, AppProtocol: new("http"),
			}},
		},
	}
}
