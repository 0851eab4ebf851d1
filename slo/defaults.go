package slo

import "time"

// Defaults are the promises that every service makes unless it says otherwise:
// 99.9 % of requests answered, 95 % of them within 500 ms, and 99.95 % of
// database queries answered. The second is what people mean by "a 95th percentile
// below 500 ms", said so that it has a budget.
func Defaults(service string) []SLO {
	database := SLO{
		Service: service, Name: "database", Objective: MustPercent("99.95"),
		Indicator: Indicator{Availability: &Availability{
			Metric: DatabaseQueries,
			Failed: []Match{{Label: "outcome", Op: Equals, Value: "error"}},
		}},
	}
	return []SLO{
		{
			Service: service, Name: "availability", Objective: MustPercent("99.9"),
			Indicator: Indicator{Availability: &Availability{}},
			DependsOn: []Ref{database.Ref()},
		},
		{
			Service: service, Name: "latency", Objective: MustPercent("95"),
			Indicator: Indicator{Latency: &Latency{Threshold: 500 * time.Millisecond}},
			DependsOn: []Ref{database.Ref()},
		},
		database,
	}
}
