package simulate

import "time"

// Known is a scenario that has a name, for a service of any load.
type Known struct {
	Name string
	// Says is what happens, in a line.
	Says string
	// phases are made for the load that is normal.
	phases func(normal Load) []Phase
}

// For is the scenario for a service whose load is normally this.
func (k Known) For(normal Load) Scenario {
	return Scenario{Name: k.Name, Phases: k.phases(normal)}
}

// Healthy is a load well within the default objectives: 30 requests a second, of
// which one in 10,000 fails, a 95th percentile of 240 ms, and one query in 100,000
// that fails.
func Healthy() Load {
	return Load{
		Rate: 30, Errors: 0.0001, QueryErrors: 0.00001,
		Latency: Latency{Median: 60 * time.Millisecond, P95: 240 * time.Millisecond},
	}
}

// failing is a load of which a share fails.
func failing(normal Load, share float64) Load {
	normal.Errors = share
	return normal
}

// Scenarios lists all that have names.
func Scenarios() []Known {
	return []Known{
		{"total-outage", "every request fails for 30 minutes", func(n Load) []Phase {
			return []Phase{{For: 30 * time.Minute, Load: failing(n, 1)}}
		}},
		{"database-outage", "the database answers nothing for 30 minutes, so that every request fails", func(n Load) []Phase {
			n.QueryErrors = 1
			return []Phase{{For: 30 * time.Minute, Load: failing(n, 1)}}
		}},
		{"ten-percent-errors", "one request in ten fails for an hour", func(n Load) []Phase {
			return []Phase{{For: time.Hour, Load: failing(n, 0.1)}}
		}},
		{"slow-burn", "one request in 500 fails for three days", func(n Load) []Phase {
			return []Phase{{For: 3 * 24 * time.Hour, Load: failing(n, 0.002)}}
		}},
		{"brief-spike", "half of all requests fail for 20 seconds", func(n Load) []Phase {
			return []Phase{{For: 20 * time.Second, Load: failing(n, 0.5)}}
		}},
		{"flapping", "half of all requests fail for a minute, every ten minutes, six times", flapping},
		{"slow-responses", "five requests in six take longer than 500 ms, for an hour", func(n Load) []Phase {
			n.Latency = Latency{Median: time.Second, P95: 3 * time.Second}
			return []Phase{{For: time.Hour, Load: n}}
		}},
		{"no-traffic", "nobody asks for anything for two hours", func(n Load) []Phase {
			n.Rate = 0
			return []Phase{{For: 2 * time.Hour, Load: n}}
		}},
		{"counter-reset", "all targets restart and count from zero, six times in an hour", func(n Load) []Phase {
			var all []Phase
			for range 6 {
				all = append(all, Phase{For: 10 * time.Minute, Load: n, Restart: true})
			}
			return all
		}},
		{"missing-series", "scrapes succeed for an hour, but have none of the requests' series", func(n Load) []Phase {
			return []Phase{{For: time.Hour, Load: n, State: Unnamed}}
		}},
		{"target-gone", "no target is discovered for an hour", func(n Load) []Phase {
			return []Phase{{For: time.Hour, Load: n, State: Gone}}
		}},
	}
}

func flapping(n Load) []Phase {
	var all []Phase
	for range 6 {
		all = append(all, Phase{For: time.Minute, Load: failing(n, 0.5)}, Phase{For: 9 * time.Minute, Load: n})
	}
	return all
}

// Failing is the scenario in which a share of requests, 0 to 1, fails for a while.
func Failing(normal Load, share float64, length time.Duration) Scenario {
	return Scenario{Name: "errors", Phases: []Phase{{For: length, Load: failing(normal, share)}}}
}
