// Package gate tells whether a service has been healthy since it was deployed, by
// the same rules that page: a delivery that burns its budget so fast that
// somebody would be woken is taken back instead.
package gate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
)

// Verdict is what is known of a service.
type Verdict int

// The verdicts, the worst last.
const (
	// Healthy services burn no faster than nobody is paged for.
	Healthy Verdict = iota
	// Unknown is when there is no data, or no answer.
	Unknown
	// Burning services burn their budget so fast that somebody is paged, or would
	// be if it went on.
	Burning
)

// String is the verdict in a word.
func (v Verdict) String() string {
	switch v {
	case Healthy:
		return "healthy"
	case Burning:
		return "burning"
	default:
		return "unknown"
	}
}

// Finding is what is known of one objective, and why.
type Finding struct {
	Objective slo.Ref
	Verdict   Verdict
	Reason    string
}

// String is a line for a log.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s", f.Objective, f.Verdict, f.Reason)
}

// Querier asks a Prometheus for the values of an expression at a time.
type Querier interface {
	Query(ctx context.Context, expression string, at time.Time) (model.Vector, error)
}

// Gate is what to ask.
type Gate struct {
	// Objectives of the service; they are valid.
	Objectives []slo.SLO
	// Since is when it was deployed, Now when it is asked.
	Since, Now time.Time
}

// Shortest is how long after a deployment something can be known: a rate takes two
// scrapes.
const Shortest = 2 * rules.DefaultScrape

// Ask finds out about each objective.
func (g Gate) Ask(ctx context.Context, q Querier) []Finding {
	var all []Finding
	for _, s := range g.Objectives {
		all = append(all, g.objective(ctx, q, s.WithDefaults()))
	}
	return all
}

// Overall is the worst of the findings, and Unknown when there are none.
func Overall(findings []Finding) Verdict {
	if len(findings) == 0 {
		return Unknown
	}
	worst := Healthy
	for _, f := range findings {
		worst = max(worst, f.Verdict)
	}
	return worst
}

func (g Gate) objective(ctx context.Context, q Querier, s slo.SLO) Finding {
	find := func(v Verdict, format string, args ...any) Finding {
		return Finding{Objective: s.Ref(), Verdict: v, Reason: fmt.Sprintf(format, args...)}
	}
	alerts, err := g.firing(ctx, q, s)
	switch {
	case err != nil:
		return find(Unknown, "%v", err)
	case len(alerts) == 1 && alerts[0] == slo.AlertAbsent:
		return find(Unknown, "%s fires", alerts[0])
	case len(alerts) > 0:
		// A page stays for slo.KeepFiring, and so does this: a delivery waits until
		// whoever was woken is left alone.
		return find(Burning, "firing now: %s", strings.Join(alerts, ", "))
	}
	window := g.Now.Sub(g.Since).Truncate(time.Second)
	if window < Shortest {
		return find(Unknown, "%s after the deployment there were no two scrapes; ask again after %s", window, Shortest)
	}
	events, err := g.rate(ctx, q, s, slo.RecordEvents(window), window)
	if err != nil {
		return find(Unknown, "%v", err)
	}
	bad, err := g.rate(ctx, q, s, slo.RecordErrors(window), window)
	switch {
	case err != nil:
		return find(Unknown, "%v", err)
	case !(events > 0) || !(bad >= 0):
		return find(Unknown, "nothing was counted in the %s since the deployment", window)
	}
	return judge(s, window, events, bad, find)
}

// judge compares the speed at which the budget burns with that of the most lenient
// alert that pages.
func judge(s slo.SLO, window time.Duration, events, bad float64, find func(Verdict, string, ...any) Finding) Finding {
	burn, limit := bad/events/s.Budget().Float(), limit(s)
	said := fmt.Sprintf("%.3g %% of events were bad in the %s since the deployment, a burn rate of %.3g", 100*bad/events, window, burn)
	few := bad*window.Seconds() < float64(s.MinimumErrors)
	switch {
	case burn <= limit:
		return find(Healthy, "%s; above %g somebody is paged", said, limit)
	case few:
		return find(Healthy, "%s, but fewer than %d", said, s.MinimumErrors)
	default:
		return find(Burning, "%s, above the %g at which somebody is paged", said, limit)
	}
}

// limit is the smallest factor of the alerts that page, or of all where none does.
func limit(s slo.SLO) float64 {
	least := math.Inf(1)
	paging := slices.ContainsFunc(s.Alerts, func(b slo.Burn) bool { return b.Severity == slo.SeverityPage })
	for _, b := range s.Alerts {
		if factor, _ := s.Factor(b).Float64(); !paging || b.Severity == slo.SeverityPage {
			least = min(least, factor)
		}
	}
	return least
}

// firing is the names of the objective's alerts that page now.
func (g Gate) firing(ctx context.Context, q Querier, s slo.SLO) ([]string, error) {
	found, err := q.Query(ctx, fmt.Sprintf(`ALERTS{alertstate="firing",%s=%q,%s=%q,%s=%q}`,
		slo.LabelService, s.Service, slo.LabelSLO, s.Name, slo.LabelSeverity, slo.SeverityPage), g.Now)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, sample := range found {
		names = append(names, string(sample.Metric[model.AlertNameLabel]))
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// rate asks for what a rule would record over the time since the deployment, NaN
// where there is nothing.
func (g Gate) rate(ctx context.Context, q Querier, s slo.SLO, record string, window time.Duration) (float64, error) {
	found, err := q.Query(ctx, expression(s, record, window), g.Now)
	if err != nil || len(found) == 0 {
		return math.NaN(), err
	}
	return float64(found[0].Value), nil
}

// expression is what the rules would record under a name if an alert looked at
// this window.
func expression(s slo.SLO, record string, window time.Duration) string {
	s.Alerts = []slo.Burn{{Alert: slo.AlertBurn, Severity: slo.SeverityPage, Share: slo.Whole, Long: window, Short: window}}
	for _, group := range rules.Groups([]slo.SLO{s}, rules.Environment{}) {
		for _, rule := range group.Rules {
			if rule.Record == record {
				return rule.Expr
			}
		}
	}
	return ""
}
