package stacks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/docs/runbooks"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

// devWith is dev's file, in which an application declares objectives.
func devWith(t *testing.T, app, slos string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "Pulumi.dev.yaml"))
	require.NoError(t, err)
	entry := "\n    " + app + ":\n"
	require.Contains(t, string(raw), entry)
	dir := t.TempDir()
	text := strings.Replace(string(raw), entry, entry+"      slos: "+slos+"\n", 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Pulumi.dev.yaml"), []byte(text), 0o600))
	return dir
}

// own is a declared objective of dev's app, with what the arithmetic fills in.
func own(name, objective string, i slo.Indicator) slo.SLO {
	return slo.SLO{
		Service: "app", Name: name, Objective: slo.MustPercent(objective), Window: 30 * slo.Day,
		MinimumErrors: 5, Absent: slo.SeverityPage, Indicator: i,
	}
}

func TestWhatApplicationsPromiseIsTheConfiguration(t *testing.T) {
	t.Parallel()
	database := slo.Ref{Service: "app", Name: "database"}
	defaults, mailer := slo.Defaults("app"), slo.DefaultsOf("mailer", slo.Traits{Queries: true})
	everything := own("b-jobs", "99.5", slo.Indicator{Availability: &slo.Availability{
		Metric: "database_queries_total",
		Only:   []slo.Match{{Label: "pod", Op: slo.Matches, Value: "app-blue-.+"}},
		Failed: []slo.Match{{Label: "outcome", Op: slo.Differs, Value: "ok"}},
	}})
	everything.Window, everything.MinimumErrors, everything.Absent = 7*slo.Day, 20, slo.SeverityTicket
	everything.DependsOn, everything.Runbook = []slo.Ref{database, mailer[0].Ref()}, slo.AlertAbsent
	quick := own("latency", "99", slo.Indicator{Latency: &slo.Latency{Threshold: time.Second}})
	for name, c := range map[string]struct {
		declared string
		want     []slo.SLO
	}{
		"nothing of their own": {"{}", defaults},
		"another one, which comes after those of its kind": {
			`{tail: {objective: "99", latency: {thresholdMilliseconds: 2500, metric: http_request_duration_seconds, only: [{label: route, op: "!~", value: "health.*"}]}}}`,
			append(slo.Defaults("app"), own("tail", "99", slo.Indicator{Latency: &slo.Latency{
				Threshold: 2500 * time.Millisecond, Metric: slo.HTTPLatency,
				Only: []slo.Match{{Label: "route", Op: slo.MatchesNot, Value: "health.*"}},
			}})),
		},
		"one in the place of the one that has its name": {
			`{latency: {objective: "99", latency: {thresholdMilliseconds: 1000}}}`,
			[]slo.SLO{defaults[0], quick, defaults[2]},
		},
		"all that can be said, and in the order of names": {
			`{c-cleanup: {objective: "95.25", windowDays: 30, freshness: {metric: kube_cronjob_status_last_successful_time, maxAgeSeconds: 90000}},
       b-jobs: {objective: "99.5", windowDays: 7, minimumErrors: 20, absent: ticket, runbook: IndicatorAbsent, dependsOn: [database, mailer/database],
         availability: {metric: database_queries_total, only: [{label: pod, op: "=~", value: "app-blue-.+"}], failed: [{label: outcome, op: "!=", value: ok}]}}}`,
			append(slo.Defaults("app"), everything, own("c-cleanup", "95.25", slo.Indicator{Freshness: &slo.Freshness{
				Metric: "kube_cronjob_status_last_successful_time", MaxAge: 25 * time.Hour,
			}})),
		},
		"expressions": {
			`{writes: {objective: "99", absent: none, custom: {good: 'rate(http_requests_total{status!~"5..",method="POST"}[5m])', total: 'rate(http_requests_total{method="POST"}[5m])'}}}`,
			append(slo.Defaults("app"), func() slo.SLO {
				s := own("writes", "99", slo.Indicator{Custom: &slo.Custom{
					Good:  `rate(http_requests_total{status!~"5..",method="POST"}[5m])`,
					Total: `rate(http_requests_total{method="POST"}[5m])`,
				}})
				s.Absent = slo.SeverityNone
				return s
			}()),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loaded, err := config.Load(devWith(t, "app", c.declared), "dev", Check("dev", today))
			require.NoError(t, err)
			got, err := SLOs(loaded, today)
			require.NoError(t, err)
			want := append(append([]slo.SLO(nil), c.want...), mailer...)
			assert.Equal(t, want, got)
			assert.NoError(t, slo.Validate(got))

			again, err := config.FromStrings("dev", loaded.Strings(), Check("dev", today))
			require.NoError(t, err)
			got, err = SLOs(again, today)
			require.NoError(t, err)
			assert.Equal(t, want, got, "as the engine hands it over")
		})
	}
}

