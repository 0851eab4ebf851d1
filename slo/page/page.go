// Package page draws a simulation as one self-contained page: what burnt, what was
// left, and when each alert spoke. It has no script, asks for nothing from
// elsewhere, and can be attached to a review of an incident as it is.
package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"time"

	"github.com/covetpy/platform/slo/simulate"
)

// Page is what to draw.
type Page struct {
	Title string
	// Says is what happened, in a sentence.
	Says string
	// Notes tell how exact it is, a sentence each.
	Notes []string
	// Sections are the objectives that were watched.
	Sections []Section
}

// Section is one objective.
type Section struct {
	Title string
	Says  string
	// Burn is how fast the budget went, in multiples of the speed at which it
	// would last exactly its window.
	Burn []Line
	// Left is the share of the budget that was left, 1 for all of it; none where
	// nobody records it.
	Left []simulate.Point
	// Alerts in the order in which they are shown.
	Alerts []simulate.Outcome
	// Length of the incident, which began at 0, and the time that was simulated.
	Length, From, To time.Duration
}

// Line is the burn rate in the windows of one alert.
type Line struct {
	// Name of the alert.
	Name string
	// Factor above which both windows have to be.
	Factor float64
	// LongName and ShortName are the windows', "1h" and "5m".
	LongName, ShortName string
	Long, Short         []simulate.Point
}

//go:embed page.html
var source string

var layout = template.Must(template.New("page").Parse(source))

// view is what the template reads.
type view struct {
	Page
	Blocks []block
}

type block struct {
	Section
	Rows    []row
	Figures []figure
}

// row is an alert in the table.
type row struct {
	Name, Severity, Fires, Resolved, Left string
}

// Write writes the page.
func (p Page) Write(w io.Writer) error {
	v := view{Page: p}
	for _, s := range p.Sections {
		b := block{Section: s}
		for _, a := range s.Alerts {
			b.Rows = append(b.Rows, s.row(a))
		}
		for _, span := range s.spans() {
			b.Figures = append(b.Figures, s.figure(span))
		}
		v.Blocks = append(v.Blocks, b)
	}
	if err := layout.Execute(w, v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// row says of an alert when it first fired, and when it last stopped.
func (s Section) row(a simulate.Outcome) row {
	r := row{Name: a.Name, Severity: a.Severity, Fires: "never", Resolved: "–", Left: "–"}
	fired, ok := a.Fired(s.From)
	if !ok {
		return r
	}
	r.Fires, r.Resolved = Duration(fired), "not yet"
	if at, done := a.Resolved(); done {
		r.Resolved = Duration(at)
	}
	if !math.IsNaN(a.Left) {
		r.Left = Percent(a.Left)
	}
	return r
}

// span is a part of the time that has a figure of its own.
type span struct {
	title    string
	from, to time.Duration
}

// fires tells whether any of the alerts did.
func (s Section) fires() bool {
	for _, a := range s.Alerts {
		if _, fired := a.Fired(s.From); fired {
			return true
		}
	}
	return false
}

// spans is the time around the incident, and, where alerts outlast it by far, all
// of it: in one figure the first minutes would be a pixel wide.
func (s Section) spans() []span {
	around := span{"Around the incident", -max(s.Length/6, 5*time.Minute), s.Length + max(s.Length/2, 30*time.Minute)}
	all := span{"Until the last alert is resolved", -max(s.To/20, 5*time.Minute), s.To}
	around.from, all.from = max(around.from, s.From), max(all.from, s.From)
	if !s.fires() {
		return []span{around}
	}
	if all.to <= 2*around.to {
		all.title = "From the incident until the last alert is resolved"
		return []span{all}
	}
	return []span{around, all}
}
