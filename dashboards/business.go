package dashboards

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/slo"
)

// Periods in seconds.
const (
	minute = 60
	hour   = 60 * 60
)

// Classes of requests by what they do to data.
const (
	reads  = `method=~"GET|HEAD|OPTIONS"`
	writes = `method!~"GET|HEAD|OPTIONS"`
)

// business is what users do and whether it works for them, over all services that
// answer requests.
func (e Environment) business() sheet {
	out := sheet{
		name: "business", title: "Business", audience: "product owners and support",
		description: "What users do, and how many of their requests fail or are slow.",
		tags:        []string{tagBusiness}, from: "now-7d", refresh: "5m",
	}
	names := e.served()
	if len(names) == 0 {
		return out
	}
	served := fmt.Sprintf("service=~%q", strings.Join(names, "|"))
	out.variables = []variable{labelValues("service", "Service", "The applications that answer requests.",
		fmt.Sprintf("http_requests_total{%s}", served), "service")}
	of := served + `, service=~"$service"`
	out.sections = []section{use(of), affected(of, e.slowest())}
	return out
}

// served are the names of services that answer requests.
func (e Environment) served() []string {
	var out []string
	for _, s := range e.Services {
		if s.HTTP {
			out = append(out, s.Name)
		}
	}
	return out
}

func use(of string) section {
	return section{title: "What users do", across: 3, panels: []panel{
		{
			title: "Requests an hour", unit: units.Short, shape: areas,
			description: "Requests by service. Compare a day with the same day of the week before.",
			queries:     []query{promql("{{service}}", "sum by (service) (increase(http_requests_total{%s}[1h]))", of)},
		},
		{
			title: "Reads and writes", unit: units.RequestsPerSecond, shape: areas,
			description: "Requests a second that look at something, and that change something. Writes that fall while reads do not mean that users can't finish.",
			queries: []query{
				promql("reads", "sum(rate(http_requests_total{%s, %s}[%s]))", of, reads, interval),
				promql("writes", "sum(rate(http_requests_total{%s, %s}[%s]))", of, writes, interval),
			},
		},
		{
			title: "Busiest routes", unit: units.Short, shape: bars,
			description: "The ten routes that were called most in the time shown.",
			queries:     []query{promql("{{service}} {{route}}", "topk(10, sum by (service, route) (increase(http_requests_total{%s}[%s])))", of, rangeShown)},
		},
	}}
}

// affected counts requests, not people: nothing that is measured tells users apart.
func affected(of string, slow time.Duration) section {
	failed := fmt.Sprintf(`http_requests_total{%s, status=~"5.."}`, of)
	return section{title: "Users affected", across: 3, panels: []panel{
		{
			title: "Failed requests", unit: units.Short, shape: number, limits: badFrom(1),
			description: "Requests in the time shown that ended in an error of ours. They are not people: one user may try several times, and metrics can't tell.",
			queries:     []query{promql("failed", "sum(increase(%s[%s])) or vector(0)", failed, rangeShown)},
		},
		{
			title: "Failed writes", unit: units.RequestsPerSecond, shape: areas,
			description: "Changes a second that users asked for and that failed, by route: somebody's work is lost or waits.",
			queries: []query{promql("{{service}} {{route}}", `sum by (service, route) (rate(http_requests_total{%s, %s, status=~"5.."}[%s]))`,
				of, writes, interval)},
		},
		{
			title: "Slow or failed", unit: units.PercentUnit,
			description: fmt.Sprintf("Share of requests that took more than %s, and of those that failed: how much of what users do feels broken.", slow),
			queries: []query{
				promql("slow", `1 - sum(rate(http_request_duration_seconds_bucket{%s, %s}[%s])) / sum(rate(http_request_duration_seconds_count{%[1]s}[%[3]s]))`,
					of, bound(slow), interval),
				promql("failed", "sum(rate(%s[%s])) / sum(rate(http_requests_total{%s}[%s]))", failed, interval, of, interval),
			},
		},
	}}
}

// slowest is the shortest latency that anybody promises, above which a request
// counts as slow; half a second where nobody promises any.
func (e Environment) slowest() time.Duration {
	out := time.Duration(0)
	for _, o := range e.objectives() {
		if l := o.Indicator.Latency; l != nil && l.Metric == slo.HTTPLatency && (out == 0 || l.Threshold < out) {
			out = l.Threshold
		}
	}
	return cmp.Or(out, time.Second/2)
}

// bound matches the bucket of a latency. Clients write whole seconds as "1" or as
// "1.0".
func bound(latency time.Duration) string {
	text := strconv.FormatFloat(latency.Seconds(), 'f', -1, 64)
	if latency%time.Second != 0 {
		return fmt.Sprintf("le=%q", text)
	}
	return fmt.Sprintf("le=~%q", text+`(\.0)?`)
}
