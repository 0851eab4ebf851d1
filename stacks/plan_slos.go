package stacks

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

// promise is an objective of an application, and where the configuration has it.
type promise struct {
	slo.SLO
	// path is empty for what every application of its kind promises.
	path string
}

// promisesOf are those of all applications, in the order of their names.
func promisesOf(c config.Config) []promise {
	var out []promise
	for _, name := range slices.Sorted(maps.Keys(c.Apps)) {
		out = append(out, appPromises(name, c.Apps[name])...)
	}
	return out
}

// appPromises are what every application of its kind promises, of which those that
// it declares itself take the place, and then the others that it declares.
func appPromises(app string, a config.App) []promise {
	var out []promise
	rest := maps.Clone(a.SLOs)
	for _, s := range slo.DefaultsOf(app, slo.Traits{Serves: a.Service != nil, Queries: a.Uses.Database}) {
		if own, declared := a.SLOs[s.Name]; declared {
			out = append(out, declaredSLO(app, s.Name, own))
			delete(rest, s.Name)
			continue
		}
		out = append(out, promise{SLO: s})
	}
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		out = append(out, declaredSLO(app, name, rest[name]))
	}
	return out
}

// declaredSLO is a promise as the configuration has it.
func declaredSLO(app, name string, s config.AppSLO) promise {
	// What can't be read is no objective, which is told where the others are.
	objective, _ := slo.ParsePercent(s.Objective)
	out := promise{path: "apps." + app + ".slos." + name, SLO: slo.SLO{
		Service: app, Name: name, Objective: objective, Window: time.Duration(s.WindowDays) * slo.Day,
		MinimumErrors: s.MinimumErrors, Absent: slo.Severity(s.Absent), Runbook: s.Runbook,
	}}
	for _, d := range s.DependsOn {
		out.DependsOn = append(out.DependsOn, objectiveRef(app, d))
	}
	if i := s.Availability; i != nil {
		out.Indicator.Availability = &slo.Availability{Metric: i.Metric, Only: matches(i.Only), Failed: matches(i.Failed)}
	}
	if i := s.Latency; i != nil {
		out.Indicator.Latency = &slo.Latency{
			Metric: i.Metric, Only: matches(i.Only), Threshold: time.Duration(i.ThresholdMilliseconds) * time.Millisecond,
		}
	}
	if i := s.Freshness; i != nil {
		out.Indicator.Freshness = &slo.Freshness{
			Metric: i.Metric, Only: matches(i.Only), MaxAge: time.Duration(i.MaxAgeSeconds) * time.Second,
		}
	}
	if i := s.Custom; i != nil {
		out.Indicator.Custom = &slo.Custom{Good: i.Good, Total: i.Total}
	}
	return out
}

// objectiveRef reads "app/database", or "database" of the application itself.
func objectiveRef(app, text string) slo.Ref {
	if other, name, ofOther := strings.Cut(text, "/"); ofOther {
		return slo.Ref{Service: other, Name: name}
	}
	return slo.Ref{Service: app, Name: text}
}

func matches(of []config.SLOMatch) []slo.Match {
	var out []slo.Match
	for _, m := range of {
		out = append(out, slo.Match{Label: m.Label, Op: slo.MatchOp(m.Op), Value: m.Value})
	}
	return out
}

var promisePath = regexp.MustCompile(`^slos\[(\d+)\]\.(.+)$`)

// promiseFaults are those of all promises, under the configuration's paths. What
// every application promises is sound by itself: where it contradicts one that is
// declared, that one is told.
func promiseFaults(all []promise, c config.Config) fault.Faults {
	var check fault.Check
	slos := make([]slo.SLO, len(all))
	for i, s := range all {
		slos[i] = s.SLO
		if s.path != "" {
			checkRequests(&check, s, c.Apps[s.Service])
		}
	}
	for _, f := range fault.Of(slo.Validate(slos)) {
		at := promisePath.FindStringSubmatch(f.Path)
		i, err := strconv.Atoi(at[1])
		if err != nil || all[i].path == "" {
			continue
		}
		f.Path = at[2]
		check.Join("", fault.Faults{inConfiguration(f, all[i], c.Apps[all[i].Service].SLOs[all[i].Name])})
	}
	return check.Faults()
}

// checkRequests refuses to count requests that nobody sends.
func checkRequests(check *fault.Check, s promise, a config.App) {
	if a.Service != nil {
		return
	}
	accepted := "a metric of its own: requests are counted otherwise, and apps." + s.Service + ".service is null"
	if i := s.Indicator.Availability; i != nil {
		check.Require(i.Metric != "", s.path+".availability.metric", nil, accepted)
	}
	if i := s.Indicator.Latency; i != nil {
		check.Require(i.Metric != "", s.path+".latency.metric", nil, accepted)
	}
}

// ofAlert is how the arithmetic names a part of an alert, none of which the
// configuration has.
var ofAlert = regexp.MustCompile(`alerts\[(\d+)\]\.(long|share)`)

// inConfiguration has a fault of one promise as its file is written.
func inConfiguration(f fault.Fault, s promise, written config.AppSLO) fault.Fault {
	switch f.Path {
	case "objective":
		f.Found = written.Objective
	case "window":
		f.Path, f.Found = "windowDays", strconv.Itoa(written.WindowDays)
	case "indicator.latency.threshold":
		f.Path = "indicator.latency.thresholdMilliseconds"
	case "indicator.freshness.maxAge":
		f.Path = "indicator.freshness.maxAgeSeconds"
	default:
	}
	f.Path = strings.TrimPrefix(strings.TrimPrefix(f.Path, "indicator"), ".")
	f.Path = strings.TrimSuffix(s.path+"."+f.Path, ".")
	alerts := s.WithDefaults().Alerts
	f.Accepted = ofAlert.ReplaceAllStringFunc(f.Accepted, func(text string) string {
		at := ofAlert.FindStringSubmatch(text)
		i, err := strconv.Atoi(at[1])
		if err != nil || i >= len(alerts) {
			return text
		}
		return alerts[i].Alert + map[string]string{"long": "'s long window", "share": "'s share"}[at[2]]
	})
	return f
}
