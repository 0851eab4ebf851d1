package config_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
)

const digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

func TestAnApplication(t *testing.T) {
	for name, test := range map[string]struct {
		tier, yaml string
		want       func(*config.App)
	}{
		"is its image, in dev": {"dev", "app: {image: app@" + digest + "}", func(a *config.App) {
			a.Scaling.Fixed = &config.AppFixed{Replicas: 1}
		}},
		"has an autoscaler in staging": {"staging", "app: {image: app@" + digest + "}", func(a *config.App) {
			a.Scaling.HPA = new(config.AppHPA)
			*a.Scaling.HPA = *config.Specimen(config.Staging, "x").Apps["x"].Scaling.HPA
		}},
		"keeps the tier's autoscaler but for what its file says": {"prod", "app: {image: app@" + digest + ", scaling: {hpa: {max: 30}}}", func(a *config.App) {
			a.Scaling.HPA = new(config.AppHPA)
			*a.Scaling.HPA = *config.Specimen(config.Prod, "x").Apps["x"].Scaling.HPA
			a.Scaling.HPA.Max = 30
		}},
		"has no other way of scaling than the one that its file names": {
			"prod", "app: {image: app@" + digest + ", service: null, scaling: {fixed: {replicas: 4}}}",
			func(a *config.App) {
				a.Service = nil
				a.Scaling.Fixed = &config.AppFixed{Replicas: 4}
			},
		},
		"is found at the front door when it is given a place there": {"dev", "app: {image: app@" + digest + ", service: {edge: {host: api}}}", func(a *config.App) {
			a.Scaling.Fixed = &config.AppFixed{Replicas: 1}
			a.Service.Edge = config.Specimen(config.Dev, "x").Apps["x"].Service.Edge
			a.Service.Edge.Host = "api"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			content := strings.Replace(minimal, "tier: dev", "tier: "+test.tier, 1) + "  covetpy:apps:\n    " + test.yaml + "\n"
			l, err := config.Load(write(t, content), "dev")
			require.NoError(t, err)
			want := plainApp(config.Tier(test.tier))
			test.want(&want)
			assert.Equal(t, want, l.Config.Apps["app"])
		})
	}
}

// TestAHostOfTwoListsOfRangesIsNotTwice compares what Go's own comparison refuses.
func TestAHostOfTwoListsOfRangesIsNotTwice(t *testing.T) {
	more := "  covetpy:apps:\n    app: {image: app@" + digest + ", mesh: {hosts: [{name: a.example, ranges: [198.51.100.0/24]}, {name: a.example, ranges: [203.0.113.0/24]}]}}\n"
	assert.Len(t, load(t, more).Config.Apps["app"].Mesh.Hosts, 2)
}

// plainApp is an application with nothing turned on, and without a way of scaling.
func plainApp(t config.Tier) config.App {
	a := config.Specimen(t, "x").Apps["x"]
	a.Image = "app@" + digest
	a.Service.Edge, a.Mesh, a.Migration, a.Delivery.Candidate = nil, nil, nil, nil
	a.Scaling = config.AppScaling{}
	a.Uses.Queues, a.Uses.Buckets = map[string]config.QueueAccess{}, map[string]config.BucketAccess{}
	a.Secrets, a.Crons = map[string]config.AppSecret{}, map[string]config.AppCron{}
	a.SLOs = map[string]config.AppSLO{}
	return a
}

func TestFaultsOfApplications(t *testing.T) {
	image := "a repository of the registry and the image's digest, app@sha256: and 64 hexadecimal digits " +
		"(a tag can be moved; `docker buildx imagetools inspect` prints its digest)"
	requireFaults(t, map[string]fileFault{
		"a tag": {
			"  covetpy:apps:\n    app: {image: \"app:1.4.2\"}\n",
			"Pulumi.dev.yaml:9: apps.app.image: found \"app:1.4.2\", accepted: " + image,
		},
		"no image": {
			"  covetpy:apps:\n    app: {}\n",
			"Pulumi.dev.yaml:9: apps.app.image: missing, accepted: " + image,
		},
		"a host outside the mesh twice, with its list of ranges": {
			"  covetpy:apps:\n    app: {image: app@" + digest + ", mesh: {hosts: [{name: a.example, ranges: [198.51.100.0/24]}, {name: a.example, ranges: [198.51.100.0/24]}]}}\n",
			"Pulumi.dev.yaml:9: apps.app.mesh.hosts[1]: found the same again, accepted: each element once",
		},
		"a variable in small letters": {
			"  covetpy:apps:\n    app: {image: app@" + digest + ", environment: {logLevel: INFO}}\n",
			`Pulumi.dev.yaml:9: apps.app.environment.logLevel: found the name "logLevel", accepted: the name of a variable in capitals, LOG_LEVEL`,
		},
	})
}
