package slo

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo/metrics"
)

func (i Indicator) check(c *fault.Check) {
	kinds := 0
	for _, set := range []bool{i.Availability != nil, i.Latency != nil, i.Freshness != nil, i.Custom != nil} {
		if set {
			kinds++
		}
	}
	if kinds != 1 {
		c.Add("indicator", fmt.Sprintf("%d kinds", kinds), "exactly one of availability, latency, freshness and custom")
	}
	if a := i.Availability; a != nil {
		m, known := checkMetric(c, "indicator.availability", a.Metric, metrics.Counter)
		checkMatches(c, "indicator.availability.only", a.Only, m, known)
		checkMatches(c, "indicator.availability.failed", a.Failed, m, known)
		c.Require(len(a.Failed) > 0, "indicator.availability.failed", nil, "what tells failed events from others")
	}
	if l := i.Latency; l != nil {
		m, known := checkMetric(c, "indicator.latency", l.Metric, metrics.Histogram)
		checkMatches(c, "indicator.latency.only", l.Only, m, known)
		checkBound(c, l, m, known)
	}
	if f := i.Freshness; f != nil {
		m, known := checkMetric(c, "indicator.freshness", f.Metric, metrics.Gauge)
		c.Require(!known || m.Unit == metrics.UnixSeconds, "indicator.freshness.metric", f.Metric, "a gauge that holds a time, in seconds since 1970")
		checkMatches(c, "indicator.freshness.only", f.Only, m, known)
		c.Require(f.MaxAge >= time.Minute && f.MaxAge%time.Second == 0, "indicator.freshness.maxAge", f.MaxAge, "whole seconds, a minute or more")
	}
	if custom := i.Custom; custom != nil {
		checkExpression(c, "indicator.custom.good", custom.Good)
		checkExpression(c, "indicator.custom.total", custom.Total)
	}
}

func checkMetric(c *fault.Check, path, name string, kind metrics.Type) (metrics.Metric, bool) {
	m, known := metrics.Find(name)
	c.Require(known, path+".metric", fault.Written(name), "a metric of the catalogue (slo/metrics)")
	c.Require(!known || m.Type == kind, path+".metric", fmt.Sprintf("%s, a %s", name, m.Type), "a "+string(kind))
	return m, known
}

func checkMatches(c *fault.Check, path string, matches []Match, m metrics.Metric, known bool) {
	for i, match := range matches {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.Require(!known || m.Has(match.Label), at+".label", fault.Written(match.Label), fmt.Sprintf("a label of %s: %s", m.Name, fault.Words(m.Labels)))
		fault.OneOf(c, at+".op", match.Op, Equals, Differs, Matches, MatchesNot)
		if match.Op == Matches || match.Op == MatchesNot {
			_, err := regexp.Compile(match.Value)
			c.Require(err == nil, at+".value", match.Value, "a regular expression (RE2)")
		}
	}
}

// checkBound refuses a threshold that lies between two buckets: nobody knows how
// many events do.
func checkBound(c *fault.Check, l *Latency, m metrics.Metric, known bool) {
	if !known || m.Type != metrics.Histogram {
		return
	}
	isBound := func(bound string) bool {
		f, err := strconv.ParseFloat(bound, 64)
		return err == nil && time.Duration(f*float64(time.Second)) == l.Threshold
	}
	c.Require(slices.ContainsFunc(m.Buckets, isBound), "indicator.latency.threshold", l.Threshold,
		fmt.Sprintf("a bound of %s's buckets, in seconds: %s", m.Name, strings.Join(m.Buckets, ", ")))
}
