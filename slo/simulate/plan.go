package simulate

import (
	"fmt"
	"time"

	"github.com/prometheus/prometheus/promql/parser"
)

// plan is when what is done.
type plan struct {
	// history is how long before the scenarios the first scrape is.
	history time.Duration
	// raw is how far back a rule looks at what was scraped.
	raw time.Duration
	// evaluated is how long before them the rules are evaluated for the first
	// time, and settled from when on they are evaluated for good. In between
	// nothing happens, and what they would record is known.
	evaluated, settled time.Duration
	// step divides every interval.
	step time.Duration
}

// plan reads from the rules how much history they look at. A rule that looks at
// what another recorded has to be evaluated for so long.
func (s Simulation) plan() (plan, error) {
	p := plan{step: gcd(s.Scrape, s.Evaluate), settled: early, evaluated: early}
	recorded := map[string]bool{}
	for _, g := range s.Groups {
		if g.Interval != 0 {
			p.step = gcd(p.step, time.Duration(g.Interval))
		}
		for _, r := range g.Rules {
			recorded[r.Record] = r.Record != ""
		}
	}
	reader := parser.NewParser(parser.Options{})
	for _, g := range s.Groups {
		for _, r := range g.Rules {
			expr, err := reader.ParseExpr(r.Expr)
			if err != nil {
				return plan{}, fmt.Errorf("read %s%s of group %s: %w", r.Record, r.Alert, g.Name, err)
			}
			raw, own := reach(expr, recorded)
			p.raw, p.evaluated = max(p.raw, raw), max(p.evaluated, own)
		}
	}
	p.evaluated = up(p.evaluated, s.Coarse)
	// The first evaluation looks back, too.
	p.history = up(p.raw+p.evaluated, s.Coarse)
	return p, nil
}

// reach is how far back an expression looks at scraped series and at recorded ones.
func reach(expr parser.Expr, recorded map[string]bool) (raw, own time.Duration) {
	parser.Inspect(expr, func(node parser.Node, path []parser.Node) error {
		x, ok := node.(*parser.VectorSelector)
		if !ok {
			return nil
		}
		back := x.OriginalOffset
		for _, above := range path {
			switch above := above.(type) {
			case *parser.MatrixSelector:
				back += above.Range
			case *parser.SubqueryExpr:
				back += above.Range + above.OriginalOffset
			}
		}
		if recorded[x.Name] {
			own = max(own, back)
		} else {
			raw = max(raw, back)
		}
		return nil
	})
	return raw, own
}

// up is the next multiple.
func up(d, of time.Duration) time.Duration { return d + (of-d%of)%of }

func gcd(a, b time.Duration) time.Duration {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
