package config_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/config"
)

// promising is a file in which an application declares objectives.
func promising(slos string) string {
	return "  covetpy:apps:\n    app:\n      image: app@" + digest + "\n      slos: " + slos + "\n"
}

func TestAPromiseOfAnApplication(t *testing.T) {
	all := func(change func(*config.AppSLO)) config.AppSLO {
		s := config.AppSLO{Objective: "99.9", WindowDays: 30, MinimumErrors: 5, Absent: config.PageSomebody, DependsOn: []string{}}
		change(&s)
		return s
	}
	for name, test := range map[string]struct {
		yaml string
		want config.AppSLO
	}{
		"is its objective and its indicator": {
			`{objective: "99.9", availability: {}}`,
			all(func(s *config.AppSLO) {
				s.Availability = &config.SLOAvailability{Only: []config.SLOMatch{}, Failed: []config.SLOMatch{}}
			}),
		},
		"counts a histogram's events up to a threshold": {
			`{objective: "99.9", latency: {thresholdMilliseconds: 250, only: [{label: route, op: "=", value: index}]}}`,
			all(func(s *config.AppSLO) {
				s.Latency = &config.SLOLatency{
					ThresholdMilliseconds: 250, Only: []config.SLOMatch{{Label: "route", Op: config.MatchEquals, Value: "index"}},
				}
			}),
		},
		"says who is told, and what it depends on": {
			`{objective: "99.9", windowDays: 7, minimumErrors: 60, absent: none, runbook: IndicatorAbsent, dependsOn: [database, other/database], freshness: {metric: last_success, maxAgeSeconds: 3600}}`,
			all(func(s *config.AppSLO) {
				s.WindowDays, s.MinimumErrors, s.Absent, s.Runbook = 7, 60, config.TellNobody, "IndicatorAbsent"
				s.DependsOn = []string{"database", "other/database"}
				s.Freshness = &config.SLOFreshness{Metric: "last_success", MaxAgeSeconds: 3600, Only: []config.SLOMatch{}}
			}),
		},
		"counts by expressions": {
			`{objective: "99.9", custom: {good: "rate(a[5m])", total: "rate(b[5m])"}}`,
			all(func(s *config.AppSLO) { s.Custom = &config.SLOCustom{Good: "rate(a[5m])", Total: "rate(b[5m])"} }),
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := load(t, promising("{own: "+test.yaml+"}")).Config.Apps["app"].SLOs
			assert.Equal(t, map[string]config.AppSLO{"own": test.want}, got)
		})
	}
	assert.Empty(t, load(t, promising("{}")).Config.Apps["app"].SLOs)
}

func TestFaultsOfPromises(t *testing.T) {
	const (
		at      = "Pulumi.dev.yaml:11: apps.app.slos.own."
		percent = `a percentage in quotes with at most 6 digits after the point, "99.9"`
	)
	requireFaults(t, map[string]fileFault{
		"an objective without quotes, which YAML would round": {
			promising("{own: {objective: 99.9}}"), at + "objective: found 99.9, a number, accepted: " + percent,
		},
		"an objective with a sign": {
			promising(`{own: {objective: "99.9%"}}`), at + `objective: found "99.9%", accepted: ` + percent,
		},
		"no objective": {
			promising("{own: {}}"), at + "objective: missing, accepted: " + percent,
		},
		"a window of nothing": {
			promising(`{own: {objective: "99", windowDays: 0}}`), at + "windowDays: found 0, accepted: 1 to 90",
		},
		"a latency without a threshold": {
			promising(`{own: {objective: "99", latency: {}}}`), at + "latency.thresholdMilliseconds: missing, accepted: 1 to 3600000",
		},
		"an age below a minute": {
			promising(`{own: {objective: "99", freshness: {metric: up, maxAgeSeconds: 30}}}`),
			at + "freshness.maxAgeSeconds: found 30, accepted: 60 to 31536000",
		},
		"half an expression": {
			promising(`{own: {objective: "99", custom: {good: a}}}`), at + "custom.total: missing, accepted: text",
		},
		"an urgency that there is not": {
			promising(`{own: {objective: "99", absent: never}}`), at + `absent: found "never", accepted: page, ticket or none`,
		},
		"a comparison that PromQL has not": {
			promising(`{own: {objective: "99", availability: {only: [{label: route, op: "==", value: index}]}}}`),
			at + `availability.only[0].op: found "==", accepted: =, !=, =~ or !~`,
		},
		"a dependency in capitals": {
			promising(`{own: {objective: "99", dependsOn: [Database]}}`),
			at + `dependsOn[0]: found "Database", accepted: the name of an objective, database, or an application's and its, app/database`,
		},
		"a runbook with its ending": {
			promising(`{own: {objective: "99", runbook: TotalOutage.md}}`),
			at + `runbook: found "TotalOutage.md", accepted: the name of a file in docs/runbooks, ErrorBudgetBurns, or empty`,
		},
		"alerts, which follow from the rest": {
			promising(`{own: {objective: "99", alerts: []}}`),
			at + "alerts: found an unknown key, accepted: absent (the nearest), availability, custom, dependsOn, freshness, latency, minimumErrors, objective, runbook or windowDays",
		},
	})
}
