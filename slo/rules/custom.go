package rules

import (
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/metrics"
)

// ofService narrows series to the service, where they carry its name.
func (w writer) ofService(series string) []slo.Match {
	if m, known := metrics.OfSeries(series); known && m.Has(metrics.LabelService) {
		return []slo.Match{{Label: metrics.LabelService, Op: slo.Equals, Value: w.slo.Service}}
	}
	return nil
}

// over is a custom indicator's expression over a window, and narrowed to the
// service.
func (w writer) over(expression string, window time.Duration) string {
	tree, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		return expression // slo.Validate has said so
	}
	parser.Inspect(tree, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.MatrixSelector:
			n.Range = window
		case *parser.VectorSelector:
			w.narrow(n)
		default:
		}
		return nil
	})
	return tree.String()
}

func (w writer) narrow(s *parser.VectorSelector) {
	named := slices.ContainsFunc(s.LabelMatchers, func(m *labels.Matcher) bool { return m.Name == metrics.LabelService })
	if named {
		return
	}
	for _, m := range w.ofService(s.Name) {
		s.LabelMatchers = append(s.LabelMatchers, labels.MustNewMatcher(labels.MatchEqual, m.Label, m.Value))
	}
}

// bound matches the bucket of a threshold. Clients write whole seconds as "1" or
// as "1.0".
func bound(threshold time.Duration) slo.Match {
	text := strconv.FormatFloat(threshold.Seconds(), 'f', -1, 64)
	if threshold%time.Second != 0 {
		return slo.Match{Label: "le", Op: slo.Equals, Value: text}
	}
	return slo.Match{Label: "le", Op: slo.Matches, Value: text + `(\.0)?`}
}
