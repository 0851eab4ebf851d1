package dashboards

import (
	"fmt"
	"strconv"
	"time"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/slo"
)

// Shares of the budget that are left when someone should stop, and slow down.
const (
	budgetSpent = 0
	budgetLow   = 0.25
)

// byObjective is a legend of series that are an objective's.
const byObjective = "{{" + slo.LabelService + "}} {{" + slo.LabelSLO + "}}"

// budgets shows the objectives' budgets: how fast they burn against the factors
// that alerts fire at, and what is left (Site Reliability Workbook, chapter 5).
// Alerts link to it, and choose their objective.
func (e Environment) budgets() sheet {
	out := sheet{
		name: slo.DefaultDashboard, title: "Error budgets", audience: "who decides whether to deliver or to repair",
		description: "How much may still go wrong, how fast it is used up, and which alerts fire.",
		tags:        []string{tagObjectives}, from: "now-7d", refresh: "5m",
	}
	objectives := e.objectives()
	if len(objectives) == 0 {
		return out
	}
	out.variables = []variable{
		labelValues(slo.LabelService, "Service", "The services that promise something.", slo.RecordObjective, slo.LabelService),
		labelValues(slo.LabelSLO, "Objective", "What the chosen services promise.",
			fmt.Sprintf(`%s{%s=~"$service"}`, slo.RecordObjective, slo.LabelService), slo.LabelSLO),
	}
	burning := section{title: "How fast it burns", across: 3, height: burnHeight}
	for _, a := range burnAlerts(objectives) {
		burning.panels = append(burning.panels, a.panel(len(objectives)))
	}
	out.sections = []section{
		{title: "What is left", across: 2, panels: []panel{remaining(bars, "Budget left now"), remaining(lines, "Budget left")}},
		burning,
		{title: "What is wrong", across: 3, panels: []panel{e.failing(), events(), firing()}},
	}
	return out
}

// burnHeight lets several objectives' lines be told apart.
const burnHeight = 9

func remaining(as shape, title string) panel {
	return panel{
		title: title, unit: units.PercentUnit, shape: as, limits: worseBelow(budgetSpent, budgetLow),
		description: "What is left of each budget of its window. Below a quarter, slow deliveries down; below zero the promise is broken. " +
			"A fall is an incident, a slope is a fault that nobody has repaired.",
		queries: []query{promql(byObjective, "%s", chosen(slo.RecordBudgetLeft))},
	}
}

// panel shows both windows of an alert and the factor that they have to exceed
// together.
func (a burnAlert) panel(all int) panel {
	factor, err := strconv.ParseFloat(a.factor, 64)
	if err != nil {
		factor = 0 // it was written by FactorText
	}
	title := fmt.Sprintf("Over %s and %s (%s from %s)", slo.Range(a.Long), slo.Range(a.Short), a.Severity, a.factor)
	return panel{
		title: title, unit: units.Short, limits: badFrom(factor), runbook: a.runbook(),
		description: fmt.Sprintf(
			"How many times too fast the budget goes; at 1 it is used up when its window ends. %s fires while both lines of an objective are above %s: %s %% of the budget goes in %s.",
			a.Alert, a.factor, a.Share, slo.Range(a.Long)),
		queries: []query{
			promql(byObjective+", "+slo.Range(a.Long), "%s", a.burn(a.Long, all)),
			promql(byObjective+", "+slo.Range(a.Short), "%s", a.burn(a.Short, all)),
		},
	}
}

// runbook is the alert's own, or that of the one objective that has it.
func (a burnAlert) runbook() string {
	if len(a.of) == 1 && a.of[0].Runbook != "" {
		return a.of[0].Runbook
	}
	return a.Alert
}

// failing is what the alert on a total outage reads.
func (e Environment) failing() panel {
	window := e.Rules.OutageWindow()
	return panel{
		title: "Failing now", unit: units.PercentUnit, limits: badFrom(slo.OutageThreshold.Float()), highest: 1, runbook: slo.AlertOutage,
		description: fmt.Sprintf("Share of bad events over %s, of objectives that count failures. Above the line a service is down.", slo.Range(window)),
		queries:     []query{promql(byObjective, "%s", chosen(slo.RecordRatio(window)))},
	}
}

// events tell a calm objective from one that nobody uses.
func events() panel {
	const window = 5 * time.Minute
	return panel{
		title: "Events", unit: units.EventsPerSecond, runbook: slo.AlertAbsent,
		description: "Events a second that objectives count. Without any there is no share of bad ones, and no alert on it.",
		queries:     []query{promql(byObjective, "%s", chosen(slo.RecordEvents(window)))},
	}
}

func firing() panel {
	return panel{
		title: "Alerts", unit: units.BoolOnOff, shape: states, limits: badFrom(1),
		description: "Alerts of the chosen objectives while they fire.",
		queries: []query{promql("{{alertname}} {{service}} {{slo}} ({{severity}})",
			`max by (alertname, %s, %s, %s) (ALERTS{alertstate="firing", %[1]s=~"$service", %[2]s=~"$slo"})`,
			slo.LabelService, slo.LabelSLO, slo.LabelSeverity)},
	}
}
