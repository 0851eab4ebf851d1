package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
)

// certificateSoon is how many days before its end a certificate should have been
// renewed: ACM begins 60 days before.
const certificateSoon = 30

// edge shows the front door.
func (e Environment) edge() sheet {
	out := sheet{
		name: "edge", title: "Front door", audience: "the platform team",
		description: "The load balancer: traffic, errors and latency as clients see them, connections and certificates.",
		tags:        []string{tagInfrastructure, "edge"}, from: "now-6h", refresh: "1m",
	}
	if e.Edge == nil {
		return out
	}
	out.variables = []variable{e.balancerVariable()}
	out.sections = []section{e.arrivals(), connections(), targets()}
	return out
}

func balancer() map[string]string {
	return map[string]string{cloudwatch.LoadBalancer: "$" + variableBalancer}
}

func (e Environment) arrivals() section {
	of := balancer()
	latency := panel{
		title: "Latency", unit: units.Seconds,
		description: "How long pods take to begin their answer: what half, 95 % and 99 % of requests are quicker than. The line is the shortest latency that is promised.",
		queries: []query{
			metric("p50", cloudwatch.TargetResponseTime, "p50", of),
			metric("p95", cloudwatch.TargetResponseTime, "p95", of),
			metric("p99", cloudwatch.TargetResponseTime, "p99", of),
		},
	}
	if _, promised := promisedLatency(e.objectives()); promised {
		latency.limits = badFrom(e.slowest().Seconds())
	}
	return section{title: "Requests", across: 3, panels: []panel{
		{
			title: "Answers", unit: units.Short, shape: areas,
			description: "Answers of pods a minute, by the class of their status.",
			queries: []query{
				metric("2xx", cloudwatch.Target2XX, "Sum", of).every(minute),
				metric("3xx", cloudwatch.Target3XX, "Sum", of).every(minute),
				metric("4xx", cloudwatch.Target4XX, "Sum", of).every(minute),
				metric("5xx", cloudwatch.Target5XX, "Sum", of).every(minute),
			},
		},
		{
			title: "Answers of the load balancer", unit: units.Short, limits: badFrom(1),
			description: "Errors a minute that no pod has answered: 503 without pods, 502 when a pod hung up, 504 when it was too slow; 4xx are the client's.",
			queries: []query{
				metric("5xx", cloudwatch.Balancer5XX, "Sum", of).every(minute),
				metric("4xx", cloudwatch.Balancer4XX, "Sum", of).every(minute),
			},
		},
		latency,
	}}
}

func connections() section {
	of := balancer()
	return section{title: "Connections", across: 4, panels: []panel{
		{
			title: "Open connections", unit: units.Short,
			description: "Connections from clients and to pods.",
			queries:     []query{metric("open", cloudwatch.BalancerConnections, "Sum", of).every(minute)},
		},
		{
			title: "New and rejected", unit: units.Short,
			description: "Connections a minute that were opened, those that failed to agree on TLS, and those that were refused because there were too many.",
			queries: []query{
				metric("new", cloudwatch.BalancerNewConnections, "Sum", of).every(minute),
				metric("TLS errors", cloudwatch.BalancerTLSErrors, "Sum", of).every(minute),
				metric("rejected", cloudwatch.BalancerRejectedConnections, "Sum", of).every(minute),
			},
		},
		{
			title: "Traffic", unit: units.BytesIEC, shape: areas,
			description: "Bytes a minute, both ways.",
			queries:     []query{metric("bytes", cloudwatch.BalancerBytes, "Sum", of).every(minute)},
		},
		{
			title: "Capacity units", unit: units.Short,
			description: "What the load balancer charges for: the largest of new connections, open ones, bytes and rules.",
			queries:     []query{metric("units", cloudwatch.BalancerCapacityUnits, "Sum", of).every(hour)},
		},
	}}
}

func targets() section {
	of := balancer()
	of[cloudwatch.TargetGroup] = cloudwatch.Every
	each := dimension(cloudwatch.TargetGroup)
	return section{title: "Pods and certificates", across: 3, panels: []panel{
		{
			title: "Healthy pods", unit: units.Short,
			description: "Pods that pass their health checks, by target group. A group that no pod has joined sends nothing.",
			queries:     []query{metric(each, cloudwatch.HealthyTargets, "Minimum", of)},
		},
		{
			title: "Unhealthy pods", unit: units.Short, limits: badFrom(1),
			description: "Pods that fail their health checks, by target group.",
			queries:     []query{metric(each, cloudwatch.UnhealthyTargets, "Maximum", of)},
		},
		{
			title: "Days until a certificate ends", unit: units.Days, limits: badBelow(certificateSoon),
			description: "Of each certificate of the region. ACM renews by itself, as long as the validation records stand in the zone.",
			queries: []query{metric(dimension(cloudwatch.CertificateARN), cloudwatch.CertificateDays, "Minimum",
				map[string]string{cloudwatch.CertificateARN: cloudwatch.Every}).every(day)},
		},
	}}
}

const day = 24 * hour