func TestAnObjectiveThatSaysLittleIsWhatTheArithmeticTakesItFor(t *testing.T) {
	t.Parallel()
	indicator := slo.Indicator{Availability: &slo.Availability{}}
	loaded, err := config.Load(devWith(t, "app", `{own: {objective: "99", availability: {}}}`), "dev")
	require.NoError(t, err)
	got := declaredSLO("app", "own", loaded.Config.Apps["app"].SLOs["own"])
	assert.Equal(t, slo.SLO{Service: "app", Name: "own", Objective: slo.MustPercent("99"), Indicator: indicator}.WithDefaults(), got.WithDefaults())
}

func TestPromisesThatAreWrongAreToldInTheConfigurationsTerms(t *testing.T) {
	t.Parallel()
	const (
		catalogue = "a metric of the catalogue (slo/metrics)"
		kinds     = "exactly one of availability, latency, freshness and custom"
		at        = "apps.app.slos.own"
		queries   = `availability: {metric: database_queries_total, failed: [{label: outcome, op: "=", value: error}]}`
	)
	for name, c := range map[string]struct {
		app, declared string
		want          fault.Faults
	}{
		"an objective of 100 %": {
			"app", `{own: {objective: "100", availability: {}}}`,
			fault.Faults{{Path: at + ".objective", Found: "100", Accepted: "more than 0 and less than 100: without a budget there is nothing to watch"}},
		},
		"an objective so lax that an alert can't be reached": {
			"app", `{own: {objective: "93", availability: {}}}`,
			fault.Faults{{
				Path: at + ".objective", Found: "93",
				Accepted: "one that ErrorBudgetBurnsFast's share (2 in 1h) can be reached with: the alert would need 100.8 % of events to fail",
			}},
		},
		"a window shorter than its alerts'": {
			"app", `{own: {objective: "99.9", windowDays: 2, availability: {}}}`,
			fault.Faults{{
				Path: at + ".windowDays", Found: "2",
				Accepted: "ErrorBudgetBurnsSlowly's long window (3d) or longer: an alert can't look back further than its objective",
			}},
		},
		"an unknown metric in a custom indicator": {
			"app", `{own: {objective: "99", custom: {good: "rate(jobs_done[5m])", total: "rate(http_requests_total[5m])"}}}`,
			fault.Faults{{Path: at + ".custom.good", Found: "jobs_done", Accepted: catalogue}},
		},
		"a counter that nobody exports": {
			"app", `{own: {objective: "99", availability: {metric: jobs_total, failed: [{label: outcome, op: "=", value: error}]}}}`,
			fault.Faults{{Path: at + ".availability.metric", Found: "jobs_total", Accepted: catalogue}},
		},
		"an unknown runbook": {
			"app", `{own: {objective: "99", runbook: Elsewhere, availability: {}}}`,
			fault.Faults{{
				Path: at + ".runbook", Found: "Elsewhere",
				Accepted: "the name of a file in docs/runbooks: " + fault.Words(runbooks.Names()),
			}},
		},
		"a threshold between two buckets": {
			"app", `{own: {objective: "99", latency: {thresholdMilliseconds: 300}}}`,
			fault.Faults{{
				Path: at + ".latency.thresholdMilliseconds", Found: "300ms",
				Accepted: "a bound of http_request_duration_seconds's buckets, in seconds: 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0",
			}},
		},
		"an age of what is no time": {
			"app", `{own: {objective: "99", freshness: {metric: up, maxAgeSeconds: 60}}}`,
			fault.Faults{{Path: at + ".freshness.metric", Found: "up", Accepted: "a gauge that holds a time, in seconds since 1970"}},
		},
		"a label that the metric has not": {
			"app", `{own: {objective: "99", availability: {only: [{label: path, op: "=", value: /}]}}}`,
			fault.Faults{{Path: at + ".availability.only[0].label", Found: "path", Accepted: "a label of http_requests_total: method, route or status"}},
		},
		"a dependency on what the application does not promise": {
			"app", `{own: {objective: "99", availability: {}, dependsOn: [database, cache]}}`,
			fault.Faults{{Path: at + ".dependsOn[1]", Found: "app/cache", Accepted: "an objective that there is"}},
		},
		"a dependency on what another application does not promise": {
			"app", `{own: {objective: "99", availability: {}, dependsOn: [mailer/latency]}}`,
			fault.Faults{{Path: at + ".dependsOn[0]", Found: "mailer/latency", Accepted: "an objective that there is"}},
		},
		"a dependency on itself": {
			"app", `{own: {objective: "99", availability: {}, dependsOn: [own]}}`,
			fault.Faults{{Path: at + ".dependsOn[0]", Found: "app/own", Accepted: "another objective than itself"}},
		},
		"a circle with what every such application promises": {
			"app", `{database: {objective: "99.95", dependsOn: [availability], ` + queries + `}}`,
			fault.Faults{{
				Path: "apps.app.slos.database.dependsOn[0]", Found: "app/availability",
				Accepted: "an objective that does not depend on app/database: each would silence the other",
			}},
		},
		"no indicator": {
			"app", `{own: {objective: "99"}}`, fault.Faults{{Path: at, Found: "0 kinds", Accepted: kinds}},
		},
		"two indicators": {
			"app", `{own: {objective: "99", availability: {}, latency: {thresholdMilliseconds: 500}}}`,
			fault.Faults{{Path: at, Found: "2 kinds", Accepted: kinds}},
		},
		"requests to a worker, which nobody calls": {
			"mailer", `{own: {objective: "99", availability: {}}, slow: {objective: "99", latency: {thresholdMilliseconds: 500}}}`,
			fault.Faults{
				{Path: "apps.mailer.slos.own.availability.metric", Accepted: "a metric of its own: requests are counted otherwise, and apps.mailer.service is null"},
				{Path: "apps.mailer.slos.slow.latency.metric", Accepted: "a metric of its own: requests are counted otherwise, and apps.mailer.service is null"},
			},
		},
		"all of it at once": {
			"app", `{own: {objective: "100", windowDays: 1, runbook: Elsewhere, availability: {}}, slow: {objective: "99.9.9", latency: {thresholdMilliseconds: 0}}}`,
			fault.Faults{
				{Path: at + ".objective", Found: "100", Accepted: "more than 0 and less than 100: without a budget there is nothing to watch"},
				{Path: at + ".runbook", Found: "Elsewhere", Accepted: "the name of a file in docs/runbooks: " + fault.Words(runbooks.Names())},
				{
					Path: at + ".windowDays", Found: "1",
					Accepted: "ErrorBudgetBurnsSlowly's long window (3d) or longer: an alert can't look back further than its objective",
				},
				{Path: "apps.app.slos.slow.latency.thresholdMilliseconds", Found: "0", Accepted: "1 to 3600000"},
				{Path: "apps.app.slos.slow.objective", Found: `"99.9.9"`, Accepted: `a percentage in quotes with at most 6 digits after the point, "99.9"`},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(devWith(t, c.app, c.declared), "dev", Check("dev", today))
			faults := fault.Of(err)
			for i := range faults {
				assert.Contains(t, faults[i].Where, "Pulumi.dev.yaml:")
				faults[i].Where = ""
			}
			assert.Equal(t, c.want, faults)
		})
	}
}

