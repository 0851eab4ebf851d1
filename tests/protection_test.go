package tests

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/cli"
	"github.com/covetpy/platform/internal/engine"
)

// protected are the environments that hold something worth it.
func protected(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, name := range environments(t) {
		if load(t, name).Config.Protect {
			out = append(out, name)
		}
	}
	require.Subset(t, out, []string{"staging", "prod"})
	return out
}

// TestAProtectedEnvironmentStays refuses to destroy one in the preview, before
// anything changes; once its owner takes the protection off, all of it goes, in
// every region. Nobody destroys without the preview: Pulumi's command looks first,
// and ours does not even ask the engine.
func TestAProtectedEnvironmentStays(t *testing.T) {
	t.Parallel()
	for _, name := range protected(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			state, alive := w.resources(), w.cloud.Everything()
			regions := map[string]bool{}
			for _, o := range alive {
				regions[o.Where] = true
			}
			require.Contains(t, regions, w.loaded.Config.Region)
			if second := w.loaded.Config.Recovery.SecondRegion; second != nil {
				require.Contains(t, regions, second.Region)
			}
			result, _ := w.fails(engine.OpPreviewDestroy)
			said := strings.Join(problems(result), "\n")
			require.Contains(t, said, "because it is protected. To unprotect the resource, either remove the `protect` flag")
			require.Equal(t, alive, w.cloud.Everything())
			require.Equal(t, state, w.resources())
			free := w.unprotected()
			free.run(engine.OpUp)
			free.gone() // which looks at every region
		})
	}
}

// TestTheCommandSaysHowToTakeDown has the command refuse before it asks the engine,
// and say what to set, where, and how to do all of it on the simulated cloud.
func TestTheCommandSaysHowToTakeDown(t *testing.T) {
	t.Parallel()
	for _, name := range protected(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			out, code := runs(t, platform(t, home, "destroy", name, "--offline"))
			require.Equal(t, int(cli.ExitBadInput), code, out)
			lines := strings.Split(strings.TrimSpace(out), "\n")
			for _, says := range []string{
				"destroy " + name + ": it is protected", "set covetpy:protect: false", "deletionProtection: false",
				"Pulumi." + name + ".yaml", "destroy " + name + " --offline --unprotect",
			} {
				require.Contains(t, lines[len(lines)-1], says)
			}
		})
	}
}

// TestAWSProtectsToo leaves on what AWS itself protects, and takes Pulumi's
// protection off: the destroy fails in AWS's words, what it did is what the state
// says, and once that is off too, the next destroy finishes.
func TestAWSProtectsToo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keep  func(*config.Config)
		token string
		says  string
	}{
		"the database": {
			func(c *config.Config) { c.Database.DeletionProtection = true }, databaseType,
			"Cannot delete protected Cluster, please disable deletion protection and try again",
		},
		"the load balancer": {
			func(c *config.Config) { c.Edge.DeletionProtection = true }, loadBalancerType,
			"cannot be deleted because deletion protection is enabled",
		},
		"the Kubernetes cluster": {
			func(c *config.Config) { c.Cluster.DeletionProtection = true }, clusterType,
			"deletion protection",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "staging").unprotected()
			kept := w.with(c.keep)
			kept.run(engine.OpUp)
			result, _ := kept.fails(engine.OpDestroy)
			said := strings.Join(problems(result), "\n")
			require.Contains(t, said, c.token)
			require.Contains(t, said, c.says)
			kept.agrees(kept.resources())
			require.Len(t, kept.ofType(c.token), 1)
			w.run(engine.OpUp)
			w.settled()
			w.gone()
		})
	}
}
