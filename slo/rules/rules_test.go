package rules_test

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/docs/runbooks"
	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/metrics"
	"github.com/covetpy/platform/slo/rules"
)

var prod = rules.Environment{Name: "prod", Dashboards: "https://grafana.example.com"}

// every is an SLO of each kind of indicator.
func every() []slo.SLO {
	return append(slo.Defaults("api"),
		slo.SLO{
			Service: "reports", Name: "freshness", Objective: slo.MustPercent("99"),
			Indicator: slo.Indicator{Freshness: &slo.Freshness{
				Metric: "kube_cronjob_status_last_successful_time", MaxAge: time.Hour,
				Only: []slo.Match{{Label: "cronjob", Op: slo.Equals, Value: "reports"}},
			}},
		},
		slo.SLO{
			Service: "api", Name: "reads", Objective: slo.MustPercent("99.5"), Absent: slo.SeverityNone,
			Indicator: slo.Indicator{Custom: &slo.Custom{
				Good:  `rate(http_requests_total{method="GET",status!~"5.."}[5m])`,
				Total: `rate(http_requests_total{method="GET"}[5m])`,
			}},
		})
}

// recorded are a group's expressions by what they are recorded as.
func recorded(groups []rulefmt.RuleGroup, group string) map[string]string {
	out := map[string]string{}
	for _, g := range groups {
		for _, r := range g.Rules {
			if g.Name == group && r.Record != "" {
				out[r.Record] = r.Expr
			}
		}
	}
	return out
}

func TestPrometheusReadsBackWhatIsWritten(t *testing.T) {
	require.NoError(t, slo.Validate(every()))
	groups := rules.Groups(every(), prod)
	text, err := rules.YAML(groups)
	require.NoError(t, err)
	read, err := rules.Parse(text)
	require.NoError(t, err)
	assert.Equal(t, groups, read)
}

func TestWhatEachIndicatorCounts(t *testing.T) {
	groups := rules.Groups(every(), prod)
	for group, want := range map[string][2]string{
		"slo-api-availability-fast": {
			`sum(rate(http_requests_total{service="api"}[30m]))`,
			`(sum(rate(http_requests_total{service="api",status=~"5.."}[30m])) or sum(rate(http_requests_total{service="api"}[30m])) * 0)`,
		},
		"slo-api-latency-fast": {
			`sum(rate(http_request_duration_seconds_count{service="api"}[30m]))`,
			`sum(rate(http_request_duration_seconds_count{service="api"}[30m])) - sum(rate(http_request_duration_seconds_bucket{service="api",le="0.5"}[30m]))`,
		},
		"slo-api-reads-fast": {
			`sum(rate(http_requests_total{method="GET",service="api"}[30m]))`,
			`sum(rate(http_requests_total{method="GET",service="api"}[30m])) - (sum(rate(http_requests_total{method="GET",service="api",status!~"5.."}[30m])) or sum(rate(http_requests_total{method="GET",service="api"}[30m])) * 0)`,
		},
		"slo-reports-freshness-fast": {
			`avg_over_time(service_slo:stale:bool{service="reports",slo="freshness"}[30m]) * 0 + 1`,
			`avg_over_time(service_slo:stale:bool{service="reports",slo="freshness"}[30m])`,
		},
	} {
		expressions := recorded(groups, group)
		assert.Equal(t, want, [2]string{expressions["service_slo:events:rate30m"], expressions["service_slo:errors:rate30m"]}, group)
	}
	assert.Equal(t, `time() - max(kube_cronjob_status_last_successful_time{cronjob="reports"}) > bool 3600`,
		recorded(groups, "slo-reports-freshness-fast")["service_slo:stale:bool"])
}

