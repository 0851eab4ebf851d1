package slo

import (
	"fmt"
	"time"
)

// Indicator says what an SLO counts: exactly one of its fields is set.
type Indicator struct {
	// Availability counts failed events among all.
	Availability *Availability
	// Latency counts slow events among all.
	Latency *Latency
	// Freshness counts the seconds in which data was too old.
	Freshness *Freshness
	// Custom counts by expressions.
	Custom *Custom
}

// Availability is a counter's events, some of which fail.
type Availability struct {
	// Metric is a counter of slo/metrics; empty for the service's HTTP requests.
	Metric string
	// Only narrows all events, for instance to a route.
	Only []Match
	// Failed narrows them to those that failed; empty for HTTP's server errors,
	// where Metric is empty too.
	Failed []Match
}

// Latency is a histogram's events, some of which take too long.
type Latency struct {
	// Metric is a histogram of slo/metrics, in seconds; empty for the service's
	// HTTP requests.
	Metric string
	// Only narrows all events.
	Only []Match
	// Threshold up to which an event is quick enough: a bound of the histogram's
	// buckets, as nothing is known of what lies between two.
	Threshold time.Duration
}

// Freshness is a gauge that holds the time of the last success, in seconds since
// 1970. Its events are seconds: one is bad when the latest success was too long
// ago.
type Freshness struct {
	// Metric is a gauge of slo/metrics that holds a time.
	Metric string
	// Only narrows the series; the latest of them counts.
	Only []Match
	// MaxAge of the data.
	MaxAge time.Duration
}

// Custom is two expressions in PromQL that say how many events a second there
// are. They are written over CustomRange, "[5m]", which is replaced by each of
// the windows that the rules need; whatever labels are left are summed over. A
// selector of a metric that carries the service's name is narrowed to it.
type Custom struct {
	Good, Total string
}

// CustomRange is the range that a custom indicator's expressions are written over.
const CustomRange = 5 * time.Minute

// Match narrows series by a label, as PromQL's matchers do.
type Match struct {
	Label string
	Op    MatchOp
	Value string
}

// MatchOp compares a label.
type MatchOp string

// The comparisons of PromQL.
const (
	Equals     MatchOp = "="
	Differs    MatchOp = "!="
	Matches    MatchOp = "=~"
	MatchesNot MatchOp = "!~"
)

func (i Indicator) withDefaults() Indicator {
	if a := i.Availability; a != nil && a.Metric == "" {
		filled := *a
		filled.Metric = HTTPRequests
		if len(filled.Failed) == 0 {
			filled.Failed = []Match{{Label: "status", Op: Matches, Value: "5.."}}
		}
		i.Availability = &filled
	}
	if l := i.Latency; l != nil && l.Metric == "" {
		filled := *l
		filled.Metric = HTTPLatency
		i.Latency = &filled
	}
	return i
}

// Fails says whether a bad event is one that failed: then most events being bad
// is an outage. Slow answers and old data are answers and data.
func (i Indicator) Fails() bool { return i.Availability != nil }

// String says in words what is counted.
func (i Indicator) String() string {
	i = i.withDefaults()
	switch {
	case i.Availability != nil:
		return i.Availability.Metric + " that did not fail"
	case i.Latency != nil:
		return fmt.Sprintf("%s within %s", i.Latency.Metric, i.Latency.Threshold)
	case i.Freshness != nil:
		return fmt.Sprintf("seconds with %s no older than %s", i.Freshness.Metric, i.Freshness.MaxAge)
	case i.Custom != nil:
		return i.Custom.Total + " that were good"
	default:
		return "nothing"
	}
}
