package dashboards

import (
	"fmt"
	"strconv"

	"github.com/grafana/grafana-foundation-sdk/go/bargauge"
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/heatmap"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/statetimeline"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// shape is how a panel shows what its queries answer.
type shape int

// The shapes.
const (
	lines  shape = iota // values over time
	areas               // values over time that add up, on top of each other
	number              // one value, coloured by the limits
	bars                // one bar a series, coloured by the limits
	heat                // a histogram over time
	states              // which of a few states, over time
)

// panel is one picture.
type panel struct {
	title string
	// description says what is seen and when to worry. Grafana shows it behind the
	// title's (i).
	description string
	shape       shape
	// unit is one of the SDK's package units.
	unit    string
	queries []query
	// limits colour values, and are drawn as lines where there are lines.
	limits limits
	// total adds a number's values up over the time that is shown, where the last one
	// would say nothing.
	total bool
	// highest is the top of the scale; zero lets the values decide.
	highest float64
	// runbook is linked to from the panel; empty for none.
	runbook string
}

// build makes Grafana's panel. The SDK's builders set what belongs to a shape;
// what all shapes have is set here, once.
func (p panel) build(e Environment, id uint32, at place) (dashboard.Panel, error) {
	out, err := p.picture().Build()
	if err != nil {
		return out, fmt.Errorf("panel %q: %w", p.title, err)
	}
	source := e.Sources.CloudWatch.ref()
	if p.queries[0].isPrometheus() {
		source = e.Sources.Metrics.ref()
	}
	for i, q := range p.queries {
		target, err := q.target(refID(i), source, e.Region, p.shape)
		if err != nil {
			return out, fmt.Errorf("panel %q, query %s: %w", p.title, refID(i), err)
		}
		out.Targets = append(out.Targets, target)
	}
	out.Id, out.Title, out.Description, out.Datasource = &id, &p.title, &p.description, &source
	out.GridPos = new(grid(at))
	if out.FieldConfig == nil { // stats have none of their own
		out.FieldConfig = dashboard.NewFieldConfigSource()
	}
	out.FieldConfig.Defaults.Unit = &p.unit
	out.FieldConfig.Defaults.Thresholds = p.limits.thresholds()
	if p.highest > 0 {
		out.FieldConfig.Defaults.Min, out.FieldConfig.Defaults.Max = new(0.0), &p.highest
	}
	if p.runbook != "" {
		out.Links = []dashboard.DashboardLink{e.runbookLink(p.runbook)}
	}
	return out, nil
}

// refID names a panel's queries as Grafana does: A to Z, then A1 to Z1.
func refID(i int) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if i < len(letters) {
		return letters[i : i+1]
	}
	return letters[i%len(letters):i%len(letters)+1] + strconv.Itoa(i/len(letters))
}

func (p panel) picture() cog.Builder[dashboard.Panel] {
	last := common.NewReduceDataOptionsBuilder().Calcs([]string{p.reduction()}).Values(false)
	colours := dashboard.NewFieldColorBuilder().Mode(dashboard.FieldColorModeIdThresholds)
	switch p.shape {
	case number:
		return stat.NewPanelBuilder().ReduceOptions(last).ColorScheme(colours).
			GraphMode(common.BigValueGraphModeArea).ColorMode(common.BigValueColorModeValue)
	case bars:
		return bargauge.NewPanelBuilder().ReduceOptions(last).ColorScheme(colours).
			Orientation(common.VizOrientationHorizontal).DisplayMode(common.BarGaugeDisplayModeBasic)
	case heat:
		return heatmap.NewPanelBuilder().Calculate(false).HideLegend().
			YAxis(heatmap.NewYAxisConfigBuilder().Unit(p.unit)).
			Color(heatmap.NewHeatmapColorOptionsBuilder().Mode(heatmap.HeatmapColorModeScheme).Scheme("Oranges").Steps(64)) // as many as Grafana offers by default
	case states:
		return statetimeline.NewPanelBuilder().ColorScheme(colours).MergeValues(true).
			ShowValue(common.VisibilityModeNever).RowHeight(0.9)
	default:
		return p.graph()
	}
}

// graph is values over time. A limit is a dashed line, so that values can be seen
// to come near it.
func (p panel) graph() cog.Builder[dashboard.Panel] {
	b := timeseries.NewPanelBuilder().LineWidth(1).ShowPoints(common.VisibilityModeNever).
		ColorScheme(dashboard.NewFieldColorBuilder().Mode(dashboard.FieldColorModeIdPaletteClassic)).
		AxisSoftMin(0).
		Legend(common.NewVizLegendOptionsBuilder().ShowLegend(true).DisplayMode(common.LegendDisplayModeList).Placement(common.LegendPlacementBottom)).
		Tooltip(common.NewVizTooltipOptionsBuilder().Mode(common.TooltipDisplayModeMulti).Sort(common.SortOrderDescending))
	if p.shape == areas {
		b.FillOpacity(30).Stacking(common.NewStackingConfigBuilder().Mode(common.StackingModeNormal))
	}
	if len(p.limits.steps) > 0 {
		b.ThresholdsStyle(common.NewGraphThresholdsStyleConfigBuilder().Mode(common.GraphThresholdsStyleModeDashed))
	}
	return b
}

func (p panel) reduction() string {
	if p.total {
		return "sum"
	}
	return "lastNotNull"
}
