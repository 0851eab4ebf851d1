package config

// AppSLO is a promise of an application: exactly one of availability, latency, freshness and custom says what it counts.
type AppSLO struct {
	// Per cent of events that have to be good, as text in quotes, so that it is exact.
	Objective string `json:"objective" config:"required,format=percent"`
	// Days that the objective is about. They roll, and end now; the longest window of an alert has to fit in.
	WindowDays int `json:"windowDays" config:"range=1..90"`
	// Counts failed events among all; null for another indicator.
	Availability *SLOAvailability `json:"availability"`
	// Counts slow events among all; null for another indicator.
	Latency *SLOLatency `json:"latency"`
	// Counts the seconds in which data is too old; null for another indicator.
	Freshness *SLOFreshness `json:"freshness"`
	// Counts by expressions of its own; null for another indicator.
	Custom *SLOCustom `json:"custom"`
	// Bad events that an alert's long window has to hold before it fires; for freshness, seconds.
	MinimumErrors int `json:"minimumErrors" config:"range=1..1000000000"`
	// How urgent it is that there is nothing to count.
	Absent SLOUrgency `json:"absent"`
	// Objectives whose failure makes this one fail, and whose page silences its alerts: one of the same application by its name, or app/database.
	DependsOn []string `json:"dependsOn" config:"format=objective"`
	// File in docs/runbooks, without its ending, that its alerts point at; empty for the one of each alert.
	Runbook string `json:"runbook" config:"format=runbook-or-none"`
}

// SLOAvailability is a counter's events, some of which fail.
type SLOAvailability struct {
	// Counter of the catalogue (slo/metrics); empty for requests over HTTP.
	Metric string `json:"metric" config:"format=metric-or-none"`
	// Narrows what is counted, to a route, say.
	Only []SLOMatch `json:"only"`
	// Which events failed; empty for HTTP's server errors, where metric is empty too.
	Failed []SLOMatch `json:"failed"`
}

// SLOLatency is a histogram's events, some of which take too long.
type SLOLatency struct {
	// Milliseconds up to which an event is quick enough: a bound of the histogram's buckets.
	ThresholdMilliseconds int `json:"thresholdMilliseconds" config:"required,range=1..3600000"`
	// Histogram of the catalogue (slo/metrics), in seconds; empty for requests over HTTP.
	Metric string `json:"metric" config:"format=metric-or-none"`
	// Narrows what is counted, to a route, say.
	Only []SLOMatch `json:"only"`
}

// SLOFreshness is the time since the last success.
type SLOFreshness struct {
	// Gauge of the catalogue (slo/metrics) that holds a time.
	Metric string `json:"metric" config:"required,format=metric"`
	// Seconds after which data is too old.
	MaxAgeSeconds int `json:"maxAgeSeconds" config:"required,range=60..31536000"`
	// Narrows the series; the latest of them counts.
	Only []SLOMatch `json:"only"`
}

// SLOCustom is two expressions in PromQL over [5m], which every other window takes the place of.
type SLOCustom struct {
	// Good events a second.
	Good string `json:"good" config:"required"`
	// All events a second.
	Total string `json:"total" config:"required"`
}

// SLOMatch narrows series by a label.
type SLOMatch struct {
	// The label.
	Label string `json:"label" config:"required,format=label-name"`
	// How it is compared, as PromQL does.
	Op SLOMatchOp `json:"op" config:"required"`
	// What it is compared with.
	Value string `json:"value" config:"required"`
}

// SLOMatchOp compares a label.
type SLOMatchOp string

// The comparisons of PromQL.
const (
	MatchEquals    SLOMatchOp = "="
	MatchDiffers   SLOMatchOp = "!="
	MatchesPattern SLOMatchOp = "=~"
	DiffersPattern SLOMatchOp = "!~"
)

// Values lists what is accepted.
func (SLOMatchOp) Values() []string {
	return values(MatchEquals, MatchDiffers, MatchesPattern, DiffersPattern)
}

// SLOUrgency is what an alert asks of people.
type SLOUrgency string

// Urgencies.
const (
	PageSomebody SLOUrgency = "page"
	OpenTicket   SLOUrgency = "ticket"
	TellNobody   SLOUrgency = "none"
)

// Values lists what is accepted.
func (SLOUrgency) Values() []string { return values(PageSomebody, OpenTicket, TellNobody) }
