package tests

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/cli"
)

// Lines of the environments' files, beside which the mistakes are made.
const (
	serves   = "      service: {edge: {}}\n"
	scales   = "      scaling:\n"
	databank = "        database: true\n"
	works    = "      service: null\n"
	image    = "app@sha256:3f9d2c5b8e1a47c6d0f3b29a6e8c714d5fb0a92e6c1d83f7405e9ab1c2d6f8e0"
	newImage = "app@sha256:0d4c1f7e92ab85630c7e1d9f4b28a6537e0c9d1b8f64a2e35c7d90b1e8f3a64d"
)

// TestBadInputOfApplicationsIsOneError writes each mistake into an environment's file
// and previews: one error, at its line, that names what contradicts what.
func TestBadInputOfApplicationsIsOneError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ environment, old, new, says string }{
		"a tag instead of a digest": {
			"dev", image, "app:1.4.2",
			`apps.app.image: found "app:1.4.2", accepted: a repository of the registry and the image's digest, app@sha256: and 64 hexadecimal digits (a tag can be moved`,
		},
		"an image of a repository that is not there": {
			"dev", image, "shop" + image[3:],
			"apps.app.image: found shop@sha256:3f9d2c5b8e1a47c6d0f3b29a6e8c714d5fb0a92e6c1d83f7405e9ab1c2d6f8e0, accepted: an image of one of registry.repositories: app",
		},
		"more pods at least than at most": {
			"prod", scales, scales + "        hpa: {min: 30}\n",
			"apps.app.scaling.hpa.min: found 30, accepted: at most scaling.hpa.max (20)",
		},
		"two owners of the number of pods": {
			"prod", scales, scales + "        hpa: {}\n        keda: {min: 2, queues: {}, crons: [{timeZone: Etc/UTC, start: \"0 8 * * *\", end: \"0 9 * * *\", replicas: 3}]}\n",
			"apps.app.scaling: found hpa and keda, accepted: exactly one of fixed, hpa and keda, as a number of pods has one owner",
		},
		"an end before the load balancer has heard of it": {
			"prod", serves, serves + "      shutdown: {preStopSeconds: 20}\n",
			"apps.app.shutdown.preStopSeconds: found 20, accepted: at least 35: service.edge.deregistrationSeconds (30)",
		},
		"an end before running requests are done": {
			"prod", serves, serves + "      shutdown: {graceSeconds: 40}\n",
			"apps.app.shutdown.graceSeconds: found 40, accepted: at least 70: shutdown.preStopSeconds (35), shutdown.drainSeconds (30) and 5",
		},
		"an end that a spot node does not wait for": {
			"prod", works, works + "      shutdown: {drainSeconds: 200}\n",
			"apps.mailer.shutdown.graceSeconds: found 210, accepted: at most 120, as placement.capacity is spot",
		},
		"a budget that keeps every node from being emptied": {
			"prod", scales, scales + "        disruption: {minAvailable: 3}\n",
			"apps.app.scaling.disruption.minAvailable: found 3, accepted: less than scaling.hpa.min (3): with as many, no pod may ever be evicted",
		},
		"an arm64 image on an amd64 node": {
			"dev", serves, serves + "      architectures: [arm64]\n",
			"apps.app.placement.architecture: found amd64, accepted: one of architectures (arm64), as the image is built for no other",
		},
		"an arm64 node where there are none": {
			"dev", serves, serves + "      architectures: [arm64]\n      placement: {architecture: arm64}\n",
			"apps.app.placement: found architecture arm64 with capacity on-demand, accepted: what one of pools offers: cluster.nodeGroups.",
		},
		"a secret that nobody has declared": {
			"dev", "secrets: {payments: {}}", "secrets: {stripe: {}}",
			"apps.app.secrets.stripe: found stripe, accepted: one of secrets: payments",
		},
		"copied secrets, and nobody who copies": {
			"dev", serves, serves + "      secretStore: external-secrets\n",
			"apps.app.secretStore: found on, accepted: off, or an environment with services.externalSecrets",
		},
		"a queue that is not there": {
			"dev", "queues: {jobs: send}", "queues: {emails: send}",
			"apps.app.uses.queues: found emails, accepted: one of queues: jobs",
		},
		"scaling by a queue that the application does not use": {
			"prod", "{queues: {jobs: {messagesPerPod: 20}}", "{queues: {emails: {messagesPerPod: 20}}",
			"apps.mailer.scaling.keda.queues.emails: found emails, accepted: a queue of uses.queues",
		},
		"scaling by a queue that it only fills": {
			"prod", "queues: {jobs: receive}", "queues: {jobs: send}",
			"apps.mailer.scaling.keda.queues.jobs: found jobs, accepted: a queue that the application receives from: to that of uses.queues.jobs it only sends",
		},
		"a user that the proxy does not log in": {
			"prod", databank, databank + "        databaseUser: shop\n",
			"apps.app.uses.databaseUser: found shop, accepted: a user that the proxy logs in, one of database.proxy.users: app",
		},
		"a place at a front door that is not there": {
			"dev", "  covetpy:edge:\n    hostedZone: {id: Z0DEVCOVETEXAMPLE0001, name: dev.covet.example.com}\n", "  covetpy:edge: null\n",
			"apps.app.service.edge: found a place at the front door, accepted: null, or an environment with a front door (edge)",
		},
		"scaling by events, and nobody who does": {
			"dev", works, works + "      scaling: {keda: {queues: {jobs: {messagesPerPod: 20}}}}\n",
			"apps.mailer.scaling.keda: found on, accepted: off, or an environment with services.keda",
		},
		"advice on memory, and nobody who gives it": {
			"dev", serves, serves + "      scaling: {fixed: {replicas: 1}, vpa: {}}\n",
			"apps.app.scaling.vpa: found on, accepted: off, or an environment with services.vpa",
		},
		"an application outside the mesh among others inside": {
			"prod", "      mesh: {}\n    reports:", "    reports:",
			"apps.mailer.mesh: found outside the mesh, accepted: in the mesh, as apps.app.mesh: of a namespace (apps) all applications are in the mesh, or none",
		},
		"a caller outside the mesh of one inside": {
			"prod", "      mesh: {}\n  covetpy:queues:", "  covetpy:queues:",
			"apps.reports.mesh: found outside the mesh, accepted: in the mesh, as apps.app.mesh: of a namespace (apps)",
		},
		"the same in a namespace of its own": {
			"prod", "      mesh: {}\n  covetpy:queues:", "      namespace: figures\n  covetpy:queues:",
			"apps.reports.mesh: found outside the mesh, accepted: in the mesh, as apps.app, which uses.apps names, answers only who has a certificate of it",
		},
		"a right to call for one that does not": {
			"prod", "          reports: {methods", "          mailer: {methods",
			"apps.app.mesh.callers.mailer: found mailer, accepted: an application whose uses.apps names this one: reports",
		},
		"a call to a worker": {
			"prod", "apps: [app]}", "apps: [app, mailer]}",
			"apps.reports.uses.apps: found mailer, accepted: an application with a service: apps.mailer.service is null, and a worker is not called",
		},
		"a share of requests for a worker": {
			"dev", works, works + "      delivery: {candidate: {image: " + newImage + ", weight: 5}}\n",
			"apps.mailer.delivery.candidate.weight: found 5, accepted: 0, as without a service there are no requests to share",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			repository := copyEnvironments(t)
			file := filepath.Join(repository, "Pulumi."+c.environment+".yaml")
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Contains(t, string(raw), c.old)
			require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(raw), c.old, c.new, 1)), 0o600))

			cmd := platform(t, filepath.Join(repository, "home"), "preview", c.environment, "--offline")
			cmd.Dir = repository
			out, code := runs(t, cmd)
			require.Equal(t, int(cli.ExitBadInput), code, out)
			require.Len(t, strings.Split(strings.TrimSpace(out), "\n"), 1, out)
			require.Contains(t, out, c.says)
			require.Contains(t, out, "Pulumi."+c.environment+".yaml:")
			_, err = os.Stat(filepath.Join(repository, "home"))
			require.ErrorIs(t, err, fs.ErrNotExist, "nothing was registered")
		})
	}
}
