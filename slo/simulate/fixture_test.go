package simulate

import (
	"fmt"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/stretchr/testify/require"
)

// web is a service with three targets, at 30 requests a second.
func web(scenario Scenario) Service {
	return Service{Name: "orders", Series: Application("orders", 3), Normal: Healthy(), Scenario: scenario}
}

// scenario is one that has a name.
func scenario(t *testing.T, name string) Scenario {
	t.Helper()
	for _, k := range Scenarios() {
		if k.Name == name {
			return k.For(Healthy())
		}
	}
	require.Fail(t, "no scenario", name)
	return Scenario{}
}

// burning is the alerts of chapter 5 of the SRE workbook for an objective of 99.9 %
// over 30 days, as its table 5-8 has them.
func burning() []rulefmt.RuleGroup {
	ratios := rulefmt.RuleGroup{Name: "ratios", Interval: model.Duration(30 * time.Second)}
	for _, window := range []string{"5m", "30m", "1h", "2h", "6h", "1d", "3d"} {
		ratios.Rules = append(ratios.Rules, rulefmt.Rule{
			Record: "job:errors:ratio_rate" + window,
			Expr: fmt.Sprintf(`(sum by (job) (rate(http_requests_total{status=~"5.."}[%[1]s])) or sum by (job) (up) * 0)`+
				` / sum by (job) (rate(http_requests_total[%[1]s]))`, window),
		})
	}
	alert := func(name, severity, long, short string, factor float64) rulefmt.Rule {
		return rulefmt.Rule{
			Alert: name, Labels: map[string]string{"severity": severity},
			Expr: fmt.Sprintf(`job:errors:ratio_rate%s > %[3]g * 0.001 and job:errors:ratio_rate%[2]s > %[3]g * 0.001`, long, short, factor),
		}
	}
	return []rulefmt.RuleGroup{ratios, {
		Name: "alerts", Interval: model.Duration(30 * time.Second),
		Rules: []rulefmt.Rule{
			alert("Fast", "page", "1h", "5m", 14.4),
			alert("Medium", "page", "6h", "30m", 6),
			alert("Slow", "ticket", "3d", "6h", 1),
			{Alert: "Absent", Expr: `absent(up{job="orders"})`, For: model.Duration(5 * time.Minute), Labels: map[string]string{"severity": "page"}},
		},
	}}
}

// happen runs a scenario under these rules.
func happen(t *testing.T, s Scenario, groups []rulefmt.RuleGroup, watched ...Watch) *Timeline {
	t.Helper()
	timeline, err := Simulation{Groups: groups, Services: []Service{web(s)}, Watched: watched}.Run(t.Context())
	require.NoError(t, err)
	return timeline
}
