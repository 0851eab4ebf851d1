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

// TestBadInputOfTheEdgeAndOfRecoveryIsOneError writes each mistake into prod's file
// and previews: one error, at the line of the mistake, that names both settings in
// conflict and what to do.
func TestBadInputOfTheEdgeAndOfRecoveryIsOneError(t *testing.T) {
	t.Parallel()
	const (
		zone   = "    hostedZone: {id: Z0PRODCOVETEXAMPLE003, name: covet.example.com}\n"
		second = "    secondRegion: {region: eu-central-1}\n"
	)
	cases := map[string]struct {
		after, line string // a line of the file, and what is put after it
		says        string
	}{
		"a domain outside the hosted zone": {
			"  covetpy:costCentre: \"4300\"\n", "  covetpy:domain: shop.example.org\n",
			"domain: found shop.example.org, accepted: covet.example.com or a name below it, as edge.hostedZone.name says",
		},
		"count mode without an end": {
			zone, "    waf: {mode: count}\n",
			"Pulumi.prod.yaml:15: edge.waf.countUntil: missing, accepted: the last day of counting, 2026-12-01, as mode is count",
		},
		"an end too far away": {
			zone, "    waf: {mode: count, countUntil: \"2098-03-01\"}\n",
			"edge.waf.countUntil: found 2098-03-01, accepted: at most 14 days from today, ",
		},
		"weights that do not make a whole": {
			zone, "    services: {other: {host: other, weights: {blue: 60, green: 50}}}\n",
			"edge.services.other.weights: found blue 60, green 50, accepted: percentages from 0 that make 100 together",
		},
		"consoles without ranges": {
			zone, "    monitoring: {hosts: [grafana]}\n",
			"edge.monitoring.allowedRanges: missing, accepted: a list of at least 1, each an address range, 10.10.0.0/16",
		},
		"consoles for everyone": {
			zone, "    monitoring: {hosts: [grafana], allowedRanges: [0.0.0.0/0]}\n",
			"edge.monitoring.allowedRanges[0]: found 0.0.0.0/0, accepted: a range that is yours: consoles are never open to everyone",
		},
		"more names than a certificate takes": {
			zone, "    services: {a: {host: a}, b: {host: b}, c: {host: c}, d: {host: d}, e: {host: e}, f: {host: f}, g: {host: g}, h: {host: h}, i: {host: i}, j: {host: j}}\n",
			"edge.services: found 11 names, accepted: at most 10 names on the certificate: the domain, each host below it, and each of monitoring.hosts",
		},
		"a history that nothing keeps": {
			second, "    objectives: {historyDays: 400}\n",
			"recovery.objectives.historyDays: found 400, accepted: at most 366, what database.backups.retentionDays and plans.database keep",
		},
		"less loss of a region than copies give": {
			second, "    objectives: {region: {rpoMinutes: 30}}\n",
			"recovery.objectives.region.rpoMinutes: found 30, accepted: at least 240, what is lost with recovery.plans.database.hourly and its way to the second region",
		},
		"a lock that keeps longer than a plan": {
			second, "    vaultLock: {minDays: 7}\n",
			"recovery.vaultLock.minDays: found 7, accepted: at most 2, as plans.database.hourly.retentionDays has to fit the lock",
		},
		"a lock that keeps shorter than a plan": {
			second, "    vaultLock: {maxDays: 100}\n",
			"recovery.vaultLock.maxDays: found 100, accepted: at least 366, as plans.database.monthly.retentionDays has to fit the lock",
		},
		"copies in the same account": {
			second, "    copyToVault: arn:aws:backup:eu-west-1:777788889999:backup-vault:kept\n",
			"recovery.copyToVault: found arn:aws:backup:eu-west-1:777788889999:backup-vault:kept, accepted: a vault of another account",
		},
		"a second region that is the first": {
			"  covetpy:recovery:\n", "    secondRegion: {region: eu-west-1}\n",
			"recovery.secondRegion.region: found eu-west-1, accepted: another region than the environment's own",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			repository := copyEnvironments(t)
			file := filepath.Join(repository, "Pulumi.prod.yaml")
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			// A setting that is there already gives way to the mistake.
			key, _, _ := strings.Cut(c.line, ": ")
			var kept []string
			for _, line := range strings.SplitAfter(string(raw), "\n") {
				if !strings.HasPrefix(line, key+":") {
					kept = append(kept, line)
				}
			}
			text := strings.Join(kept, "")
			require.Contains(t, text, c.after)
			require.NoError(t, os.WriteFile(file, []byte(strings.Replace(text, c.after, c.after+c.line, 1)), 0o600))

			cmd := platform(t, filepath.Join(repository, "home"), "preview", "prod", "--offline")
			cmd.Dir = repository
			out, code := runs(t, cmd)
			require.Equal(t, int(cli.ExitBadInput), code, out)
			require.Len(t, strings.Split(strings.TrimSpace(out), "\n"), 1, out)
			require.Contains(t, out, c.says)
			require.Contains(t, out, "Pulumi.prod.yaml:")
			_, err = os.Stat(filepath.Join(repository, "home"))
			require.ErrorIs(t, err, fs.ErrNotExist, "nothing was registered")
		})
	}
}
