package page

import (
	"fmt"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/simulate"
)

// Of is the page of a simulation: a section for each objective, with its alerts.
// says is what happened, in a line.
func Of(name, says string, t simulate.Timeline, burning []simulate.Burning) Page {
	p := Page{
		Title: "What would happen: " + name,
		Says:  fmt.Sprintf("Scenario: %s. Everything before and after is as it normally is.", says),
		Notes: []string{
			fmt.Sprintf("Rules and alerts were evaluated by Prometheus's own engine, on synthetic series and at a time of its own. "+
				"Within %s after a change times are exact to the rules' own intervals, elsewhere to %s.", Duration(t.Near), Duration(t.Coarse)),
		},
	}
	for _, b := range burning {
		p.Sections = append(p.Sections, section(t, b))
	}
	return p
}

func section(t simulate.Timeline, b simulate.Burning) Section {
	s := Section{
		Title: b.SLO.Ref().String(),
		Says: fmt.Sprintf("%s %% over %s: a budget of %s %% of all events.",
			b.SLO.Objective, Duration(b.SLO.Window), b.SLO.Budget()),
		Alerts: t.Outcomes(b), Left: t.Curves[b.Left].Points, Length: t.Length, From: t.Start, To: t.End,
	}
	for _, a := range b.Alerts {
		factor, _ := b.SLO.Factor(a.Burn).Float64()
		s.Burn = append(s.Burn, Line{
			Name: a.Alert, Factor: factor, LongName: slo.Range(a.Long), ShortName: slo.Range(a.Short),
			Long: t.Curves[a.LongCurve].Points, Short: t.Curves[a.ShortCurve].Points,
		})
	}
	return s
}
