package life

import (
	"net/netip"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	corev1 "k8s.io/api/core/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
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

// gated says whether its pods wait for a load balancer, served whether it has a
// Service that chooses between colours.
func (s *subject) gated() bool  { return s.served() && s.args.Service.Edge != nil }
func (s *subject) served() bool { return s.args.Service != nil }

// shared says whether colours can share requests.
func (s *subject) shared() bool { return s.gated() }

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

// subjects are a service with everything and a worker.
func subjects() []subject {
	return []subject{{args: service()}, {args: worker()}}
}

// common is what both have, as prod may have it.
func common(name string) app.Args {
	return app.Args{
		Names:         naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:         identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"},
		Name:          name,
		Namespace:     name + "-life",
		Cluster:       "covetpy-prod",
		ClusterName:   pulumi.String("covetpy-prod"),
		Architectures: []app.Architecture{app.AMD64, app.ARM64},
		Environment:   map[string]string{"LOG_LEVEL": "INFO"},
		Port:          8000,
		Probes:        app.Probes{Startup: "/health/startup", Live: "/health/live", Ready: "/health/ready"},
		Resources:     app.Resources{CPUMillis: 500, MemoryMiB: 512, EphemeralMiB: 256},
		Writable:      []app.Writable{{Path: "/tmp", SizeMiB: 64}},
		Priority:      app.Critical,
		Pools: []app.Pool{
			{Name: "app", Architectures: []app.Architecture{app.AMD64}, Capacities: []app.Capacity{app.OnDemand}},
			{Name: "batch", Architectures: []app.Architecture{app.ARM64}, Capacities: []app.Capacity{app.Spot}},
		},
		Shutdown: app.Shutdown{DrainSeconds: 30},
		Reach: app.Reach{
			LoadBalancer: prefixes("10.2.0.0/24", "10.2.1.0/24"),
			Data:         prefixes("10.2.64.0/24"),
			Endpoints:    prefixes("10.2.32.0/24"),
		},
	}
}

func prefixes(texts ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, t := range texts {
		out = append(out, netip.MustParsePrefix(t))
	}
	return out
}

func service() app.Args {
	a := common("web")
	a.Service = &app.Service{Edge: &app.Edge{
		Blue:                  pulumi.String("arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web-blue/0123456789abcdef"),
		Green:                 pulumi.String("arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web-green/0123456789abcdef"),
		DeregistrationSeconds: 30, IdleTimeoutSeconds: 60,
	}}
	a.Scaling = app.Scaling{Fixed: &app.Fixed{Replicas: 3}}
	return a
}

func worker() app.Args {
	a := common("worker")
	a.Priority = app.Batch
	a.Command, a.Arguments = []string{"python"}, []string{"-m", "worker"}
	a.Placement = app.Placement{Architecture: app.ARM64, Capacity: app.Spot}
	a.Scaling = app.Scaling{Fixed: &app.Fixed{Replicas: 2}}
	return a
}

// ground is what an application stands on: the classes of priority, and its
// namespace.
func (s *subject) ground() []kubeapi.Object {
	var out []kubeapi.Object
	for i, priority := range []app.Priority{app.Batch, app.Standard, app.Critical} {
		out = append(out, &schedulingv1.PriorityClass{
			ObjectMeta: metav1.ObjectMeta{Name: s.args.Names.Project + "-" + string(priority)}, Value: int32(1000 * i),
		})
	}
	labels := map[string]string{injectLabel: "enabled", "pod-security.kubernetes.io/enforce": "restricted"}
	return append(out,
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: s.namespace(), Labels: labels}},
		&corev1.ResourceQuota{
			ObjectMeta: metav1.ObjectMeta{Name: "all", Namespace: s.namespace()},
			Spec: corev1.ResourceQuotaSpec{Hard: corev1.ResourceList{
				corev1.ResourceRequestsMemory: resource.MustParse("32Gi"), corev1.ResourceLimitsMemory: resource.MustParse("32Gi"),
			}},
		})
}
