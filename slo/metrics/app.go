package metrics

// application is what a CovetPy service exports about itself. It is a contract:
// the framework's own middleware for metrics does not work, so a service counts
// with Prometheus's Python client, under these names.
func application() []Metric {
	return []Metric{
		{
			Name: "http_requests_total", Type: Counter, Unit: "requests", Source: App,
			Labels: []string{"method", "route", "status"},
			Help:   "requests answered, by the route's name and the status sent",
		},
		{
			Name: "http_request_duration_seconds", Type: Histogram, Unit: "seconds", Source: App,
			Labels: []string{"method", "route"}, Buckets: pythonBuckets(),
			Help: "how long answers took",
		},
		{
			Name: "http_requests_in_progress", Type: Gauge, Unit: "requests", Source: App,
			Help: "requests being answered",
		},
		{
			Name: "database_queries_total", Type: Counter, Unit: "queries", Source: App,
			Labels: []string{"outcome"},
			Help:   "database queries, whose outcome is ok or error",
		},
		{
			Name: "dependency_up", Type: Gauge, Unit: "bool", Source: App,
			Labels: []string{"dependency"},
			Help:   "1 when the last readiness check of a dependency passed",
		},
	}
}

// pythonBuckets are the default bounds of Prometheus's Python client
// (prometheus_client.Histogram.DEFAULT_BUCKETS), as it writes floats.
func pythonBuckets() []string {
	return []string{
		"0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75",
		"1.0", "2.5", "5.0", "7.5", "10.0",
	}
}
