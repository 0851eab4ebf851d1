package dashboards

import (
	"fmt"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/slo"
)

// interval of rates: Grafana fills it in so that a rate spans at least four scrapes
// at every zoom. rangeShown is the whole time that a dashboard shows.
const (
	interval   = "$__rate_interval"
	rangeShown = "$__range"
)

// Shares of a container's own limits at which it gets tight. The autoscaler acts
// before.
const (
	memoryTight    = 0.9
	throttledTight = 0.25
)

// requests selects the application's own series of requests, and routed those of
// the chosen routes.
func (s Service) requests() string { return fmt.Sprintf("service=%q", s.Name) }

func (s Service) routed() string { return s.requests() + `, route=~"$route"` }

// containers selects the series that the kubelet has of its containers.
func (s Service) containers() string {
	return fmt.Sprintf(`namespace=%q, pod=~%q, container=%q`, s.Namespace, s.Name+"-(blue|green)-.+", s.Name)
}

// pods selects the series that kube-state-metrics has of its pods.
func (s Service) pods() string {
	return fmt.Sprintf(`namespace=%q, pod=~%q`, s.Namespace, s.Name+"-(blue|green)-.+")
}

func (s Service) deployments() string {
	return fmt.Sprintf(`namespace=%q, deployment=~%q`, s.Namespace, s.Name+"-(blue|green)")
}

// service shows one application by the four golden signals (Site Reliability
// Engineering, chapter 6), below what it promises.
func (e Environment) service(s Service) sheet {
	out := sheet{
		name: "service-" + s.Name, title: "Service " + s.Name, audience: "who is on call for the application",
		description: "What " + s.Name + " promises, and its golden signals: traffic, errors, latency, saturation.",
		tags:        []string{tagService, s.Name}, from: "now-6h", refresh: "1m",
	}
	promised := e.objectivesOf(s.Name)
	out.sections = append(out.sections, promises(promised))
	if s.HTTP {
		out.variables = append(out.variables, labelValues("route", "Route", "The handlers of requests.",
			fmt.Sprintf("http_requests_total{%s}", s.requests()), "route"))
		out.sections = append(out.sections, s.traffic(), s.errors(promised), s.latency(promised))
	}
	out.sections = append(out.sections, s.saturation(), s.pressure())
	return out
}

func (s Service) traffic() section {
	return section{title: "Traffic", across: 3, panels: []panel{
		{
			title: "Requests by route", unit: units.RequestsPerSecond, shape: areas,
			description: "Requests a second that pods have answered, by handler. A route that vanishes is as bad as one that floods.",
			queries:     []query{promql("{{route}}", "sum by (route) (rate(http_requests_total{%s}[%s]))", s.routed(), interval)},
		},
		{
			title: "Requests by status", unit: units.RequestsPerSecond, shape: areas,
			description: "Requests a second by the class of the answer's status.",
			queries: []query{promql("{{class}}",
				`sum by (class) (label_replace(rate(http_requests_total{%s}[%s]), "class", "${1}xx", "status", "(.).."))`, s.routed(), interval)},
		},
		{
			title: "Requests in progress", unit: units.Short,
			description: "Requests that pods are busy with, by pod. Where it climbs while traffic does not, something behind the application is slow.",
			queries:     []query{promql("{{pod}}", "sum by (pod) (http_requests_in_progress{%s})", s.requests())},
		},
	}}
}

func (s Service) errors(objectives []slo.SLO) section {
	all := panel{
		title: "Share of errors", unit: units.PercentUnit,
		description: "Answers of 5xx among all. The line is what the promise of availability allows.",
		queries: []query{promql("errors", `sum(rate(http_requests_total{%s, status=~"5.."}[%s])) / sum(rate(http_requests_total{%[1]s}[%s]))`,
			s.routed(), interval)},
	}
	if o, promised := promisedErrors(objectives); promised {
		all.limits, all.runbook = badFrom(o.Budget().Float()), slo.AlertBurnFast
	}
	return section{title: "Errors", across: 3, panels: []panel{
		all,
		{
			title: "Errors by route", unit: units.RequestsPerSecond, shape: areas,
			description: "Answers of 5xx a second, by handler: where to look first.",
			queries:     []query{promql("{{route}}", `sum by (route) (rate(http_requests_total{%s, status=~"5.."}[%s]))`, s.routed(), interval)},
		},
		{
			title: "Dependencies", unit: units.BoolOnOff, shape: states, limits: badBelow(1), highest: 1,
			description: "Whether the last readiness check of each dependency passed on every pod.",
			queries:     []query{promql("{{dependency}}", "min by (dependency) (dependency_up{%s})", s.requests())},
		},
	}}
}