func TestAFaultyConfigurationHasNoObjectives(t *testing.T) {
	t.Parallel()
	settings := sound()
	settings.Recovery.Objectives.RPOMinutes = 1
	got, err := SLOs(&config.Loaded{Environment: "dev", Config: settings}, today)
	require.ErrorContains(t, err, "recovery.objectives.rpoMinutes")
	require.Empty(t, got)
}

// TestThePageShowsObjectivesThatAreAccepted takes them into an environment's file.
func TestThePageShowsObjectivesThatAreAccepted(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "docs", "slo.md"))
	require.NoError(t, err)
	_, after, found := strings.Cut(string(page), "\n      slos:")
	require.True(t, found)
	block, _, _ := strings.Cut(after, "```")
	loaded, err := config.Load(devWith(t, "app", block), "dev", Check("dev", today))
	require.NoError(t, err)
	cleanup := own("cleanup", "99", slo.Indicator{Freshness: &slo.Freshness{
		Metric: "kube_cronjob_status_last_successful_time", MaxAge: 25 * time.Hour,
		Only: []slo.Match{{Label: "cronjob", Op: slo.Equals, Value: "app-cleanup"}},
	}})
	cleanup.Absent = slo.SeverityTicket
	tail := own("tail", "99", slo.Indicator{Latency: &slo.Latency{Threshold: time.Second}})
	tail.DependsOn = []slo.Ref{{Service: "app", Name: "database"}}
	got, err := SLOs(loaded, today)
	require.NoError(t, err)
	assert.Equal(t, append(slo.Defaults("app"), cleanup, tail), got[:5])
}
