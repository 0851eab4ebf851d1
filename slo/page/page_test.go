package page

import (
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/slo/simulate"
)

const m = time.Minute

func points(values ...float64) []simulate.Point {
	var all []simulate.Point
	for i, v := range values {
		all = append(all, simulate.Point{At: time.Duration(i-1) * 10 * m, Value: v})
	}
	return all
}

func example() Section {
	return Section{
		Title: "orders/availability", Says: "99.9 %",
		Burn: []Line{
			{Name: "Fast", Factor: 14.4, LongName: "1h", ShortName: "5m", Long: points(0, 1, 20, 1), Short: points(0, 1000, math.NaN(), 1)},
			{Name: "Slow", Factor: 13, LongName: "3d", ShortName: "6h", Long: points(0, 0, 2, 2), Short: points(0, 0, 2, 2)},
		},
		Left: points(1, 0.9, 0.8, 0.8),
		Alerts: []simulate.Outcome{
			{
				Alert: simulate.Alert{Name: "Fast", Spans: []simulate.Span{
					{From: m, To: 2 * m}, {Firing: true, From: 2 * m, To: 9 * m}, {Firing: true, From: 12 * m, To: 14 * m},
				}},
				Severity: "page", Left: 0.9,
			},
			{Alert: simulate.Alert{Name: "Slow", Spans: []simulate.Span{{Firing: true, From: 5 * m, To: 120 * m, Open: true}}}, Severity: "ticket", Left: math.NaN()},
			{Alert: simulate.Alert{Name: "Slower"}, Severity: "ticket", Left: math.NaN()},
		},
		Length: 10 * m, From: -time.Hour, To: 120 * m,
	}
}

func TestATableSaysWhenAlertsFireAndAreResolved(t *testing.T) {
	t.Parallel()
	s := example()
	var rows []row
	for _, a := range s.Alerts {
		rows = append(rows, s.row(a))
	}
	require.Equal(t, []row{
		{"Fast", "page", "2 min", "14 min", "90 %"},
		{"Slow", "ticket", "5 min", "not yet", "–"},
		{"Slower", "ticket", "never", "–", "–"},
	}, rows)
}

func TestABarSaysWhenItsAlertFired(t *testing.T) {
	t.Parallel()
	a := simulate.Outcome{Alert: simulate.Alert{Name: "Fast"}, Severity: "page"}
	require.Equal(t, "Fast (page): never fires", text(a))
	fire := func(from, to time.Duration) {
		a.Spans = append(a.Spans, simulate.Span{Firing: true, From: from, To: to})
	}
	fire(m, 2*m)
	require.Equal(t, "Fast (page): fires from 1 min until 2 min", text(a))
	fire(3*m, 4*m)
	require.Equal(t, "Fast (page): fires from 1 min until 2 min, and from 3 min until 4 min", text(a))
	fire(5*m, 6*m)
	a.Spans[2].Open = true
	require.Equal(t, "Fast (page): fires 3 times, first from 1 min until 2 min, last from 5 min and still at the end", text(a))
}

func TestWhatOutlastsTheIncidentByFarHasAFigureOfItsOwn(t *testing.T) {
	t.Parallel()
	s := example()
	require.Equal(t, []span{
		{"Around the incident", -5 * m, 40 * m}, {"Until the last alert is resolved", -6 * m, 120 * m},
	}, s.spans())
	s.To = 70 * m
	require.Equal(t, []span{{"From the incident until the last alert is resolved", -5 * m, 70 * m}}, s.spans())
	s.Alerts = s.Alerts[2:]
	require.Equal(t, []span{{"Around the incident", -5 * m, 40 * m}}, s.spans())
}

// outside finds what a page would load, or run.
var outside = regexp.MustCompile(`(?i)<script|<link|<img|<iframe|@import|url\(|\ssrc=|\shref=|\son[a-z]+=`)

func TestAPageStandsForItself(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	p := Page{Title: "What <b>would</b> happen", Says: "Nothing.", Notes: []string{"Exact."}, Sections: []Section{example()}}
	require.NoError(t, p.Write(&b))
	html := b.String()
	require.NotRegexp(t, outside, html)
	require.Contains(t, html, "<title>What &lt;b&gt;would&lt;/b&gt; happen</title>")
	require.Contains(t, html, "prefers-color-scheme:dark")
	for _, label := range []string{"Burn rate (× the budget&#39;s own)", "Budget left (%)", "time since the incident began", "14.4×"} {
		require.Equal(t, 2, strings.Count(html, ">"+label+"<"), label)
	}
	require.Equal(t, strings.Count(html, "<svg"), strings.Count(html, "</svg>"))
	require.NotContains(t, html, "NaN")
	require.NotContains(t, html, "ZgotmplZ", "the template takes nothing for unsafe")
}

func TestALineHasAGapWhereThereIsNoValue(t *testing.T) {
	t.Parallel()
	over := span{from: -10 * m, to: 20 * m}
	x := axis{from: -600, to: 1200, start: 0, end: 30}
	y := axis{from: 0, to: 10, start: 10, end: 0}
	require.Equal(t, "M0.0 10.0L10.0 5.0M30.0 0.0", line(points(0, 5, math.NaN(), 10), x, y, over))
}

// TestNothingIsDrawnOverAnother places labels and bars for any factors.
func TestNothingIsDrawnOverAnother(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := example()
		s.Burn = nil
		factors := rapid.SliceOfN(rapid.Float64Range(0.1, 99), 1, 4).Draw(t, "factors")
		for _, factor := range factors {
			s.Burn = append(s.Burn, Line{Name: "x", Factor: factor, Long: points(1), Short: points(2)})
		}
		f := s.figure(span{from: -10 * m, to: 120 * m})
		levels := f.Burn.Levels
		for i, a := range levels {
			for _, b := range levels[i+1:] {
				require.GreaterOrEqual(t, math.Abs(a.LabelY-b.LabelY), 12., "%v", levels)
			}
		}
		for i, b := range f.Bars {
			require.Greater(t, b.Y, b.TextY)
			if i > 0 {
				require.GreaterOrEqual(t, b.TextY-12, f.Bars[i-1].Y+barTall)
			}
			for _, p := range b.Pieces {
				require.GreaterOrEqual(t, p.X, f.X0)
				require.LessOrEqual(t, p.X+p.W, f.X1+1.5)
			}
		}
		require.Greater(t, f.Height, f.TitleY())
	})
}
