package simulate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/storage"

	"github.com/covetpy/platform/slo/simulate/memory"
)

// loader hands groups to Prometheus's manager as if it had read them from a file.
type loader struct {
	groups []rulefmt.RuleGroup
	parser parser.Parser
}

func (l loader) Load(string, bool, model.ValidationScheme) (*rulefmt.RuleGroups, []error) {
	return &rulefmt.RuleGroups{Groups: l.groups}, nil
}

func (l loader) Parse(query string) (parser.Expr, error) { return l.parser.ParseExpr(query) }

// file is where the manager believes that the groups come from.
const file = "rules"

// load has Prometheus make its groups of rules, in the order in which they were
// given: a group may read what one before it has just recorded.
func (r *run) load(ctx context.Context) ([]*rules.Group, error) {
	manager := rules.NewManager(&rules.ManagerOptions{
		Context:      ctx,
		QueryFunc:    r.query,
		NotifyFunc:   func(context.Context, string, ...*rules.Alert) {},
		AppendableV2: r.recorder,
		Queryable:    r.store,
		GroupLoader:  loader{r.Groups, parser.NewParser(parser.Options{})},
	})
	byKey, errs := manager.LoadGroups(r.Evaluate, labels.EmptyLabels(), "", nil, false, file)
	if len(errs) > 0 {
		return nil, fmt.Errorf("load the rules: %w", errors.Join(errs...))
	}
	if len(byKey) != len(r.Groups) {
		return nil, fmt.Errorf("load the rules: %d groups have %d names", len(r.Groups), len(byKey))
	}
	var all []*rules.Group
	for _, g := range r.Groups {
		group := byKey[rules.GroupKey(file, g.Name)]
		for _, alert := range group.AlertingRules() {
			alert.SetRestored(true) // there is no earlier process whose alerts could be found
		}
		all = append(all, group)
	}
	return all, nil
}

// evaluate has the groups evaluated that are due, looks at their alerts, and asks
// for what is watched.
func (r *run) evaluate(ctx context.Context, t time.Duration) error {
	for _, g := range r.groups {
		if !r.due(t, g.Interval()) {
			continue
		}
		r.recorder.step = g.Interval()
		if t < -early {
			r.recorder.step = r.Grid
		}
		g.Eval(ctx, Begin.Add(t))
		for _, rule := range g.Rules() {
			if err := rule.LastError(); err != nil {
				return fmt.Errorf("evaluate %s of group %s, %s after the beginning: %w", rule.Name(), g.Name(), t, err)
			}
		}
		r.track.look(t, g)
	}
	if !r.due(t, r.Evaluate) {
		return nil
	}
	for i, w := range r.Watched {
		found, err := r.query(ctx, w.Expr, Begin.Add(t))
		if err != nil {
			return fmt.Errorf("ask for %s: %w", w.Name, err)
		}
		r.track.add(i, t, found)
	}
	return nil
}

// due tells whether what happens at an interval happens at t.
func (r *run) due(t, interval time.Duration) bool {
	if !r.near(t) && interval < r.Coarse {
		interval = r.Coarse - r.Coarse%interval
	}
	return t%interval == 0
}

// recorder is where rules write. An average over a recorded series takes every
// sample for as much time as any other, so that where evaluations are rare those
// that were left out are filled in.
type recorder struct {
	store *memory.Store
	step  time.Duration
}

func (r *recorder) AppenderV2(context.Context) storage.AppenderV2 { return appender{r} }

// appender writes at once: what a rule records is complete when it commits, and
// nothing reads in between.
type appender struct{ *recorder }

func (a appender) Append(
	_ storage.SeriesRef, ls labels.Labels, _, t int64, v float64,
	h *histogram.Histogram, fh *histogram.FloatHistogram, _ storage.AppendV2Options,
) (storage.SeriesRef, error) {
	if h != nil || fh != nil {
		return 0, fmt.Errorf("record %s: %w", ls, storage.ErrNativeHistogramsDisabled)
	}
	return 0, a.store.Fill(ls, t, v, a.step.Milliseconds())
}

func (appender) Commit() error   { return nil }
func (appender) Rollback() error { return nil }
