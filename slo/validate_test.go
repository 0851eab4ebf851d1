package slo_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

const runbookNames = "ErrorBudgetBurns, ErrorBudgetBurnsFast, ErrorBudgetBurnsSlowly, IndicatorAbsent or TotalOutage"

func TestWhatIsWrongWithAnSLO(t *testing.T) {
	custom := func(good string) func(s *slo.SLO) {
		return func(s *slo.SLO) {
			s.Indicator = slo.Indicator{Custom: &slo.Custom{Good: good, Total: "rate(http_requests_total[5m])"}}
		}
	}
	burn := func(change func(b *slo.Burn)) func(s *slo.SLO) {
		return func(s *slo.SLO) {
			s.Alerts = slo.Workbook()[:1]
			change(&s.Alerts[0])
		}
	}
	for name, c := range map[string]struct {
		change func(s *slo.SLO)
		want   fault.Fault
	}{
		"an objective of 100 % leaves no budget": {
			func(s *slo.SLO) { s.Objective = slo.Whole },
			fault.Fault{Path: "objective", Found: "100", Accepted: "more than 0 and less than 100: without a budget there is nothing to watch"},
		},
		"an objective of nothing": {
			func(s *slo.SLO) { s.Objective = 0 },
			fault.Fault{Path: "objective", Found: "0", Accepted: "more than 0 and less than 100: without a budget there is nothing to watch"},
		},
		"an objective so lax that an alert can't be reached": {
			func(s *slo.SLO) { s.Objective = slo.MustPercent("93") },
			fault.Fault{Path: "objective", Found: "93", Accepted: "one that alerts[0].share (2 in 1h) can be reached with: the alert would need 100.8 % of events to fail"},
		},
		"a window shorter than an alert's": {
			func(s *slo.SLO) { s.Window = 2 * slo.Day },
			fault.Fault{Path: "window", Found: "48h0m0s", Accepted: "alerts[2].long (3d) or longer: an alert can't look back further than its objective"},
		},
		"a window of half hours": {
			func(s *slo.SLO) { s.Window = 30*slo.Day + 30*time.Minute },
			fault.Fault{Path: "window", Found: "720h30m0s", Accepted: "whole hours, from 1d to 90d"},
		},
		"a window beyond what is kept": {
			func(s *slo.SLO) { s.Window = 91 * slo.Day },
			fault.Fault{Path: "window", Found: "2184h0m0s", Accepted: "whole hours, from 1d to 90d"},
		},
		"a service in capitals": {
			func(s *slo.SLO) { s.Service = "API" },
			fault.Fault{Path: "service", Found: "API", Accepted: "an application's name, in lower case"},
		},
		"no name": {
			func(s *slo.SLO) { s.Name = "" },
			fault.Fault{Path: "name", Accepted: "a name in lower case, availability"},
		},
		"fewer errors than none": {
			func(s *slo.SLO) { s.MinimumErrors = -1 },
			fault.Fault{Path: "minimumErrors", Found: "-1", Accepted: "1 or more"},
		},
		"an urgency that there is not": {
			func(s *slo.SLO) { s.Absent = "critical" },
			fault.Fault{Path: "absent", Found: "critical", Accepted: "page, ticket or none"},
		},
		"a runbook that nobody wrote": {
			func(s *slo.SLO) { s.Runbook = "Elsewhere" },
			fault.Fault{Path: "runbook", Found: "Elsewhere", Accepted: "the name of a file in docs/runbooks: " + runbookNames},
		},
		"an alert without a runbook": {
			burn(func(b *slo.Burn) { b.Alert = "Burning" }),
			fault.Fault{Path: "alerts[0].alert", Found: "Burning", Accepted: "the name of a file in docs/runbooks: " + runbookNames},
		},
		"an alert whose name has a space": {
			burn(func(b *slo.Burn) { b.Alert = "Error budget" }),
			fault.Fault{Path: "alerts[0].alert", Found: "Error budget", Accepted: "a name in letters and digits, ErrorBudgetBurns"},
		},
		"an alert for nobody": {
			burn(func(b *slo.Burn) { b.Severity = slo.SeverityNone }),
			fault.Fault{Path: "alerts[0].severity", Found: "none", Accepted: "page or ticket"},
		},
		"an alert that spends nothing": {
			burn(func(b *slo.Burn) { b.Share = 0 }),
			fault.Fault{Path: "alerts[0].share", Found: "0", Accepted: "more than 0, and 100 at most"},
		},
		"a short window that holds too few samples": {
			burn(func(b *slo.Burn) { b.Short = time.Minute }),
			fault.Fault{Path: "alerts[0].short", Found: "1m0s", Accepted: "whole minutes, 5m or more"},
		},
		"a short window that is the long one": {
			burn(func(b *slo.Burn) { b.Short = time.Hour }),
			fault.Fault{Path: "alerts[0].long", Found: "1h0m0s", Accepted: "longer than short (1h)"},
		},
		"two alerts of a name": {
			func(s *slo.SLO) { s.Alerts = append(slo.Workbook(), slo.Workbook()[0]) },
			fault.Fault{Path: "alerts[3].alert", Found: "ErrorBudgetBurnsFast", Accepted: "a name that no other alert of this objective has"},
		},
		"a dependency on itself": {
			func(s *slo.SLO) { s.DependsOn = []slo.Ref{s.Ref()} },
			fault.Fault{Path: "dependsOn[0]", Found: "api/availability", Accepted: "another objective than itself"},
		},
		"no indicator": {
			func(s *slo.SLO) { s.Indicator = slo.Indicator{} },
			fault.Fault{Path: "indicator", Found: "0 kinds", Accepted: "exactly one of availability, latency, freshness and custom"},
		},
		"two indicators": {
			func(s *slo.SLO) { s.Indicator.Latency = &slo.Latency{Threshold: time.Second} },
			fault.Fault{Path: "indicator", Found: "2 kinds", Accepted: "exactly one of availability, latency, freshness and custom"},
		},
		"a counter that nobody exports": {
			func(s *slo.SLO) {
				s.Indicator.Availability.Metric = "requests"
				s.Indicator.Availability.Failed = fails()
			},
			fault.Fault{Path: "indicator.availability.metric", Found: "requests", Accepted: "a metric of the catalogue (slo/metrics)"},
		},
		"a gauge where events are counted": {
			func(s *slo.SLO) {
				s.Indicator.Availability = &slo.Availability{Metric: "up", Failed: []slo.Match{{Label: "pod", Op: slo.Equals, Value: "api-0"}}}
			},
			fault.Fault{Path: "indicator.availability.metric", Found: "up, a gauge", Accepted: "a counter"},
		},
		"nothing that tells failures": {
			func(s *slo.SLO) { s.Indicator.Availability.Metric = "database_queries_total" },
			fault.Fault{Path: "indicator.availability.failed", Accepted: "what tells failed events from others"},
		},
		"a label that the metric has not": {
			func(s *slo.SLO) {
				s.Indicator.Availability.Only = []slo.Match{{Label: "path", Op: slo.Equals, Value: "/"}}
			},
			fault.Fault{Path: "indicator.availability.only[0].label", Found: "path", Accepted: "a label of http_requests_total: method, route or status"},
		},
		"a comparison that PromQL has not": {
			func(s *slo.SLO) { s.Indicator.Availability.Only = []slo.Match{{Label: "route", Op: "==", Value: "/"}} },
			fault.Fault{Path: "indicator.availability.only[0].op", Found: "==", Accepted: "=, !=, =~ or !~"},
		},
		"a pattern that is none": {
			func(s *slo.SLO) {
				s.Indicator.Availability.Only = []slo.Match{{Label: "route", Op: slo.Matches, Value: "("}}
			},
			fault.Fault{Path: "indicator.availability.only[0].value", Found: "(", Accepted: "a regular expression (RE2)"},
		},
		"a threshold between two buckets": {
			func(s *slo.SLO) {
				s.Indicator = slo.Indicator{Latency: &slo.Latency{Threshold: 300 * time.Millisecond}}
			},
			fault.Fault{Path: "indicator.latency.threshold", Found: "300ms", Accepted: "a bound of http_request_duration_seconds's buckets, in seconds: 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0"},
		},
		"an age of what is no time": {
			func(s *slo.SLO) {
				s.Indicator = slo.Indicator{Freshness: &slo.Freshness{Metric: "up", MaxAge: time.Hour}}
			},
			fault.Fault{Path: "indicator.freshness.metric", Found: "up", Accepted: "a gauge that holds a time, in seconds since 1970"},
		},
		"an age of seconds": {
			func(s *slo.SLO) {
				s.Indicator = slo.Indicator{Freshness: &slo.Freshness{Metric: "kube_cronjob_status_last_successful_time", MaxAge: time.Second}}
			},
			fault.Fault{Path: "indicator.freshness.maxAge", Found: "1s", Accepted: "whole seconds, a minute or more"},
		},
		"an unknown metric in a custom indicator": {
			custom("rate(jobs_done[5m])"),
			fault.Fault{Path: "indicator.custom.good", Found: "jobs_done", Accepted: "a metric of the catalogue (slo/metrics)"},
		},
		"no expression": {
			custom(""),
			fault.Fault{Path: "indicator.custom.good", Accepted: "an expression in PromQL, sum(rate(jobs_total[5m]))"},
		},
		"an expression over another range": {
			custom("rate(http_requests_total[1m])"),
			fault.Fault{Path: "indicator.custom.good", Found: "http_requests_total[1m]", Accepted: "the range [5m], which is replaced by each window"},
		},
		"an expression without a range": {
			custom("up"),
			fault.Fault{Path: "indicator.custom.good", Found: "up", Accepted: "a rate over [5m]: a value without a range is the same in every window"},
		},
		"an expression that gives no series": {
			custom("scalar(sum(rate(http_requests_total[5m])))"),
			fault.Fault{Path: "indicator.custom.good", Found: "scalar(sum(rate(http_requests_total[5m]))), which gives a scalar", Accepted: "an expression that gives events a second, by series"},
		},
		"an expression that looks elsewhere": {
			custom("rate(http_requests_total[5m] offset 1h)"),
			fault.Fault{Path: "indicator.custom.good", Found: "http_requests_total offset 1h", Accepted: "no offset and no @: windows end now"},
		},
		"an expression by a label that there is not": {
			custom(`rate(http_requests_total{path="/"}[5m])`),
			fault.Fault{Path: "indicator.custom.good", Found: "path", Accepted: "a label of http_requests_total: method, route or status"},
		},
		"a subquery": {
			custom("sum_over_time(rate(http_requests_total[5m])[1h:])"),
			fault.Fault{Path: "indicator.custom.good", Found: "rate(http_requests_total[5m])[1h:]", Accepted: "no subquery: its range can't be replaced"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := slo.Defaults("api")[0]
			c.change(&s)
			assert.Equal(t, fault.Faults{c.want}, s.Faults())
		})
	}
}

