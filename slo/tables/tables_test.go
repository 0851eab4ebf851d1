package tables_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/tables"
)

// lines are a table's, with one space between columns.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return out
}

func TestAListOfPromises(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables.List(&out, slo.Defaults("api")))
	assert.Equal(t, []string{
		"SERVICE OBJECTIVE PROMISES OVER OF WHAT EXPLAINED BY",
		"api availability 99.9 % 30d http_requests_total that did not fail api/database",
		"api latency 95 % 30d http_request_duration_seconds within 500ms api/database",
		"api database 99.95 % 30d database_queries_total that did not fail",
	}, lines(out.String()))
}

func TestBudgetsInMinutes(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables.Budgets(&out, slo.Defaults("api")))
	assert.Equal(t, []string{
		"SERVICE OBJECTIVE PROMISES MAY FAIL A MONTH ITS WINDOW GONE AT ITS ALERTS",
		"api availability 99.9 % 0.1 % 43.8 min 43.2 min in 30d 0.9 min (2 %), 2.2 min (5 %), 4.3 min (10 %)",
		"api latency 95 % 5 % 2191.5 min 2160.0 min in 30d 43.2 min (2 %), 108.0 min (5 %), 216.0 min (10 %)",
		"api database 99.95 % 0.05 % 21.9 min 21.6 min in 30d 0.4 min (2 %), 1.1 min (5 %), 2.2 min (10 %)",
	}, lines(out.String()))
}

func TestWhatIsLeft(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables.Spent(&out, slo.Defaults("api"), slo.MustPercent("0.1")))
	assert.Equal(t, []string{
		"SERVICE OBJECTIVE SPENT AT 0.1 % LEFT BUDGET GONE AFTER",
		"api availability 100.0 % 0.0 % never",
		"api latency 2.0 % 98.0 % never",
		"api database 200.0 % -100.0 % 15 d",
	}, lines(out.String()))
}

func TestAnExplanation(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables.Explain(&out, slo.Defaults("api")[:2], []slo.Percent{slo.Whole, slo.MustPercent("1")},
		slo.Cadence{Scrape: 30 * time.Second, Interval: 30 * time.Second}))
	assert.Equal(t, []string{
		"api/availability: 99.9 % over 30d of http_requests_total that did not fail",
		"0.1 % may fail: 43.8 min a month",
		"",
		"ALERT SEVERITY WINDOWS BUDGET FACTOR FIRES ABOVE AT 100 % (GONE) STOPS AFTER AT 1 % (GONE) STOPS AFTER",
		"ErrorBudgetBurnsFast page 1h, 5m 2 % 14.4 1.44 % 1 min 52 s (4.31 %) 15 min 56 s never -",
		"ErrorBudgetBurns page 6h, 30m 5 % 6 0.6 % 5 min 39 s (13.1 %) 40 min 49 s 3 h 40 min (5.08 %) 23 min",
		"ErrorBudgetBurnsSlowly ticket 3d, 6h 10 % 1 0.1 % 9 min 19 s (21.6 %) 6 h 6 min 7 h 17 min (10.1 %) 5 h 29 min",
		"",
		"api/latency: 95 % over 30d of http_request_duration_seconds within 500ms",
		"5 % may fail: 2191.5 min a month",
		"",
		"ALERT SEVERITY WINDOWS BUDGET FACTOR FIRES ABOVE AT 100 % (GONE) STOPS AFTER AT 1 % (GONE) STOPS AFTER",
		"ErrorBudgetBurnsFast page 1h, 5m 2 % 14.4 72 % 44 min 12 s (2.05 %) 12 min 24 s never -",
		"ErrorBudgetBurns page 6h, 30m 5 % 6 30 % 1 h 52 min (5.16 %) 32 min never -",
		"ErrorBudgetBurnsSlowly ticket 3d, 6h 10 % 1 5 % 3 h 41 min (10.2 %) 5 h 47 min never -",
	}, lines(out.String()))
}

func TestHowSoonAnOutageIsKnown(t *testing.T) {
	var out strings.Builder
	require.NoError(t, tables.Outages(&out))
	assert.Equal(t, []string{
		"A TOTAL OUTAGE IS KNOWN BY TYPICALLY AT WORST WITHIN 30 s NEEDS",
		"in-cluster Prometheus, 5 s 15 s 20 s yes a Prometheus and an Alertmanager in the cluster, that outlive what they watch",
		"CloudWatch, high-resolution metric of 10 s 20 s 30 s yes an agent in the cluster that publishes error counts every 10 s",
		"managed collector and Amazon Managed Service for Prometheus 1 min 5 s 1 min 35 s no nothing more; this is configured",
		"CloudWatch, load balancer's metrics of 60 s 1 min 35 s 2 min 35 s no nothing more",
	}, lines(out.String()))
}
