package dashboards

import (
	"testing"
	"time"

	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
)

// full is an environment that has everything there are panels for, but for what
// excludes something else.
func full() Environment {
	names := naming.Scope{Project: "covetpy", Environment: "prod"}
	return Environment{
		Names: names, Region: "eu-west-1", Sources: DefaultSources(names),
		Rules: rules.Environment{Name: "prod"},
		Services: []Service{
			{Name: "app", Namespace: "apps", HTTP: true},
			{Name: "mailer", Namespace: "apps"},
		},
		Objectives: slo.Defaults("app"),
		Database:   &Database{Cluster: "covetpy-prod-database", Readers: true, Proxy: "covetpy-prod-database"},
		Caches: []Cache{
			{Name: "caching", ID: "covetpy-prod-caching", Nodes: []string{"covetpy-prod-caching-001", "covetpy-prod-caching-002"}},
		},
		Queues:        []Queue{{Name: "jobs", QueueName: "covetpy-prod-queue-jobs", DeadName: "covetpy-prod-dead-jobs"}},
		Edge:          &Edge{LoadBalancer: "covetpy-prod-edge", WebACL: "covetpy-prod-edge"},
		NAT:           true,
		SecurityRules: []SecurityRule{{Title: "GuardDuty", Rule: "covetpy-prod-guardduty"}},
	}
}

// environments are kinds of environments, by what is particular about them.
func environments() map[string]Environment {
	serverless := full()
	serverless.Database = &Database{Cluster: "covetpy-prod-database", Serverless: true}
	serverless.Caches = []Cache{{Name: "caching", ID: "covetpy-prod-caching"}}

	strict := slo.Defaults("mailer")[0]
	strict.Name, strict.Objective, strict.Runbook = "strict", slo.MustPercent("99.99"), "MailerIsLate"
	strict.Alerts = []slo.Burn{{Alert: slo.AlertBurnFast, Severity: slo.SeverityPage, Share: slo.MustPercent("5"), Long: time.Hour}}
	own := full()
	own.Objectives = append(own.Objectives, strict, slo.SLO{
		Service: "app", Name: "slow-routes", Objective: slo.MustPercent("99"),
		Indicator: slo.Indicator{Latency: &slo.Latency{Threshold: 10 * time.Second}},
	})

	return map[string]Environment{
		"everything":               full(),
		"a serverless database":    serverless,
		"objectives of their own":  own,
		"nothing but a cluster":    {Names: full().Names, Region: "eu-west-1", Sources: full().Sources},
		"services without promise": {Names: full().Names, Region: "eu-west-1", Sources: full().Sources, Services: full().Services},
	}
}

// inEach runs f on the dashboards of each kind of environment.
func inEach(t *testing.T, f func(t *testing.T, e Environment, all []Dashboard)) {
	t.Helper()
	for name, e := range environments() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := All(e)
			require.NoError(t, err)
			require.NotEmpty(t, all)
			f(t, e, all)
		})
	}
}

// everyDashboard runs f on each dashboard of each kind of environment.
func everyDashboard(t *testing.T, f func(t *testing.T, e Environment, d Dashboard)) {
	t.Helper()
	inEach(t, func(t *testing.T, e Environment, all []Dashboard) {
		for _, d := range all {
			t.Run(d.Name, func(t *testing.T) {
				t.Parallel()
				f(t, e, d)
			})
		}
	})
}

// panels of a dashboard, without headings.
func panels(d Dashboard) []dashboard.Panel {
	var out []dashboard.Panel
	for _, p := range d.Model.Panels {
		if p.Panel != nil {
			out = append(out, *p.Panel)
		}
	}
	return out
}

// find is the one panel of a title on the dashboard of a name.
func find(t *testing.T, e Environment, name, title string) dashboard.Panel {
	t.Helper()
	all, err := All(e)
	require.NoError(t, err)
	for _, d := range all {
		for _, p := range panels(d) {
			if d.Name == name && *p.Title == title {
				return p
			}
		}
	}
	require.Fail(t, "no such panel", "%s on %s", title, name)
	return dashboard.Panel{}
}
