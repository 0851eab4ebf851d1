package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/covetpy/platform/slo/simulate"
)

// Sizes in pixels, of a figure and what is in it.
const (
	width    = 960.0
	left     = 74.0
	right    = 70.0
	top      = 12.0
	burnTall = 230.0
	leftTall = 130.0
	gap      = 46.0
	barTall  = 14.0
	rowTall  = 40.0
	axisTall = 46.0
)

// figure is one picture: the burn rates, below them the budget, below it the
// alerts, all over the same time.
type figure struct {
	Title         string
	Width, Height float64
	// X0 and X1 are where the time begins and ends.
	X0, X1 float64
	Time   []tick
	TimeY  float64
	// From0 to To0 is the incident.
	From0, To0 float64
	Burn, Left *plot
	Bars       []bar
	BarsY      float64
	Legend     []key
}

// Plots are those that the figure has.
func (f figure) Plots() []*plot {
	if f.Left == nil {
		return []*plot{f.Burn}
	}
	return []*plot{f.Burn, f.Left}
}

// Places that follow from others.

func (f figure) IncidentWidth() float64 { return max(f.To0-f.From0, 1.5) }
func (f figure) PlotHeight() float64    { return f.TimeY - top }
func (f figure) PlotWidth() float64     { return f.X1 - f.X0 }
func (f figure) Middle() float64        { return (f.X0 + f.X1) / 2 }
func (f figure) TickY() float64         { return f.TimeY + 17 }
func (f figure) TitleY() float64        { return f.TimeY + 38 }
func (f figure) TickX() float64         { return f.X0 - 8 }
func (f figure) LabelX() float64        { return f.X1 + 8 }
func (p plot) Middle() float64          { return (p.Y0 + p.Y1) / 2 }

// Below is where text has to stand to be level with the tick.
func (t tick) Below() float64 { return t.At + 4 }

// plot has a vertical axis and lines.
type plot struct {
	Title  string
	Y0, Y1 float64
	Ticks  []tick
	Lines  []path
	Levels []level
}

// path is a line; Class says whose it is.
type path struct {
	Class, D string
}

// level is a factor.
type level struct {
	Class, Label string
	Y, LabelY    float64
}

// key is an entry of the legend.
type key struct {
	Class, Text string
}

// bar is an alert: what is said of it, and when it was pending or firing.
type bar struct {
	Text     string
	TextY, Y float64
	Pieces   []piece
}

type piece struct {
	Class string
	X, W  float64
	Title string
}

func (s Section) figure(over span) figure {
	f := figure{Title: over.title, Width: width, X0: left, X1: width - right}
	x := timeAxis(over.from, over.to, f.X0, f.X1)
	f.Time = x.marks()
	f.From0, f.To0 = x.place(0), x.place(s.Length.Seconds())
	y := top
	f.Burn = s.burn(x, y, y+burnTall, over)
	y += burnTall + gap
	if hasValue(s.Left, over) {
		f.Left = s.left(x, y, y+leftTall, over)
		y += leftTall + gap
	}
	f.BarsY = y
	for _, a := range s.Alerts {
		f.Bars = append(f.Bars, barOf(a, x, y))
		y += rowTall
	}
	f.TimeY = y
	f.Height = y + axisTall
	for i, l := range s.Burn {
		f.Legend = append(f.Legend,
			key{class(i), fmt.Sprintf("%s: over %s (line) and %s (dots), fires where both exceed %s", l.Name, l.LongName, l.ShortName, times(l.Factor))})
	}
	return f
}

func class(i int) string { return fmt.Sprintf("s%d", i%3) }

func (s Section) burn(x axis, y0, y1 float64, over span) *plot {
	most := 0.0
	for _, l := range s.Burn {
		for _, p := range append(append([]simulate.Point(nil), l.Long...), l.Short...) {
			if inside(p, over) {
				most = max(most, p.Value)
			}
		}
	}
	y := burnAxis(most, y1, y0)
	out := &plot{Title: "Burn rate (× the budget's own)", Y0: y0, Y1: y1, Ticks: y.marks()}
	for i, l := range s.Burn {
		out.Levels = append(out.Levels, level{class(i), times(l.Factor), y.place(l.Factor), y.place(l.Factor) + 4})
		out.Lines = append(out.Lines, path{class(i) + " short", line(l.Short, x, y, over)})
	}
	for i, l := range s.Burn {
		out.Lines = append(out.Lines, path{class(i) + " long", line(l.Long, x, y, over)})
	}
	apart(out.Levels)
	return out
}

// apart moves labels that would overlap away from each other, downwards in the
// order in which they are.
func apart(levels []level) {
	const tall = 13
	order := make([]*level, len(levels))
	for i := range levels {
		order[i] = &levels[i]
	}
	slices.SortFunc(order, func(a, b *level) int { return cmp.Compare(a.LabelY, b.LabelY) })
	for i := 1; i < len(order); i++ {
		order[i].LabelY = max(order[i].LabelY, order[i-1].LabelY+tall)
	}
}

func (s Section) left(x axis, y0, y1 float64, over span) *plot {
	least := 1.0
	for _, p := range s.Left {
		if inside(p, over) {
			least = min(least, p.Value)
		}
	}
	y := leftAxis(least, y1, y0)
	return &plot{
		Title: "Budget left (%)", Y0: y0, Y1: y1, Ticks: y.marks(),
		Lines: []path{{"left", line(s.Left, x, y, over)}},
	}
}

func inside(p simulate.Point, over span) bool {
	return p.At >= over.from && p.At <= over.to && !math.IsNaN(p.Value)
}

func hasValue(points []simulate.Point, over span) bool {
	for _, p := range points {
		if inside(p, over) {
			return true
		}
	}
	return false
}

// line is the points as the commands of an SVG path, with a gap where there is
// none.
func line(points []simulate.Point, x, y axis, over span) string {
	var d strings.Builder
	pen := "M"
	for _, p := range points {
		switch {
		case math.IsNaN(p.Value):
			pen = "M"
		case inside(p, over):
			fmt.Fprintf(&d, "%s%.1f %.1f", pen, x.place(p.At.Seconds()), y.place(p.Value))
			pen = "L"
		}
	}
	return d.String()
}

func barOf(a simulate.Outcome, x axis, y float64) bar {
	b := bar{TextY: y + 12, Y: y + 18, Text: text(a)}
	for _, s := range a.Spans {
		from, to := s.From.Seconds(), s.To.Seconds()
		if to < x.from || from > x.to {
			continue
		}
		kind, word := a.Severity, "firing"
		if !s.Firing {
			kind, word = "pending", "pending"
		}
		x0, x1 := x.place(from), x.place(to)
		b.Pieces = append(b.Pieces, piece{
			kind, x0, max(x1-x0, 1.5), fmt.Sprintf("%s from %s to %s", word, Duration(s.From), Duration(s.To)),
		})
	}
	return b
}

// text says when the alert fired and was resolved, however often.
func text(a simulate.Outcome) string {
	var said []string
	for _, s := range a.Spans {
		if !s.Firing {
			continue
		}
		until := "until " + Duration(s.To)
		if s.Open {
			until = "and still at the end"
		}
		said = append(said, "from "+Duration(s.From)+" "+until)
	}
	head := fmt.Sprintf("%s (%s)", a.Name, a.Severity)
	const most = 2
	switch {
	case len(said) == 0:
		return head + ": never fires"
	case len(said) > most:
		return fmt.Sprintf("%s: fires %d times, first %s, last %s", head, len(said), said[0], said[len(said)-1])
	}
	return head + ": fires " + strings.Join(said, ", and ")
}
