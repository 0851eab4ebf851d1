// Package rules writes what watches SLOs as Prometheus's rules: how many events
// there are and how many fail, over every window that an alert needs, the share
// of the budget that is left, and the alerts.
//
// The groups are upstream's own types (model/rulefmt), for Amazon Managed Service
// for Prometheus and for any other Prometheus alike. Each SLO has a group that is
// evaluated often and holds what pages, and one that is evaluated seldom and
// holds what spans days. A group may read what the other recorded: it is then one
// evaluation old, which is little beside a window of hours.
package rules

import (
	"cmp"
	"slices"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"

	"github.com/covetpy/platform/slo"
)

// Environment is where the rules run.
type Environment struct {
	// Name of the environment, "prod"; a label of all that is recorded.
	Name string
	// Scrape is how often targets are scraped; 0 for DefaultScrape.
	Scrape time.Duration
	// Interval between evaluations of what pages; 0 for DefaultInterval.
	Interval time.Duration
	// Runbooks is the address under which docs/runbooks is read; empty for
	// DefaultRunbooks.
	Runbooks string
	// Dashboards is the address of Grafana, "https://grafana.example.com"; links are
	// relative where it is empty.
	Dashboards string
}

// What an environment has unless it says otherwise.
const (
	// DefaultScrape is the shortest interval of AWS's managed collectors (Amazon
	// Managed Service for Prometheus user guide, "Using an AWS managed collector",
	// Scraper limitations).
	DefaultScrape = 30 * time.Second
	// DefaultInterval follows it: evaluating more often would see nothing new.
	DefaultInterval = 30 * time.Second
	// DefaultRunbooks is where the repository shows them.
	DefaultRunbooks = "https://github.com/covetpy/platform/blob/main/docs/runbooks"
)

// Kinds of groups.
const (
	kindFast = "fast"
	kindSlow = "slow"
)

// Groups are the rules that watch SLOs in an environment, in the order of
// services and names. The SLOs are valid (slo.Validate).
func Groups(slos []slo.SLO, env Environment) []rulefmt.RuleGroup {
	env = env.withDefaults()
	sorted := slices.SortedFunc(slices.Values(slos), func(a, b slo.SLO) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Name, b.Name))
	})
	var out []rulefmt.RuleGroup
	for _, s := range sorted {
		w := writer{slo: s.WithDefaults(), env: env}
		out = append(out, w.group(kindFast, env.Interval, w.fast()), w.group(kindSlow, slo.SlowInterval, w.slow()))
	}
	return out
}

func (e Environment) withDefaults() Environment {
	e.Scrape = cmp.Or(e.Scrape, DefaultScrape)
	e.Interval = cmp.Or(e.Interval, DefaultInterval)
	e.Runbooks = cmp.Or(e.Runbooks, DefaultRunbooks)
	return e
}

// OutageWindow is the one in which a total outage is looked for: the shortest
// that always holds two samples, without which there is no rate.
func (e Environment) OutageWindow() time.Duration { return 2 * e.withDefaults().Scrape }

// writer writes the rules of one SLO.
type writer struct {
	slo slo.SLO
	env Environment
}

func (w writer) group(kind string, interval time.Duration, rules []rulefmt.Rule) rulefmt.RuleGroup {
	return rulefmt.RuleGroup{Name: w.slo.Group(kind), Interval: model.Duration(interval), Rules: rules}
}

// fast is what pages, and what it needs: windows of hours, and what is absent.
func (w writer) fast() []rulefmt.Rule {
	out := w.signals()
	for _, window := range w.windows() {
		if window <= slo.LongestFast {
			out = append(out, w.counts(window)...)
		}
	}
	if w.slo.Indicator.Fails() {
		out = append(out, w.outage())
	}
	for _, b := range w.slo.Alerts {
		if b.Long <= slo.LongestFast {
			out = append(out, w.burn(b))
		}
	}
	if w.slo.Absent != slo.SeverityNone {
		out = append(out, w.absent())
	}
	return out
}

// slow is what spans days.
func (w writer) slow() []rulefmt.Rule {
	out := []rulefmt.Rule{w.objective()}
	for _, window := range w.windows() {
		if window > slo.LongestFast {
			out = append(out, w.counts(window)...)
		}
	}
	out = append(out, w.budgetLeft())
	for _, b := range w.slo.Alerts {
		if b.Long > slo.LongestFast {
			out = append(out, w.burn(b))
		}
	}
	return out
}

// windows are the SLO's, and the one of a total outage.
func (w writer) windows() []time.Duration {
	out := w.slo.Windows()
	if w.slo.Indicator.Fails() {
		out = append(out, w.env.OutageWindow())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
