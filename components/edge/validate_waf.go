package edge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/loggroup"
)

// Bounds of the firewall.
const (
	// MaxCountDays is how far ahead counting may end: a first week, and another
	// for what it found.
	MaxCountDays = 14
	// maxInspectedKB of a body is what a load balancer passes to WAF; it can't be
	// raised (WAF developer guide, "Considerations for managing body inspection").
	maxInspectedKB = 8
	// WAF API reference, RateBasedStatement, Limit.
	leastRate = 10
	mostRate  = 2_000_000_000
	// WAF API reference, GeoMatchStatement, CountryCodes.
	maxCountries = 50
)

// validate judges the firewall on a day.
func (w *WAF) validate(asOf time.Time) fault.Faults {
	var c fault.Check
	w.checkMode(&c, asOf)
	c.Require(w.RequestsPer5Minutes >= leastRate && w.RequestsPer5Minutes <= mostRate, "requestsPer5Minutes", w.RequestsPer5Minutes,
		fmt.Sprintf("%d to %d requests of one address", leastRate, mostRate))
	c.Require(w.MaxBodyKB >= 0 && w.MaxBodyKB <= maxInspectedKB, "maxBodyKB", w.MaxBodyKB,
		fmt.Sprintf("0 for no limit, or 1 to %d: WAF sees no more of a body behind a load balancer", maxInspectedKB))
	c.Require(len(w.BlockedCountries) <= maxCountries, "blockedCountries", fmt.Sprintf("%d countries", len(w.BlockedCountries)), fmt.Sprintf("at most %d countries", maxCountries))
	for i, country := range w.BlockedCountries {
		path := fmt.Sprintf("blockedCountries[%d]", i)
		c.Require(slices.Contains(countries(), country), path, fault.Written(country), "a country's code of ISO 3166-1, two capital letters (the United Kingdom is GB)")
		c.Require(slices.Index(w.BlockedCountries, country) == i, path, country, "each country once")
	}
	for i, rule := range w.CountedRules {
		path := fmt.Sprintf("countedRules[%d]", i)
		c.Require(slices.Contains(CommonRules(), rule), path, fault.Written(rule), strings.Join(CommonRules(), ", "))
		c.Require(slices.Index(w.CountedRules, rule) == i, path, rule, "each rule once")
	}
	if !slices.Contains(loggroup.Retentions(), w.LogRetentionDays) {
		days := make([]string, len(loggroup.Retentions()))
		for i, d := range loggroup.Retentions() {
			days[i] = strconv.Itoa(d)
		}
		c.Add("logs.retentionDays", w.LogRetentionDays, strings.Join(days, ", "))
	}
	return c.Faults()
}

func (w *WAF) checkMode(c *fault.Check, asOf time.Time) {
	c.Require(w.Mode == Block || w.Mode == Count, "mode", fault.Written(string(w.Mode)), "block or count")
	if w.CountUntil == "" {
		c.Require(w.Mode != Count, "countUntil", nil, "the last day of counting, 2026-12-01, as mode is count")
		return
	}
	end, err := w.lastDay()
	if err != nil {
		c.Add("countUntil", w.CountUntil, "a day, 2026-12-01")
		return
	}
	if asOf.IsZero() || w.Mode != Count {
		return
	}
	latest := day(asOf).AddDate(0, 0, MaxCountDays)
	c.Require(!end.After(latest), "countUntil", w.CountUntil,
		fmt.Sprintf("at most %d days from today, %s: a firewall that only counts protects nothing", MaxCountDays, latest.Format(time.DateOnly)))
}

// lastDay is the day on which counting ends.
func (w *WAF) lastDay() (time.Time, error) { return time.Parse(time.DateOnly, w.CountUntil) }

// day is the beginning of a day, in UTC.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// effective is the mode on a day: what is to be counted is blocked from the day
// after the last.
func (w *WAF) effective(asOf time.Time) WAFMode {
	end, err := w.lastDay()
	if w.Mode == Count && err == nil && !day(asOf).After(end) {
		return Count
	}
	return Block
}