func fails() []slo.Match { return []slo.Match{{Label: "status", Op: slo.Equals, Value: "500"}} }

func TestAnExpressionThatPrometheusCanNotRead(t *testing.T) {
	s := slo.Defaults("api")[0]
	s.Indicator = slo.Indicator{Custom: &slo.Custom{Good: "rate(", Total: "rate(http_requests_total[5m])"}}
	faults := s.Faults()
	assert.Len(t, faults, 1)
	assert.True(t, strings.HasPrefix(faults[0].Accepted, "an expression that Prometheus can read: 1:"), faults[0].Accepted)
}

func TestTheDefaultsAreFine(t *testing.T) {
	assert.NoError(t, slo.Validate(append(slo.Defaults("api"), slo.Defaults("worker")...)))
}

func TestWhatIsWrongBetweenSLOs(t *testing.T) {
	slos := slo.Defaults("api")
	slos[1].DependsOn = []slo.Ref{{Service: "api", Name: "cache"}}
	slos[2].DependsOn = []slo.Ref{slos[0].Ref()}
	slos = append(slos, slos[1])
	slos[0].Objective = slo.Whole
	assert.Equal(t, fault.Faults{
		{Path: "slos[0].dependsOn[0]", Found: "api/database", Accepted: "an objective that does not depend on api/availability: each would silence the other"},
		{Path: "slos[0].objective", Found: "100", Accepted: "more than 0 and less than 100: without a budget there is nothing to watch"},
		{Path: "slos[1].dependsOn[0]", Found: "api/cache", Accepted: "an objective that there is"},
		{Path: "slos[2].dependsOn[0]", Found: "api/availability", Accepted: "an objective that does not depend on api/database: each would silence the other"},
		{Path: "slos[3].dependsOn[0]", Found: "api/cache", Accepted: "an objective that there is"},
		{Path: "slos[3].name", Found: "latency", Accepted: "a name that slos[1] of the same service does not have"},
	}, fault.Of(slo.Validate(slos)))
}
