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
		case strings.Contains(query, `status=~"5.."`):
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
	require.Equal(t, 3, strings.Count(got.out, ": unknown: nothing was counted in the 1h0m"), "all of the service's objectives: %s", got.out)
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
