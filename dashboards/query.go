package dashboards

import (
	"fmt"
	"maps"
	"slices"

	"github.com/grafana/grafana-foundation-sdk/go/cloudwatch"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"

	catalogue "github.com/covetpy/platform/dashboards/cloudwatch"
)

// query is one question of a panel: to Prometheus if expr is given, otherwise to
// CloudWatch. A panel's queries all go to the same source.
type query struct {
	// legend names the series: of Prometheus with labels as {{label}}, of CloudWatch
	// with properties as ${PROP('Dim.X')}.
	legend string
	// expr is PromQL.
	expr string
	// metric of CloudWatch, of the resource that the dimensions name.
	metric    catalogue.Metric
	of        map[string]string
	statistic string
	// period in seconds; zero lets Grafana choose by the width of the picture.
	period int
}

// promql asks Prometheus.
func promql(legend, format string, args ...any) query {
	return query{legend: legend, expr: fmt.Sprintf(format, args...)}
}

// metric asks CloudWatch.
func metric(legend string, m catalogue.Metric, statistic string, of map[string]string) query {
	return query{legend: legend, metric: m, statistic: statistic, of: of}
}

// every asks for one point in a period of that many seconds.
func (q query) every(seconds int) query {
	q.period = seconds
	return q
}

func (q query) isPrometheus() bool { return q.expr != "" }

// target is the query as Grafana has it. instant asks for one value at the end
// instead of a line.
func (q query) target(ref string, source common.DataSourceRef, region string, shape shape) (variants.Dataquery, error) {
	if q.isPrometheus() {
		b := prometheus.NewDataqueryBuilder().RefId(ref).Datasource(source).Expr(q.expr).LegendFormat(q.legend)
		switch shape {
		case heat:
			b.Range().Format(prometheus.PromQueryFormatHeatmap)
		case number, bars:
			b.Instant()
		default:
			b.Range()
		}
		return b.Build()
	}
	if q.metric.Region != "" {
		region = q.metric.Region
	}
	b := cloudwatch.NewCloudWatchMetricsQueryBuilder().RefId(ref).Datasource(source).
		QueryMode(cloudwatch.CloudWatchQueryModeMetrics).MetricQueryType(cloudwatch.MetricQueryTypeSearch).
		MetricEditorMode(cloudwatch.MetricEditorModeBuilder).Id("").Expression("").
		Region(region).Namespace(q.metric.Namespace).MetricName(q.metric.Name).MatchExact(true).
		Dimensions(dimensions(q.of)).Statistic(q.statistic).Label(q.legend).Period(q.periodText())
	return b.Build()
}

func (q query) periodText() string {
	if q.period == 0 {
		return "auto"
	}
	return fmt.Sprint(q.period)
}

func dimensions(of map[string]string) cloudwatch.Dimensions {
	out := cloudwatch.Dimensions{}
	for _, key := range slices.Sorted(maps.Keys(of)) {
		value := of[key]
		out[key] = cloudwatch.StringOrArrayOfString{ArrayOfString: []string{value}}
	}
	return out
}

// dimension is the legend that names the series by a dimension.
func dimension(key string) string { return "${PROP('Dim." + key + "')}" }
