package simulate

import (
	"fmt"
	"math"
	"time"

	"github.com/covetpy/platform/slo"
)

// Burning is what is watched of one objective: the burn rate in both windows of
// each of its alerts, and the budget that is left.
type Burning struct {
	SLO slo.SLO
	// Alerts are the burn-rate alerts, with the indices of what is watched for them.
	Alerts []BurnCurves
	// Left is the index of the budget's curve.
	Left int
}

// BurnCurves says which curves are an alert's.
type BurnCurves struct {
	slo.Burn
	// LongCurve and ShortCurve are indices into Timeline.Curves.
	LongCurve, ShortCurve int
}

// Burns lists what to watch of objectives, and which of the curves is whose. A
// burn rate is the share of bad events in multiples of the share that may be bad.
func Burns(objectives []slo.SLO) (watched []Watch, burning []Burning) {
	add := func(s slo.SLO, name, expr string) int {
		watched = append(watched, Watch{Name: s.Ref().String() + " " + name, Expr: expr})
		return len(watched) - 1
	}
	for _, s := range objectives {
		s = s.WithDefaults()
		own := fmt.Sprintf("{%s=%q,%s=%q}", slo.LabelService, s.Service, slo.LabelSLO, s.Name)
		burn := func(window time.Duration) int {
			return add(s, slo.Range(window), fmt.Sprintf("%s%s / %s", slo.RecordRatio(window), own, s.Budget().Decimal()))
		}
		b := Burning{SLO: s}
		for _, a := range s.Alerts {
			b.Alerts = append(b.Alerts, BurnCurves{Burn: a, LongCurve: burn(a.Long), ShortCurve: burn(a.Short)})
		}
		b.Left = add(s, "budget left", slo.RecordBudgetLeft+own)
		burning = append(burning, b)
	}
	return watched, burning
}

// Outcome is what became of an alert of an objective.
type Outcome struct {
	Alert
	Severity string
	// Left is the share of the budget that was left when it first fired, NaN when it
	// did not or nobody recorded it.
	Left float64
}

// Outcomes are those of an objective's alerts: the ones that spoke, in the order in
// which they did, then the burn rates' that did not.
func (t Timeline) Outcomes(b Burning) []Outcome {
	var all []Outcome
	spoke := map[string]bool{}
	for _, a := range t.Alerts {
		if a.Labels.Get(slo.LabelService) != b.SLO.Service || a.Labels.Get(slo.LabelSLO) != b.SLO.Name {
			continue
		}
		spoke[a.Name] = true
		o := Outcome{Alert: a, Severity: a.Labels.Get(slo.LabelSeverity), Left: math.NaN()}
		if at, fired := a.Fired(t.Start); fired {
			o.Left = t.Curves[b.Left].At(at)
		}
		all = append(all, o)
	}
	for _, a := range b.Alerts {
		if !spoke[a.Alert] {
			all = append(all, Outcome{Alert: Alert{Name: a.Alert}, Severity: string(a.Severity), Left: math.NaN()})
		}
	}
	return all
}