func TestLongWindowsAverageWhatWasRecorded(t *testing.T) {
	groups := rules.Groups(every(), prod)
	assert.Equal(t, `avg_over_time(service_slo:errors:rate5m{service="api",slo="latency"}[6h])`,
		recorded(groups, "slo-api-latency-fast")["service_slo:errors:rate6h"])
	slow := recorded(groups, "slo-api-latency-slow")
	assert.Equal(t, map[string]string{
		"service_slo:objective:ratio":      `vector(0.95)`,
		"service_slo:events:rate3d":        `avg_over_time(service_slo:events:rate5m{service="api",slo="latency"}[3d])`,
		"service_slo:errors:rate3d":        `avg_over_time(service_slo:errors:rate5m{service="api",slo="latency"}[3d])`,
		"service_slo:errors:ratio_rate3d":  `service_slo:errors:rate3d{service="api",slo="latency"} / (service_slo:events:rate3d{service="api",slo="latency"} > 0)`,
		"service_slo:events:rate30d":       `avg_over_time(service_slo:events:rate5m{service="api",slo="latency"}[30d])`,
		"service_slo:errors:rate30d":       `avg_over_time(service_slo:errors:rate5m{service="api",slo="latency"}[30d])`,
		"service_slo:errors:ratio_rate30d": `service_slo:errors:rate30d{service="api",slo="latency"} / (service_slo:events:rate30d{service="api",slo="latency"} > 0)`,
		"service_slo:budget_left:ratio":    `1 - service_slo:errors:ratio_rate30d{service="api",slo="latency"} / 0.05`,
	}, slow)
}

func TestAThresholdOfWholeSecondsIsFoundHoweverAClientWritesIt(t *testing.T) {
	s := slo.Defaults("api")[1]
	s.Indicator.Latency = &slo.Latency{Threshold: time.Second}
	require.Empty(t, s.Faults())
	assert.Contains(t, recorded(rules.Groups([]slo.SLO{s}, prod), "slo-api-latency-fast")["service_slo:errors:rate5m"], `le=~"1(\\.0)?"`)
}

func TestAnAlertInFull(t *testing.T) {
	for _, g := range rules.Groups(slo.Defaults("api")[:1], prod) {
		for _, r := range g.Rules {
			if r.Alert != slo.AlertBurnFast {
				continue
			}
			assert.Equal(t, rulefmt.Rule{
				Alert: "ErrorBudgetBurnsFast",
				Expr: `service_slo:errors:ratio_rate1h{service="api",slo="availability"} > (14.4 * 0.001)` +
					` and service_slo:errors:ratio_rate5m{service="api",slo="availability"} > (14.4 * 0.001)` +
					` and service_slo:errors:rate1h{service="api",slo="availability"} * 3600 >= 5`,
				KeepFiringFor: model.Duration(10 * time.Minute),
				Labels:        map[string]string{"environment": "prod", "service": "api", "slo": "availability", "severity": "page"},
				Annotations: map[string]string{
					"summary":     "api burns its error budget for availability 14.4 times too fast",
					"description": "{{ $value | humanizePercentage }} of what api did in the last 1h was bad, where 0.1 % may be (objective 99.9 %). 2 % of the budget of 30d goes in 1h at this speed or sooner.",
					"runbook_url": "https://github.com/covetpy/platform/blob/main/docs/runbooks/ErrorBudgetBurnsFast.md",
					"dashboard":   "https://grafana.example.com/d/error-budgets?var-service=api&var-slo=availability",
				},
			}, r)
			return
		}
	}
	t.Fatal("there is no such alert")
}

// TestRulesReadOnlyWhatThereIs walks through every expression: what it selects is
// recorded by the same SLO, or is in the catalogue.
func TestRulesReadOnlyWhatThereIs(t *testing.T) {
	groups := rules.Groups(every(), prod)
	names := map[string]bool{}
	for _, g := range groups {
		for _, r := range g.Rules {
			names[r.Record] = true
		}
	}
	convention := regexp.MustCompile(`^[a-z_]+:[a-z_]+:[a-z0-9_]+$`)
	for _, g := range groups {
		for _, r := range g.Rules {
			if r.Record != "" {
				assert.Regexp(t, convention, r.Record)
			}
			tree, err := parser.NewParser(parser.Options{}).ParseExpr(r.Expr)
			require.NoError(t, err)
			for _, selectors := range parser.ExtractSelectors(tree) {
				for _, m := range selectors {
					if m.Name == "__name__" {
						_, exported := metrics.OfSeries(m.Value)
						assert.True(t, exported || names[m.Value], "%s reads %s", r.Expr, m.Value)
					}
				}
			}
		}
	}
}

