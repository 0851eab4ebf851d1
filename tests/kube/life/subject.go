package life

import (
	"strings"

	schedulingv1 "k8s.io/api/scheduling/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/namespace"
	"github.com/covetpy/platform/kubeapi"
)

// subject is an application whose life it is.
type subject struct {
	args app.Args
	// delivery is the one that was applied last.
	delivery app.Delivery
}

func (s *subject) name() string      { return s.args.Name }
func (s *subject) namespace() string { return s.args.Namespace }

// gated says whether its pods wait for a load balancer, which can share requests
// between colours then.
func (s *subject) gated() bool { return s.args.Service != nil && s.args.Service.Edge != nil }

// chosen says whether its Service chooses between colours. In a mesh it has the pods
// of both.
func (s *subject) chosen() bool { return s.args.Service != nil && s.args.Mesh == nil }

// least and most are how many pods a colour has.
func (s *subject) least() int { return max(1, s.args.Scaling.Least()) }
func (s *subject) most() int  { return s.args.Scaling.Most() }

// workload is the name of a colour's Deployment.
func (s *subject) workload(c app.Colour) string { return s.args.Name + "-" + string(c) }

// pods is how a colour's pods are asked for.
func (s *subject) pods(c app.Colour) string {
	return labels.SelectorFromSet(labels.Set{app.LabelName: s.args.Name, app.LabelColour: string(c)}).String()
}

// objects are those of a delivery, each after those that it needs.
func (s *subject) objects(d app.Delivery) ([]kubeapi.Object, error) {
	args := s.args
	args.Delivery = d
	return app.Objects(&args)
}

// release is an image, told from others by a digit.
func release(digit string) app.Image {
	return app.Image{
		Repository: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/prod/app",
		Digest:     "sha256:" + strings.Repeat(digit, 64),
	}
}

// otherThan is an image that has not run before: the next digit.
func otherThan(image app.Image) app.Image {
	digit := image.Digest[len(image.Digest)-1]
	return release(string("0123456789abcdef0"[strings.IndexByte("0123456789abcdef", digit)+1]))
}

// ground is the application's namespace, with the room that it asks for and no more
// than is usual.
func (s *subject) ground() ([]kubeapi.Object, error) {
	return namespace.Objects(&namespace.Args{
		Names: s.args.Names, Name: s.namespace(), KubernetesVersion: "1.36",
		ReadinessGates: s.gated(), Mesh: s.args.Mesh != nil,
		Demands: map[string]namespace.Demand{s.name(): namespace.Demand(s.args.Demand())},
	})
}

// classes are the classes of priority, which belong to no namespace.
func classes(project string) []kubeapi.Object {
	var out []kubeapi.Object
	for i, priority := range []app.Priority{app.Batch, app.Standard, app.Critical} {
		out = append(out, &schedulingv1.PriorityClass{ObjectMeta: metav1.ObjectMeta{Name: project + "-" + string(priority)}, Value: int32(1000 * i)})
	}
	return out
}
