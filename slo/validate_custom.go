package slo

import (
	"fmt"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo/metrics"
)

// checkExpression reads a custom indicator's expression with Prometheus's parser,
// and finds all that would keep it from being counted over other windows.
func checkExpression(c *fault.Check, path, expression string) {
	if expression == "" {
		c.Add(path, nil, "an expression in PromQL, sum(rate(jobs_total[5m]))")
		return
	}
	tree, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		c.Add(path, expression, fmt.Sprintf("an expression that Prometheus can read: %s", err))
		return
	}
	c.Require(tree.Type() == parser.ValueTypeVector, path, fmt.Sprintf("%s, which gives a %s", expression, parser.DocumentedType(tree.Type())), "an expression that gives events a second, by series")
	ranges := 0
	parser.Inspect(tree, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.MatrixSelector:
			ranges++
			c.Require(n.Range == CustomRange, path, n.String(), fmt.Sprintf("the range [%s], which is replaced by each window", Range(CustomRange)))
		case *parser.VectorSelector:
			checkSelector(c, path, n)
		case *parser.SubqueryExpr:
			c.Add(path, n.String(), "no subquery: its range can't be replaced")
		default:
		}
		return nil
	})
	c.Require(ranges > 0, path, expression, fmt.Sprintf("a rate over [%s]: a value without a range is the same in every window", Range(CustomRange)))
}

func checkSelector(c *fault.Check, path string, n *parser.VectorSelector) {
	m, known := metrics.OfSeries(n.Name)
	c.Require(known, path, fault.Written(n.Name), "a metric of the catalogue (slo/metrics)")
	c.Require(n.OriginalOffset == 0 && n.Timestamp == nil && n.StartOrEnd == 0, path, n.String(), "no offset and no @: windows end now")
	for _, l := range n.LabelMatchers {
		named := l.Name == "__name__" || !known || m.Has(l.Name)
		c.Require(named, path, l.Name, fmt.Sprintf("a label of %s: %s", n.Name, fault.Words(m.Labels)))
	}
}