func TestEveryAlertHasItsRunbook(t *testing.T) {
	used := map[string]bool{}
	for _, g := range rules.Groups(every(), prod) {
		for _, r := range g.Rules {
			if r.Alert != "" {
				name := path.Base(r.Annotations[slo.AnnotationRunbook])
				used[strings.TrimSuffix(name, ".md")] = true
			}
		}
	}
	require.Len(t, used, 5)
	for _, name := range runbooks.Names() {
		assert.True(t, used[name], "no alert points at %s", name)
	}
	for name := range used {
		raw, err := runbooks.Files.ReadFile(name + ".md")
		require.NoError(t, err)
		text := string(raw)
		at := 0
		for _, section := range []string{"# " + name, "## What it means", "## Look", "## Do", "## Afterwards"} {
			found := strings.Index(text[at:], section+"\n")
			require.GreaterOrEqual(t, found, 0, "%s has no section %q after the one before", name, section)
			at += found
		}
		_, look, _ := strings.Cut(text, "## Look\n")
		look, _, _ = strings.Cut(look, "## Do\n")
		assert.Contains(t, look, "```sh\n", "%s says in commands what to look at", name)
		assert.Contains(t, text, "platform slo ", "%s", name)
	}
}

func TestARunbookOfItsOwn(t *testing.T) {
	s := slo.Defaults("api")[0]
	s.Runbook = slo.AlertAbsent
	for _, g := range rules.Groups([]slo.SLO{s}, prod) {
		for _, r := range g.Rules {
			if r.Alert != "" {
				assert.Equal(t, "IndicatorAbsent.md", path.Base(r.Annotations[slo.AnnotationRunbook]))
			}
		}
	}
}

func TestPagesStayAndTicketsDoNot(t *testing.T) {
	stays := map[string]string{}
	for _, g := range rules.Groups(every()[:1], prod) {
		for _, r := range g.Rules {
			if r.Alert != "" {
				stays[r.Alert+" "+r.Labels["severity"]] = r.KeepFiringFor.String()
			}
		}
	}
	assert.Equal(t, map[string]string{
		"TotalOutage page": "10m", "ErrorBudgetBurnsFast page": "10m", "ErrorBudgetBurns page": "10m", "IndicatorAbsent page": "10m",
		"ErrorBudgetBurnsSlowly ticket": "0s",
	}, stays)
}

func TestOnlyWhatFailsHasOutages(t *testing.T) {
	var outages []string
	for _, g := range rules.Groups(every(), prod) {
		for _, r := range g.Rules {
			if r.Alert == slo.AlertOutage {
				outages = append(outages, g.Name)
			}
		}
	}
	assert.Equal(t, []string{"slo-api-availability-fast", "slo-api-database-fast"}, outages)
}

func TestARulesFileThatIsTooLongIsRefused(t *testing.T) {
	var slos []slo.SLO
	for i := range 60 {
		slos = append(slos, slo.Defaults(fmt.Sprintf("s%d", i))...)
	}
	_, err := rules.YAML(rules.Groups(slos, prod))
	assert.ErrorContains(t, err, "are more than the 1048576 that a namespace takes: divide the services among several")
}

func TestWhatIsNoRulesFileIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"a field of Prometheus's there is not": "groups: [{name: a, rules: [{record: b, expr: up, colour: red}]}]",
		"an expression that is none":           "groups: [{name: a, rules: [{record: b, expr: 'up('}]}]",
		"two groups of a name":                 "groups: [{name: a, rules: []}, {name: a, rules: []}]",
	} {
		_, err := rules.Parse([]byte(text))
		assert.ErrorContains(t, err, "read rules: ", name)
	}
}
