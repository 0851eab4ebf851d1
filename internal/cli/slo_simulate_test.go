package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestASimulationPrintsWhatAlertsWouldHaveSaidAndDrawsIt(t *testing.T) {
	here(t)
	file := filepath.Join(t.TempDir(), "page.html")
	got := platform("slo", "simulate", "--errors", "10%", "--for", "10m", "--service", "orders", "--page", file)
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	lines := strings.Split(got.out, "\n")
	require.Equal(t, "errors: 10 % of all requests fail for 10 min", lines[0])
	require.Equal(t, strings.Fields("OBJECTIVE ALERT SEVERITY FIRES AFTER RESOLVED AFTER TIMES BUDGET LEFT"), strings.Fields(lines[2]))
	require.Equal(t, strings.Fields("orders/availability ErrorBudgetBurnsFast page 9 min 24 min 1 88.5 %"), strings.Fields(lines[3]))
	require.Contains(t, got.out, "\norders/latency       88.1 %         88.1 %\n")
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(raw), "<title>What would happen: errors</title>")
	require.Contains(t, string(raw), "<td>ErrorBudgetBurnsFast</td><td>page</td><td class=\"number\">9 min</td>")
}

func TestASimulationIsOfWhatTheServicePromisesInItsEnvironment(t *testing.T) {
	declaring(t, `{latency: {objective: "99", latency: {thresholdMilliseconds: 1000}}, nightly: {objective: "99", freshness: {metric: kube_cronjob_status_last_successful_time, maxAgeSeconds: 90000}}}`)
	got := platform("slo", "simulate", "--environment", "dev", "--service", "app", "--errors", "10", "--for", "2m")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	require.Contains(t, got.out, "\nLeft out: app/nightly, as the simulated targets expose nothing that it counts.\n")
	_, budgets, found := strings.Cut(got.out, "OBJECTIVE         BUDGET BEFORE")
	require.True(t, found, "%s", got.out)
	require.Regexp(t, `(?s)\napp/availability .*\napp/latency .*\napp/database `, budgets)

	require.Equal(t, refused(`find promises in dev: no service "api" promises anything; take app, mailer`),
		platform("slo", "simulate", "--environment", "dev"))
}

func TestASimulationThatCannotBeIsRefused(t *testing.T) {
	here(t)
	cases := map[string]struct {
		args []string
		says string
	}{
		"an unknown scenario": {
			[]string{"--scenario", "fire"},
			"--scenario fire: there is none; take total-outage, database-outage, ten-percent-errors, slow-burn, brief-spike, " +
				"flapping, slow-responses, no-traffic, counter-reset, missing-series, target-gone",
		},
		"two ways of saying it": {
			[]string{"--scenario", "flapping", "--errors", "5"},
			"--scenario says what happens; --errors and --for say it otherwise: give one or the other",
		},
		"a scenario of another length": {
			[]string{"--scenario", "flapping", "--for", "5m"},
			"--scenario says what happens; --errors and --for say it otherwise: give one or the other",
		},
		"a length of nothing":     {[]string{"--for", "5m"}, "--for 5m0s: say with --errors which share of requests fails"},
		"no share":                {[]string{"--errors", "many"}, "--errors many: want a share of requests above 0 and up to 100, as in 10%"},
		"more than all":           {[]string{"--errors", "101%"}, "--errors 101%: want a share of requests above 0 and up to 100, as in 10%"},
		"none at all":             {[]string{"--errors", "0"}, "--errors 0: want a share of requests above 0 and up to 100, as in 10%"},
		"no time":                 {[]string{"--errors", "1", "--for", "0s"}, "--for 0s: want a time above 0 and up to 6 d"},
		"too long":                {[]string{"--errors", "1", "--for", "1000h"}, "--for 1000h0m0s: want a time above 0 and up to 6 d"},
		"an argument":             {[]string{"dev"}, `unknown command "dev" for "platform slo simulate"`},
		"a name that is no name":  {[]string{"--service", "a\"b"}, `--service a"b: want lower-case letters, digits and dashes, beginning with a letter`},
		"a page that has no room": {[]string{"--scenario", "brief-spike", "--page", "no/such/page.html"}, "write the page: open no/such/page.html: no such file or directory"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, refused(c.says), platform(append([]string{"slo", "simulate"}, c.args...)...))
			_, err := os.Stat("no")
			require.ErrorIs(t, err, fs.ErrNotExist)
		})
	}
}