func (s Service) latency(objectives []slo.SLO) section {
	quantiles := panel{
		title: "Latency", unit: units.Seconds,
		description: "What half, 95 % and 99 % of requests are quicker than. The line is the promised latency.",
	}
	for _, q := range []struct{ legend, quantile string }{{"p50", "0.5"}, {"p95", "0.95"}, {"p99", "0.99"}} {
		quantiles.queries = append(quantiles.queries, promql(q.legend,
			"histogram_quantile(%s, sum by (le) (rate(http_request_duration_seconds_bucket{%s}[%s])))", q.quantile, s.routed(), interval))
	}
	if o, promised := promisedLatency(objectives); promised {
		quantiles.limits = badFrom(o.Indicator.Latency.Threshold.Seconds())
		quantiles.runbook = slo.AlertBurnFast
	}
	return section{title: "Latency", across: 3, panels: []panel{
		quantiles,
		{
			title: "Latency, all requests", unit: units.Seconds, shape: heat,
			description: "How many requests took how long. Two bands are two kinds of requests, which quantiles would hide.",
			queries:     []query{promql("{{le}}", "sum by (le) (increase(http_request_duration_seconds_bucket{%s}[%s]))", s.routed(), interval)},
		},
		{
			title: "Latency by route, p95", unit: units.Seconds, limits: quantiles.limits,
			description: "What 95 % of requests are quicker than, by handler.",
			queries: []query{promql("{{route}}",
				"histogram_quantile(0.95, sum by (le, route) (rate(http_request_duration_seconds_bucket{%s}[%s])))", s.routed(), interval)},
		},
	}}
}

func (s Service) saturation() section {
	return section{title: "Saturation", across: 3, panels: []panel{
		{
			title: "CPU of what is requested", unit: units.PercentUnit,
			description: "CPU time of each pod as a share of its request. Above 100 % it lives on what others leave.",
			queries: []query{promql("{{pod}}",
				`sum by (pod) (rate(container_cpu_usage_seconds_total{%s}[%s])) / sum by (pod) (kube_pod_container_resource_requests{%[1]s, resource="cpu"})`,
				s.containers(), interval)},
		},
		{
			title: "Memory of the limit", unit: units.PercentUnit, limits: badFrom(memoryTight),
			description: "Memory of each pod that can't be given back, as a share of its limit. At 100 % the kernel ends it.",
			queries: []query{promql("{{pod}}",
				`sum by (pod) (container_memory_working_set_bytes{%s}) / sum by (pod) (kube_pod_container_resource_limits{%[1]s, resource="memory"})`,
				s.containers())},
		},
		{
			title: "Pods", unit: units.Short,
			description: "Pods that are wanted and pods that are ready, by colour. A gap that stays is a delivery that hangs.",
			queries: []query{
				promql("{{deployment}} wanted", "kube_deployment_spec_replicas{%s}", s.deployments()),
				promql("{{deployment}} ready", "kube_deployment_status_replicas_available{%s}", s.deployments()),
			},
		},
	}}
}

func (s Service) pressure() section {
	return section{title: "Pods under pressure", across: 3, panels: []panel{
		{
			title: "Throttled", unit: units.PercentUnit, limits: badFrom(throttledTight),
			description: "Share of scheduling periods in which a pod wanted more CPU than its limit. Nothing where there is no limit.",
			queries: []query{promql("{{pod}}",
				"sum by (pod) (rate(container_cpu_cfs_throttled_periods_total{%s}[%s])) / sum by (pod) (rate(container_cpu_cfs_periods_total{%[1]s}[%s]))",
				s.containers(), interval)},
		},
		{
			title: "Restarts", unit: units.Short, limits: badFrom(1),
			description: "Restarts of containers in the time shown, by pod. Look at the reason of the last one with kubectl describe.",
			queries:     []query{promql("{{pod}}", "sum by (pod) (increase(kube_pod_container_status_restarts_total{%s}[%s]))", s.pods(), interval)},
		},
		{
			title: "Network", unit: units.BytesPerSecondIEC,
			description: "Bytes a second that pods receive and send.",
			queries: []query{
				promql("received", "sum(rate(container_network_receive_bytes_total{%s}[%s]))", s.pods(), interval),
				promql("sent", "sum(rate(container_network_transmit_bytes_total{%s}[%s]))", s.pods(), interval),
			},
		},
	}}
}
