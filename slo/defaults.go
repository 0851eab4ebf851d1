package slo

import "time"

// Traits are what an application does that can be promised.
type Traits struct {
	// Serves requests over HTTP.
	Serves bool
	// Queries the database.
	Queries bool
}

// Defaults are the promises of a service that serves and queries.
func Defaults(service string) []SLO {
	return DefaultsOf(service, Traits{Serves: true, Queries: true})
}

// DefaultsOf are the promises that every application makes unless it says
// otherwise: 99.9 % of requests answered, 95 % of them within 500 ms, and 99.95 %
// of database queries answered. The second is what people mean by "a 95th
// percentile below 500 ms", said so that it has a budget.
func DefaultsOf(service string, has Traits) []SLO {
	var serves, queries []SLO
	var causes []Ref
	if has.Queries {
		database := SLO{
			Service: service, Name: "database", Objective: MustPercent("99.95"),
			Indicator: Indicator{Availability: &Availability{
				Metric: DatabaseQueries,
				Failed: []Match{{Label: "outcome", Op: Equals, Value: "error"}},
			}},
		}
		queries, causes = []SLO{database}, []Ref{database.Ref()}
	}
	if has.Serves {
		serves = []SLO{
			{
				Service: service, Name: "availability", Objective: MustPercent("99.9"), DependsOn: causes,
				Indicator: Indicator{Availability: &Availability{}},
			},
			{
				Service: service, Name: "latency", Objective: MustPercent("95"), DependsOn: causes,
				Indicator: Indicator{Latency: &Latency{Threshold: 500 * time.Millisecond}},
			},
		}
	}
	return append(serves, queries...)
}
