package simulate

import (
	"fmt"
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
