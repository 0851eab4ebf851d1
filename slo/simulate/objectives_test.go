package simulate

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
)

func TestEveryAlertsWindowsAndTheBudgetAreWatched(t *testing.T) {
	t.Parallel()
	objective := slo.SLO{
		Service: "orders", Name: "availability", Objective: slo.MustPercent("99.9"),
		Alerts: []slo.Burn{{Alert: slo.AlertBurnFast, Severity: slo.SeverityPage, Share: slo.MustPercent("2"), Long: time.Hour}},
	}
	watched, burning := Burns([]slo.SLO{objective})
	require.Equal(t, []Watch{
		{"orders/availability 1h", `service_slo:errors:ratio_rate1h{service="orders",slo="availability"} / 0.001`},
		{"orders/availability 5m", `service_slo:errors:ratio_rate5m{service="orders",slo="availability"} / 0.001`},
		{"orders/availability budget left", `service_slo:budget_left:ratio{service="orders",slo="availability"}`},
	}, watched)
	full := objective.WithDefaults()
	require.Equal(t, []Burning{{SLO: full, Alerts: []BurnCurves{{Burn: full.Alerts[0], LongCurve: 0, ShortCurve: 1}}, Left: 2}}, burning)
}
