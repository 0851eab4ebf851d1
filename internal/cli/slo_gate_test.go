package cli

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// answering is a Prometheus that answers each query with a value, or nothing.
func answering(t *testing.T, value func(query string) string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		result := ""
		if v := value(r.FormValue("query")); v != "" {
			result = fmt.Sprintf(`{"metric":{"alertname":"TotalOutage"},"value":[1,%q]}`, v)
		}
		_, _ = fmt.Fprintf(w, `{"status":"success","data":{"resultType":"vector","result":[%s]}}`, result)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// counting answers with events a second, of which a share is bad, and no alert.
func counting(events, bad string) func(string) string {
	return func(query string) string {
		switch {
		case strings.HasPrefix(query, "ALERTS{"):
			return ""
		case strings.Contains(query, `status=~"5.."`), strings.Contains(query, "_bucket{"):
			return bad
		default:
			return events
		}
	}
}

func TestAGateAnswersByItsExitCodeAndALineOfReason(t *testing.T) {
	here(t)
	down := httptest.NewServer(http.NotFoundHandler())
	down.Close()
	cases := map[string]struct {
		endpoint string
		code     ExitCode
		out, err string
	}{
		"healthy": {
			answering(t, counting("100", "0.01")), ExitOK,
			"api/availability: healthy: 0.01 % of events were bad in the 15m0s since the deployment, a burn rate of 0.1; above 6 somebody is paged\n", "",
		},
		"burning": {
			answering(t, counting("100", "5")), ExitFailed,
			"api/availability: burning: 5 % of events were bad in the 15m0s since the deployment, a burn rate of 50, above the 6 at which somebody is paged\n",
			"error: gate api: it burns its error budget: take the deployment back\n",
		},
		"an alert fires": {
			answering(t, func(string) string { return "1" }), ExitFailed,
			"api/availability: burning: firing now: TotalOutage\n", "error: gate api: it burns its error budget: take the deployment back\n",
		},
		"no data": {
			answering(t, func(string) string { return "" }), ExitUnknown,
			"api/availability: unknown: nothing was counted in the 15m0s since the deployment\n", "error: gate api: nobody knows how it is\n",
		},
		"no answer": {
			down.URL, ExitUnknown,
			"api/availability: unknown: ask " + down.URL + ": dial tcp " + strings.TrimPrefix(down.URL, "http://") + ": connect: connection refused\n",
			"error: gate api: nobody knows how it is\n",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, answer{c.code, c.out, c.err},
				platform("slo", "gate", "api", "--since", "15m", "--endpoint", c.endpoint, "--objective", "availability"))
		})
	}
	at := time.Now().Add(-time.Hour).Format(time.RFC3339)
	got := platform("slo", "gate", "api", "--since", at, "--endpoint", cases["no data"].endpoint)
	require.Equal(t, ExitUnknown, got.code)
	require.Equal(t, []string{"api/availability", "api/latency"}, judged(got.out), "what every service promises")
}

// judged are the objectives that a gate says something about.
func judged(out string) []string {
	var all []string
	for line := range strings.Lines(out) {
		objective, _, _ := strings.Cut(line, ": ")
		all = append(all, objective)
	}
	return all
}

func TestAGateJudgesWhatTheServicePromisesInItsEnvironment(t *testing.T) {
	here(t)
	endpoint := answering(t, func(query string) string {
		if strings.Contains(query, "database_queries_total") {
			return "" // who has no database counts no queries
		}
		return counting("100", "0.01")(query)
	})
	for name, c := range map[string]struct {
		args []string
		code ExitCode
		want []string
	}{
		"one without a database is healthy": {
			[]string{"reports", "--environment", "prod"}, ExitOK, []string{"reports/availability", "reports/latency"},
		},
		"one with a database is unknown without it": {
			[]string{"app", "--environment", "prod", "--objective", "availability,database"},
			ExitUnknown,
			[]string{"app/availability", "app/database"},
		},
		"one that it declares": {
			[]string{"app", "--environment", "prod", "--objective", "tail"}, ExitOK, []string{"app/tail"},
		},
		"a worker": {[]string{"mailer", "--environment", "prod"}, ExitUnknown, []string{"mailer/database"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := platform(append([]string{"slo", "gate", "--since", "15m", "--endpoint", endpoint}, c.args...)...)
			require.Equal(t, c.code, got.code, "%s", got.out+got.err)
			require.Equal(t, c.want, judged(got.out))
		})
	}
}

func TestAGateLooksBackNoFurtherThanEachObjective(t *testing.T) {
	declaring(t, `{own: {objective: "99", windowDays: 7, availability: {}}}`)
	require.Equal(t,
		refused("--since 200h: that is longer ago than the objectives look back, 7 d"),
		platform("slo", "gate", "app", "--environment", "dev", "--since", "200h", "--endpoint", "http://127.0.0.1:1"))
}

func TestAGateThatCannotBeAskedIsRefused(t *testing.T) {
	here(t)
	const endpoint = "http://127.0.0.1:1"
	cases := map[string]struct {
		args []string
		says string
	}{
		"no service": {nil, "name one service, as in `platform slo gate api`: accepts 1 arg(s), received 0"},
		"no time": {
			[]string{"api", "--endpoint", endpoint}, "--since: say when it was deployed, as in 15m or 2026-01-05T12:00:00Z",
		},
		"no such time": {
			[]string{"api", "--since", "yesterday"}, "--since yesterday: want a time as in 2026-01-05T12:00:00Z, or how long ago as in 15m",
		},
		"a time to come": {[]string{"api", "--since", "-1h"}, "--since -1h: that is yet to come"},
		"a time before all": {
			[]string{"api", "--since", "1000h", "--endpoint", endpoint},
			"--since 1000h: that is longer ago than the objectives look back, 30 d",
		},
		"no endpoint": {
			[]string{"api", "--since", "1h"}, `read endpoint "": want the address of a Prometheus, as in https://prometheus.example.com`,
		},
		"an objective that is none": {
			[]string{"api", "--since", "1h", "--endpoint", endpoint, "--objective", "speed"},
			"--objective speed: api makes no such promise; take availability, latency, database",
		},
		"a service that its environment does not have": {
			[]string{"api", "--since", "1h", "--endpoint", endpoint, "--environment", "prod"},
			`find promises in prod: no service "api" promises anything; take app, mailer, reports`,
		},
		"an objective that the service has not there": {
			[]string{"reports", "--since", "1h", "--endpoint", endpoint, "--environment", "prod", "--objective", "database"},
			"--objective database: reports makes no such promise; take availability, latency",
		},
		"a name that is no name": {
			[]string{"a\"b", "--since", "1h", "--endpoint", endpoint},
			`gate a"b: want lower-case letters, digits and dashes, beginning with a letter`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, refused(c.says), platform(append([]string{"slo", "gate"}, c.args...)...))
		})
	}
}
