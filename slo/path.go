package slo

import (
	"slices"
	"time"
)

// Promise is how soon the predecessor of this platform promised to notice a total
// outage.
const Promise = 30 * time.Second

// Path is a way on which a total outage becomes known: somebody counts, somebody
// evaluates, somebody tells.
type Path struct {
	// Name of the path.
	Name string
	// Collect is the longest that a failed request waits until whoever evaluates can
	// see it.
	Collect time.Duration
	// Window that is evaluated. More than half of it must have failed
	// (OutageThreshold).
	Window time.Duration
	// Evaluate is the time between two evaluations.
	Evaluate time.Duration
	// Deliver is how long telling takes. It is an allowance: neither Amazon SNS nor
	// PagerDuty promises a time.
	Deliver time.Duration
	// Needs says what has to run that the AWS half of an environment does not have;
	// empty for nothing.
	Needs string
	// Source says where the intervals come from.
	Source string
}

// Crosses is how long it takes until more than half of the window has failed.
func (p Path) Crosses() time.Duration {
	return duration(seconds(p.Window).Mul(seconds(p.Window), OutageThreshold.Ratio()))
}

// Worst is the longest from the first failed request to somebody knowing: it came
// just after a collection, which ended just after an evaluation.
func (p Path) Worst() time.Duration { return p.Collect + p.Crosses() + p.Evaluate + p.Deliver }

// Typical is half of both waits.
func (p Path) Typical() time.Duration {
	return p.Collect/2 + p.Crosses() + p.Evaluate/2 + p.Deliver
}

// Keeps says whether the path keeps a promise at its worst.
func (p Path) Keeps(promise time.Duration) bool { return p.Worst() <= promise }

// deliver is the allowance for telling.
const deliver = 5 * time.Second

// Paths are all that there are, the quickest first.
func Paths() []Path {
	out := []Path{
		{
			Name: "in-cluster Prometheus, 5 s", Collect: 5 * time.Second, Window: 10 * time.Second, Evaluate: 5 * time.Second,
			Needs:  "a Prometheus and an Alertmanager in the cluster, that outlive what they watch",
			Source: "Prometheus configuration reference: scrape_interval and evaluation_interval are free",
		},
		{
			Name: "CloudWatch, high-resolution metric of 10 s", Collect: 10 * time.Second, Window: 10 * time.Second, Evaluate: 10 * time.Second,
			Needs:  "an agent in the cluster that publishes error counts every 10 s",
			Source: "CloudWatch API reference, PutMetricAlarm: a high-resolution alarm has a period of 10 s, 20 s or 30 s",
		},
		{
			Name: "managed collector and Amazon Managed Service for Prometheus", Collect: 30 * time.Second, Window: time.Minute, Evaluate: 30 * time.Second,
			Source: "managed collectors scrape every 30 s at the shortest (Amazon Managed Service for Prometheus user guide, \"Using an AWS managed collector\", Scraper limitations); " +
				"the service's quota \"Rule evaluation interval\" is taken for 30 s, from memory: its number was not found in a public copy",
		},
		{
			Name: "CloudWatch, load balancer's metrics of 60 s", Collect: time.Minute, Window: time.Minute, Evaluate: time.Minute,
			Source: "Elastic Load Balancing guide, \"CloudWatch metrics for your Application Load Balancer\": measured and sent in intervals of 60 s",
		},
	}
	for i := range out {
		out[i].Deliver = deliver
	}
	slices.SortStableFunc(out, func(a, b Path) int { return int(a.Worst() - b.Worst()) })
	return out
}

// Configured is the quickest path that the AWS half of an environment has.
func Configured() Path {
	paths := Paths()
	return paths[slices.IndexFunc(paths, func(p Path) bool { return p.Needs == "" })]
}
