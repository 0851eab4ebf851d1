package stacks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
)

// TestAnApplicationsFaultsAreToldInTheConfigurationsTerms writes each mistake into an
// environment's real file: every fault is told once, under the path that the file has,
// and so are the settings that it does not go with.
func TestAnApplicationsFaultsAreToldInTheConfigurationsTerms(t *testing.T) {
	t.Parallel()
	const noRegistry = "an environment with a registry, as images come from there alone"
	for name, tt := range map[string]struct {
		environment, old, new string
		want                  fault.Faults
	}{
		"no registry, whose images two applications run": {
			"dev", "  covetpy:queues:\n", "  covetpy:registry: null\n  covetpy:queues:\n",
			fault.Faults{
				{Path: "apps.app.image", Found: running, Accepted: noRegistry},
				{Path: "apps.mailer.image", Found: running, Accepted: noRegistry},
			},
		},
		"a right to call for one that does not": {
			"prod", "          reports: {methods", "          mailer: {methods",
			fault.Faults{{
				Path: "apps.app.mesh.callers.mailer", Found: "mailer",
				Accepted: "an application whose uses.apps names this one: reports",
			}},
		},
		"a right to call where nobody does": {
			"prod", "apps: [app]}", "apps: []}",
			fault.Faults{{
				Path: "apps.app.mesh.callers.reports", Found: "reports",
				Accepted: "none, as no application's uses.apps names this one",
			}},
		},
		"scaling by a queue that the application only fills": {
			"prod", "queues: {jobs: receive}", "queues: {jobs: send}",
			fault.Faults{{
				Path: "apps.mailer.scaling.keda.queues.jobs", Found: "jobs",
				Accepted: "a queue that the application receives from: to that of uses.queues.jobs it only sends",
			}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := "Pulumi." + tt.environment + ".yaml"
			raw, err := os.ReadFile(filepath.Join("..", file))
			require.NoError(t, err)
			require.Contains(t, string(raw), tt.old)
			require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(strings.Replace(string(raw), tt.old, tt.new, 1)), 0o600))
			_, err = config.Load(dir, tt.environment, Check(tt.environment, today))
			faults := fault.Of(err)
			for i := range faults {
				assert.Contains(t, faults[i].Where, file)
				faults[i].Where = ""
			}
			assert.Equal(t, tt.want, faults)
		})
	}
}

// running is the image that the environments' applications run.
const running = "app@sha256:3f9d2c5b8e1a47c6d0f3b29a6e8c714d5fb0a92e6c1d83f7405e9ab1c2d6f8e0"
