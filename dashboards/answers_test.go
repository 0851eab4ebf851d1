package dashboards

import (
	"context"
	"fmt"
	"maps"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	engine "github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo/metrics"
)

// TestEveryQueryToPrometheusHasAnAnswer asks Prometheus's own engine, where the
// series that each query selects are there. A query whose two sides share no label
// to join by, or whose sums lose the label that they are divided by, has none.
func TestEveryQueryToPrometheusHasAnAnswer(t *testing.T) {
	t.Parallel()
	inEach(t, func(t *testing.T, e Environment, all []Dashboard) {
		var asked []string
		series := map[string]bool{}
		for _, d := range all {
			for _, expressions := range expressions(d) {
				for _, expr := range expressions {
					expr = used.ReplaceAllString(expr, ".*")
					asked = append(asked, expr)
					parser.Inspect(parse(t, expr), func(node parser.Node, _ []parser.Node) error {
						if s, ok := node.(*parser.VectorSelector); ok {
							maps.Copy(series, selected(t, e, s))
						}
						return nil
					})
				}
			}
		}
		assertAnswered(t, asked, slices.Sorted(maps.Keys(series)))
	})
}

func assertAnswered(t *testing.T, asked, series []string) {
	t.Helper()
	storage := promqltest.LoadedStorage(t, "load 1m\n  "+strings.Join(series, "\n  "))
	t.Cleanup(func() { require.NoError(t, storage.Close()) })
	const samples = 1_000_000
	prom := promqltest.NewTestEngine(t, false, 5*time.Minute, samples)
	for _, expr := range asked {
		tree := parse(t, expr)
		q, err := prom.NewInstantQuery(context.Background(), storage, nil, tree.String(), time.Unix(0, 0).Add(time.Hour))
		require.NoError(t, err, expr)
		answer := q.Exec(context.Background())
		require.NoError(t, answer.Err, expr)
		vector, ok := answer.Value.(engine.Vector)
		require.True(t, ok, expr)
		assert.NotEmpty(t, vector, "no answer to %s", expr)
		q.Close()
	}
}

// selected are series, as promqltest loads them, that a selector finds: with all
// labels of the metric, those that are asked for as asked.
func selected(t *testing.T, e Environment, s *parser.VectorSelector) map[string]bool {
	t.Helper()
	own := map[string]string{}
	m, known := metrics.OfSeries(s.Name)
	has := labelsOf(t, e, s.Name)
	for _, label := range []string{
		"job", "instance", "namespace", "pod", "service", "slo", "environment", "alertname", "alertstate", "severity",
		"method", "route", "status", "dependency", "node", "condition", "container", "resource", "deployment",
		"horizontalpodautoscaler", "phase", "reason", "device", "fstype", "mountpoint", "mode", "cpu",
	} {
		if has(label) {
			own[label] = usual(label)
		}
	}
	for _, matcher := range s.LabelMatchers {
		if matcher.Name != model.MetricNameLabel && matcher.Value != ".*" {
			own[matcher.Name] = matching(t, matcher)
		}
	}
	buckets := []string{own["le"]}
	if known && m.Type == metrics.Histogram && strings.HasSuffix(s.Name, "_bucket") {
		buckets = append(slices.Clone(m.Buckets), "+Inf")
	}
	out := map[string]bool{}
	if !known {
		for _, o := range e.Objectives { // what rules record, and alerts bear, is each objective's
			own["service"], own["slo"] = o.Service, o.Name
			out[loaded(s.Name, own, 1)] = true
		}
		return out
	}
	for i, bucket := range buckets {
		if bucket != "" {
			own["le"] = bucket
		}
		out[loaded(s.Name, own, i+1)] = true
	}
	return out
}

// loaded is a series as promqltest loads it.
func loaded(series string, own map[string]string, times int) string {
	var text []string
	for _, label := range slices.Sorted(maps.Keys(own)) {
		text = append(text, fmt.Sprintf("%s=%q", label, own[label]))
	}
	return fmt.Sprintf("%s{%s} %s", series, strings.Join(text, ", "), values(series, times))
}

// usual is a label's value where nothing else is asked for.
func usual(label string) string {
	switch label {
	case "status":
		return "200"
	case "method":
		return "POST"
	case "service":
		return "app"
	default:
		return "x"
	}
}

// values over time: they grow, and there are more pods wanted than there are.
func values(series string, times int) string {
	if series == "kube_deployment_status_replicas_available" {
		return "0+0x120"
	}
	return fmt.Sprintf("%d+%dx120", times, times)
}

// matching is a value that a matcher takes.
func matching(t *testing.T, m *labels.Matcher) string {
	t.Helper()
	value := m.Value
	switch m.Type {
	case labels.MatchEqual:
		return value
	case labels.MatchRegexp:
		tree, err := syntax.Parse(value, syntax.Perl)
		require.NoError(t, err)
		value = example(tree.Simplify())
		require.Regexp(t, "^(?:"+m.Value+")$", value)
	default:
		value = usual(m.Name)
		require.True(t, m.Matches(value), m.String())
	}
	return value
}

// example is a text that a regular expression takes.
func example(r *syntax.Regexp) string {
	switch r.Op {
	case syntax.OpLiteral:
		return string(r.Rune)
	case syntax.OpCharClass:
		return string(r.Rune[:1])
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpStar:
		return "x"
	case syntax.OpQuest:
		return ""
	case syntax.OpAlternate:
		return example(r.Sub[0])
	default:
		var out strings.Builder
		for _, sub := range r.Sub {
			out.WriteString(example(sub))
		}
		return out.String()
	}
}
