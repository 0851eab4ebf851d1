package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
	"github.com/covetpy/platform/slo"
)

// sixHours is how often AWS updates the month's charges at least.
const sixHours = 6 * 60 * 60

// executive is what a manager asks: do we keep what we promise, how available were
// we, what does it cost.
func (e Environment) executive() sheet {
	out := sheet{
		name: "executive", title: "Overview", audience: "who answers for the service as a whole",
		description: "Whether promises are kept, how available the service was, and what it costs.",
		tags:        []string{tagObjectives, tagBusiness}, from: "now-30d", refresh: "1h",
	}
	summary, budgets := section{title: "Promises", across: 4, height: numberHeight}, section{title: "Budgets over time", across: 1}
	over := remaining(lines, "Budget left")
	over.queries = nil
	for _, o := range e.objectives() {
		summary.panels = append(summary.panels, kept(o))
		over.queries = append(over.queries, promql(o.Ref().String(), "%s", own(o, slo.RecordBudgetLeft)))
	}
	if len(over.queries) > 0 {
		budgets.panels = []panel{over}
	}
	out.sections = append(out.sections, summary, budgets)
	if e.Edge != nil {
		out.variables = append(out.variables, e.balancerVariable())
		out.sections = append(out.sections, availability())
	}
	out.sections = append(out.sections, cost())
	return out
}

// availability is what clients saw at the front door, whatever caused it.
func availability() section {
	of := balancer()
	return section{title: "As clients saw it", across: 2, panels: []panel{
		{
			title: "Requests", unit: units.Short, shape: areas,
			description: "Requests an hour that reached the front door.",
			queries:     []query{metric("requests", cloudwatch.BalancerRequests, "Sum", of).every(hour)},
		},
		{
			title: "Failed requests", unit: units.Short, shape: areas,
			description: "Requests an hour that ended in an error of ours, by who answered: pods, or the load balancer because no pod could.",
			queries: []query{
				metric("pods", cloudwatch.Target5XX, "Sum", of).every(hour),
				metric("load balancer", cloudwatch.Balancer5XX, "Sum", of).every(hour),
			},
		},
	}}
}

func cost() section {
	dollars := map[string]string{cloudwatch.Currency: "USD"}
	services := map[string]string{cloudwatch.Currency: "USD", cloudwatch.ServiceName: cloudwatch.Every}
	return section{title: "Cost", across: 2, panels: []panel{
		{
			title: "Charges of the month so far", unit: units.Dollars,
			description: "What AWS estimates for the account since the month began; it starts anew each month. Empty where billing alerts are off in the account's billing preferences.",
			queries:     []query{metric("all services", cloudwatch.EstimatedCharges, "Maximum", dollars).every(sixHours)},
		},
		{
			title: "Charges by service", unit: units.Dollars, shape: areas,
			description: "The same by AWS service: what grows is what to look at.",
			queries:     []query{metric(dimension(cloudwatch.ServiceName), cloudwatch.EstimatedCharges, "Maximum", services).every(sixHours)},
		},
	}}
}
