package rules

import (
	"cmp"
	"fmt"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"

	"github.com/covetpy/platform/slo"
)

// burn is an alert on the budget's speed: above the threshold in both windows,
// and by more than a few events.
func (w writer) burn(b slo.Burn) rulefmt.Rule {
	threshold := fmt.Sprintf("(%s * %s)", w.slo.FactorText(b), w.slo.Budget().Decimal())
	return w.alert(b.Alert, b.Severity, fmt.Sprintf(
		"%s > %s and %s > %s and %s",
		w.own(slo.RecordRatio(b.Long)), threshold, w.own(slo.RecordRatio(b.Short)), threshold, w.enough(b.Long),
	), 0, texts{
		summary: fmt.Sprintf("%s burns its error budget for %s %s times too fast", w.slo.Service, w.slo.Name, w.slo.FactorText(b)),
		description: fmt.Sprintf(
			"{{ $value | humanizePercentage }} of what %s did in the last %s was bad, where %s %% may be (objective %s %%). %s %% of the budget of %s goes in %s at this speed or sooner.",
			w.slo.Service, slo.Range(b.Long), w.slo.Budget(), w.slo.Objective, b.Share, slo.Range(w.slo.Window), slo.Range(b.Long),
		),
	})
}

// outage is an alert on most events failing, now. It waits for no window of an
// hour, so that it is as quick for a lax objective as for a strict one.
func (w writer) outage() rulefmt.Rule {
	window := w.env.OutageWindow()
	return w.alert(slo.AlertOutage, slo.SeverityPage, fmt.Sprintf(
		"%s > %s and %s", w.own(slo.RecordRatio(window)), slo.OutageThreshold.Decimal(), w.enough(window),
	), 0, texts{
		summary: fmt.Sprintf("%s is down: most of what %s counts fails", w.slo.Service, w.slo.Name),
		description: fmt.Sprintf(
			"{{ $value | humanizePercentage }} of what %s did in the last %s was bad; more than %s %% is an outage.",
			w.slo.Service, slo.Range(window), slo.OutageThreshold,
		),
	})
}

// absent is an alert on an indicator without data: nobody knows how the service
// is. Being without traffic is not being without data.
func (w writer) absent() rulefmt.Rule {
	return w.alert(slo.AlertAbsent, w.slo.Absent, fmt.Sprintf(
		"absent(%s)", w.own(slo.RecordErrors(slo.CustomRange)),
	), slo.AbsentFor, texts{
		summary: fmt.Sprintf("nothing is known of %s's %s", w.slo.Service, w.slo.Name),
		description: fmt.Sprintf(
			"There has been no data for %s: %s is down altogether, is not scraped, or no longer exports what the indicator counts.",
			slo.Range(slo.AbsentFor), w.slo.Service,
		),
	})
}

// enough is the guard against little traffic: so many events of a window failed.
func (w writer) enough(window time.Duration) string {
	return fmt.Sprintf("%s * %d >= %d", w.own(slo.RecordErrors(window)), int(window.Seconds()), w.slo.MinimumErrors)
}

// texts are what people read.
type texts struct{ summary, description string }

func (w writer) alert(name string, severity slo.Severity, expression string, wait time.Duration, t texts) rulefmt.Rule {
	labels := w.labels()
	labels[slo.LabelSeverity] = string(severity)
	return rulefmt.Rule{
		Alert: name, Expr: expression, For: model.Duration(wait), KeepFiringFor: model.Duration(severity.Stays()), Labels: labels,
		Annotations: map[string]string{
			slo.AnnotationSummary:     t.summary,
			slo.AnnotationDescription: t.description,
			slo.AnnotationRunbook:     fmt.Sprintf("%s/%s.md", w.env.Runbooks, cmp.Or(w.slo.Runbook, name)),
			slo.AnnotationDashboard:   fmt.Sprintf("%s/d/%s?var-service=%s&var-slo=%s", w.env.Dashboards, w.slo.Dashboard, w.slo.Service, w.slo.Name),
		},
	}
}
