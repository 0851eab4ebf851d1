package app

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
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

// manifests are objects as they would be sent, each read again strictly.
func manifests[T kubeapi.Object](t require.TestingT, objects []T) []map[string]any {
	var out []map[string]any
	for _, obj := range objects {
		manifest, err := kubeapi.Manifest(obj)
		require.NoError(t, err)
		raw, err := json.Marshal(manifest)
		require.NoError(t, err)
		_, err = kubeapi.Decode(raw)
		require.NoError(t, err)
		out = append(out, manifest)
	}
	return out
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

// colourMetadata is what an object of a colour says of itself.
func colourMetadata(name, component, colour string) map[string]any {
	return map[string]any{"name": name, "labels": map[string]any{
		"app.kubernetes.io/name": "orders", "app.kubernetes.io/part-of": "covetpy", "app.kubernetes.io/managed-by": "pulumi",
		"app.kubernetes.io/component": component, "covetpy.dev/colour": colour,
	}}
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
