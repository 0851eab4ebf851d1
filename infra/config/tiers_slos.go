package config

// The defaults of what applications promise beside what every one of its kind does
// (slo.DefaultsOf). They are those of the arithmetic, and a test of the stacks holds
// both together.

func appSLO() AppSLO {
	return AppSLO{WindowDays: 30, MinimumErrors: 5, Absent: PageSomebody, DependsOn: []string{}}
}

func sloAvailability() SLOAvailability {
	return SLOAvailability{Only: []SLOMatch{}, Failed: []SLOMatch{}}
}

// slosParts is what a file can bring into being, before it says more.
func slosParts() []any {
	return []any{appSLO(), sloAvailability(), SLOLatency{Only: []SLOMatch{}}, SLOFreshness{Only: []SLOMatch{}}}
}

// specimenOfSLO is a promise with every indicator, of which a file has one.
func specimenOfSLO() AppSLO {
	s := appSLO()
	s.Availability = new(sloAvailability())
	s.Latency, s.Freshness = &SLOLatency{Only: []SLOMatch{}}, &SLOFreshness{Only: []SLOMatch{}}
	s.Custom = &SLOCustom{}
	return s
}
