package app

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/kubeapi"
)

// orders is a worker that has what a way of scaling may ask for.
func orders(s Scaling) *Args {
	return &Args{
		Names: naming.Scope{Project: "covetpy", Environment: "dev"},
		Where: identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"},
		Name:  "orders", Namespace: "apps",
		Delivery:  Delivery{Active: Blue, Image: digestOf("a")},
		Port:      8000,
		Resources: Resources{CPUMillis: 250, MemoryMiB: 256, EphemeralMiB: 128},
		Scaling:   s,
		Uses: Uses{Queues: map[string]Queue{
			"jobs":  {URL: pulumi.String("https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"), Access: Receive},
			"mails": {URL: pulumi.String("https://sqs.eu-west-1.amazonaws.com/111122223333/mails"), Access: Send},
		}},
		Secrets: map[string]Secret{"redis": {Name: "covetpy/dev/redis", Field: "password"}},
	}
}

// service makes an application one that is called.
func service(a *Args) *Args {
	a.Service = &Service{}
	return a
}

func digestOf(digit string) Image {
	return Image{Repository: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/orders", Digest: "sha256:" + strings.Repeat(digit, 64)}
}

// sent is an object as it would be sent, and is read again strictly.
func sent(t require.TestingT, object kubeapi.Object) []byte {
	manifest, err := kubeapi.Manifest(object)
	require.NoError(t, err)
	raw, err := json.Marshal(manifest)
	require.NoError(t, err)
	_, err = kubeapi.Decode(raw)
	require.NoError(t, err, "%s", raw)
	return raw
}

// requireStrict demands that an API server could read the objects.
func requireStrict[T kubeapi.Object](t require.TestingT, objects ...T) {
	for _, object := range objects {
		sent(t, object)
	}
}

// scalers are the autoscaling objects of the active colour.
func scalers(a *Args) []kubeapi.Object {
	return a.autoscaling(Running{Colour: a.Delivery.Active, Image: a.Delivery.Image}, &later.Values{})
}

// scalingFaults are those of the scaling alone.
func scalingFaults(a *Args) fault.Faults {
	var c fault.Check
	a.checkScaling(&c)
	return c.Faults()
}

// jobFaults are those of the jobs alone.
func jobFaults(a *Args) fault.Faults {
	var c fault.Check
	a.checkJobs(&c)
	return c.Faults()
}

// ofColour is what an object of a colour says of itself.
func ofColour(name, component, colour string) metav1.ObjectMeta {
	labels := ofComponent(component)
	labels["covetpy.dev/colour"] = colour
	return metav1.ObjectMeta{Name: name, Labels: labels}
}

// ofComponent are the labels of an object of a component.
func ofComponent(component string) map[string]string {
	return map[string]string{
		"app.kubernetes.io/name": "orders", "app.kubernetes.io/part-of": "covetpy", "app.kubernetes.io/managed-by": "pulumi",
		"app.kubernetes.io/component": component,
	}
}

func requireNoFault(t testing.TB, faults fault.Faults) {
	t.Helper()
	require.NoError(t, faults.Err())
}

// drawJobs gives an application jobs, or none.
func drawJobs(t *rapid.T, a *Args) {
	own := func(what string) *Resources {
		return rapid.SampledFrom([]*Resources{nil, &a.Resources}).Draw(t, "resources of "+what)
	}
	if rapid.Bool().Draw(t, "migration") {
		a.Migration = &Migration{Command: []string{"migrate"}, Retries: rapid.IntRange(0, 3).Draw(t, "retries"), Resources: own("migration")}
	}
	for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"report", "clean"}), rapid.ID).Draw(t, "crons") {
		if a.Crons == nil {
			a.Crons = map[string]Cron{}
		}
		a.Crons[name] = Cron{
			Schedule: rapid.SampledFrom([]string{"* * * * *", "30 3 * * *"}).Draw(t, "schedule"), Command: []string{name},
			Overlap:   rapid.SampledFrom([]Overlap{"", Forbid, Replace, Allow}).Draw(t, "overlap"),
			Resources: own(name),
		}
	}
}
