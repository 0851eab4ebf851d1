package dashboards

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-foundation-sdk/go/cloudwatch"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	catalogue "github.com/covetpy/platform/dashboards/cloudwatch"
	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/metrics"
	"github.com/covetpy/platform/slo/rules"
)

// parse reads a query as Prometheus gets it, once Grafana has filled in the times.
func parse(t *testing.T, expr string) parser.Expr {
	t.Helper()
	filled := strings.NewReplacer(interval, "5m", rangeShown, "6h").Replace(expr)
	tree, err := parser.NewParser(parser.Options{}).ParseExpr(filled)
	require.NoError(t, err, expr)
	return tree
}

// expressions are the queries of a dashboard to Prometheus, by panel.
func expressions(d Dashboard) map[string][]string {
	out := map[string][]string{}
	for _, p := range panels(d) {
		for _, target := range p.Targets {
			if q, ok := target.(prometheus.Dataquery); ok {
				out[*p.Title] = append(out[*p.Title], q.Expr)
			}
		}
	}
	return out
}

// recorded are the names of the series that an environment's rules write.
func recorded(e Environment) []string {
	var out []string
	for _, g := range rules.Groups(e.Objectives, e.Rules) {
		for _, r := range g.Rules {
			out = append(out, r.Record)
		}
	}
	return out
}

// labelsOf are those of a series: of the catalogue, of the objectives' rules, or of
// the alerts', which Prometheus writes by itself.
func labelsOf(t *testing.T, e Environment, series string) func(label string) bool {
	t.Helper()
	if m, known := metrics.OfSeries(series); known {
		return m.Has
	}
	own := []string{slo.LabelService, slo.LabelSLO, slo.LabelEnvironment}
	if series == "ALERTS" {
		own = append(own, "alertname", "alertstate", slo.LabelSeverity)
	} else {
		require.Contains(t, recorded(e), series, "nobody exports or records it")
	}
	return func(label string) bool { return slices.Contains(own, label) }
}

func TestEveryQueryToPrometheusUsesSeriesAndLabelsThatExist(t *testing.T) {
	t.Parallel()
	everyDashboard(t, func(t *testing.T, e Environment, d Dashboard) {
		for title, all := range expressions(d) {
			for _, expr := range all {
				parser.Inspect(parse(t, expr), func(node parser.Node, _ []parser.Node) error {
					switch n := node.(type) {
					case *parser.VectorSelector:
						has := labelsOf(t, e, n.Name)
						for _, m := range n.LabelMatchers {
							assert.True(t, m.Name == "__name__" || has(m.Name), "%s: %s has no label %s", title, n.Name, m.Name)
						}
					case *parser.AggregateExpr:
						for _, label := range n.Grouping {
							assert.True(t, carries(t, e, n.Expr, label), "%s: nothing in %s has a label %s", title, n.Expr, label)
						}
					case *parser.Call:
						assertCounted(t, title, n)
					}
					return nil
				})
			}
		}
	})
}

// carries says whether something in the expression has the label, or is given it.
func carries(t *testing.T, e Environment, expr parser.Expr, label string) bool {
	t.Helper()
	found := false
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			found = found || labelsOf(t, e, n.Name)(label)
		case *parser.Call:
			if n.Func.Name == "label_replace" {
				found = found || n.Args[1].String() == `"`+label+`"`
			}
		}
		return nil
	})
	return found
}

// assertCounted holds rates to counters: of a gauge they say nothing.
func assertCounted(t *testing.T, title string, call *parser.Call) {
	t.Helper()
	if call.Func.Name != "rate" && call.Func.Name != "increase" {
		return
	}
	matrix, ok := call.Args[0].(*parser.MatrixSelector)
	require.True(t, ok, title)
	series := matrix.VectorSelector.(*parser.VectorSelector).Name
	m, known := metrics.OfSeries(series)
	assert.True(t, known && m.Type != metrics.Gauge, "%s: %s of %s", title, call.Func.Name, series)
}

func TestQuantilesAreOfBucketsThatThePromisesName(t *testing.T) {
	t.Parallel()
	latency, known := metrics.Find(slo.HTTPLatency)
	require.True(t, known)
	slow := expressionsOf(t, full(), "business")["Slow or failed"][0]
	bounds := regexp.MustCompile(`le="([0-9.]+)"`).FindStringSubmatch(slow)
	require.Len(t, bounds, 2)
	assert.Contains(t, latency.Buckets, bounds[1])
	own := full()
	own.Objectives[1].Indicator.Latency.Threshold *= 2
	assert.Contains(t, expressionsOf(t, own, "business")["Slow or failed"][0], `le=~"1(\\.0)?"`)
}

