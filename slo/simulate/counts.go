package simulate

import (
	"slices"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/metrics"
	"github.com/covetpy/platform/slo/rules"
)

// Counts says whether the targets of Application expose what a valid objective
// counts: a simulation of any other would only find that its data is absent.
func Counts(s slo.SLO) bool {
	exposed := Application(s.Service, 1)
	for _, group := range rules.Groups([]slo.SLO{s}, rules.Environment{}) {
		for _, rule := range group.Rules {
			counts := rule.Record == slo.RecordEvents(slo.CustomRange) || rule.Record == slo.RecordStale
			if counts && !finds(rule.Expr, exposed) {
				return false
			}
		}
	}
	return true
}

// finds says whether each selector of the catalogue's metrics in an expression has
// a series.
func finds(expression string, exposed []Series) bool {
	tree, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		return false
	}
	all := true
	parser.Inspect(tree, func(node parser.Node, _ []parser.Node) error {
		n, selects := node.(*parser.VectorSelector)
		if !selects {
			return nil
		}
		_, known := metrics.OfSeries(n.Name)
		all = all && (!known || slices.ContainsFunc(exposed, func(s Series) bool { return selected(n, s) }))
		return nil
	})
	return all
}

func selected(n *parser.VectorSelector, s Series) bool {
	for _, m := range n.LabelMatchers {
		if !m.Matches(s.Labels.Get(m.Name)) {
			return false
		}
	}
	return true
}