func expressionsOf(t *testing.T, e Environment, name string) map[string][]string {
	t.Helper()
	all, err := All(e)
	require.NoError(t, err)
	for _, d := range all {
		if d.Name == name {
			return expressions(d)
		}
	}
	return nil
}

// TestEveryQueryToCloudWatchIsInTheCatalogue, and all of the catalogue is shown.
func TestEveryQueryToCloudWatchIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	for _, e := range environments() {
		all, err := All(e)
		require.NoError(t, err)
		for _, d := range all {
			for _, p := range panels(d) {
				for _, target := range p.Targets {
					if q, ok := target.(cloudwatch.CloudWatchMetricsQuery); ok {
						m := documented(t, q)
						assert.Regexp(t, `^(Average|Sum|Minimum|Maximum|p\d{2})$`, *q.Statistic, *p.Title)
						assert.Regexp(t, `^(auto|[1-9]\d*)$`, *q.Period, *p.Title)
						region := e.Region
						if m.Region != "" {
							region = m.Region
						}
						assert.Equal(t, region, q.Region, *p.Title)
						assert.NotEmpty(t, *q.Label, *p.Title)
						shown[m.Namespace+" "+m.Name+" "+m.Guide] = true
					}
				}
			}
		}
	}
	for _, m := range catalogue.All() {
		assert.True(t, shown[m.Namespace+" "+m.Name+" "+m.Guide], "%s of %s is on no dashboard", m.Name, m.Namespace)
	}
}

// documented is the catalogue's entry that publishes exactly the query's dimensions.
func documented(t *testing.T, q cloudwatch.CloudWatchMetricsQuery) catalogue.Metric {
	t.Helper()
	keys := slices.Collect(maps.Keys(*q.Dimensions))
	for key, value := range *q.Dimensions {
		require.Len(t, value.ArrayOfString, 1)
		require.NotEmpty(t, value.ArrayOfString[0], key)
	}
	for _, m := range catalogue.All() {
		if m.Namespace == q.Namespace && m.Name == *q.MetricName && m.Has(keys...) {
			return m
		}
	}
	require.Fail(t, "not in the catalogue", "%s of %s by %v", *q.MetricName, q.Namespace, keys)
	return catalogue.Metric{}
}

// used finds what Grafana takes for a variable. Its own begin with two underscores;
// a number is a group of label_replace.
var used = regexp.MustCompile(`\$(?:\{([a-z]\w*)\}|([a-z]\w*))`)

func TestVariablesThatAreUsedAreDefinedAndTheOtherWayRound(t *testing.T) {
	t.Parallel()
	everyDashboard(t, func(t *testing.T, _ Environment, d Dashboard) {
		var texts []string
		for _, all := range expressions(d) {
			texts = append(texts, all...)
		}
		for _, p := range panels(d) {
			for _, target := range p.Targets {
				if q, ok := target.(cloudwatch.CloudWatchMetricsQuery); ok {
					for _, value := range *q.Dimensions {
						texts = append(texts, value.ArrayOfString...)
					}
				}
			}
		}
		var defined []string
		for _, v := range d.Model.Templating.List {
			defined = append(defined, v.Name)
			texts = append(texts, *v.Query.String)
		}
		names := map[string]bool{}
		for _, match := range used.FindAllStringSubmatch(strings.Join(texts, "\n"), -1) {
			names[match[1]+match[2]] = true
		}
		assert.ElementsMatch(t, defined, slices.Collect(maps.Keys(names)))
	})
}

// TestVariablesAskForSeriesThatExist reads label_values(series, label).
func TestVariablesAskForSeriesThatExist(t *testing.T) {
	t.Parallel()
	everyDashboard(t, func(t *testing.T, e Environment, d Dashboard) {
		for _, v := range d.Model.Templating.List {
			if *v.Datasource.Uid != e.Sources.Metrics.UID {
				continue
			}
			inner := strings.TrimSuffix(strings.TrimPrefix(*v.Query.String, "label_values("), ")")
			at := strings.LastIndex(inner, ", ")
			require.Positive(t, at, *v.Query.String)
			selector, ok := parse(t, inner[:at]).(*parser.VectorSelector)
			require.True(t, ok, *v.Query.String)
			assert.True(t, labelsOf(t, e, selector.Name)(inner[at+2:]), *v.Query.String)
		}
	})
}
