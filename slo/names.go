package slo

import (
	"fmt"
	"time"

	"github.com/prometheus/common/model"
)

// Labels of recorded series and of alerts. Dashboards, routes and the gate look
// for them, so they are forever.
const (
	LabelService     = "service"
	LabelSLO         = "slo"
	LabelEnvironment = "environment"
	LabelSeverity    = "severity"
)

// Annotations of alerts.
const (
	AnnotationSummary     = "summary"
	AnnotationDescription = "description"
	AnnotationRunbook     = "runbook_url"
	AnnotationDashboard   = "dashboard"
)

// Alerts. Each has a file of its name in docs/runbooks.
const (
	AlertBurnFast = "ErrorBudgetBurnsFast"
	AlertBurn     = "ErrorBudgetBurns"
	AlertBurnSlow = "ErrorBudgetBurnsSlowly"
	AlertOutage   = "TotalOutage"
	AlertAbsent   = "IndicatorAbsent"
)

// DefaultDashboard is the uid of the dashboard of error budgets.
const DefaultDashboard = "error-budgets"

// Metrics of a service's HTTP server, which the default indicators count.
const (
	HTTPRequests    = "http_requests_total"
	HTTPLatency     = "http_request_duration_seconds"
	DatabaseQueries = "database_queries_total"
)

// What the rules record, once for each SLO: constants of it, and its budget. The
// names follow Prometheus's convention, level:metric:operations, where the level
// is the labels that are left.
const (
	// RecordObjective is the objective as a ratio.
	RecordObjective = "service_slo:objective:ratio"
	// RecordBudgetLeft is the share of the window's budget that is left: 1 when
	// nothing is spent, below 0 when the objective is missed.
	RecordBudgetLeft = "service_slo:budget_left:ratio"
	// RecordStale is 1 while an indicator of freshness finds its data too old, and
	// 0 otherwise.
	RecordStale = "service_slo:stale:bool"
)

// RecordEvents is the name under which events a second over a window are recorded.
func RecordEvents(window time.Duration) string { return "service_slo:events:rate" + Range(window) }

// RecordErrors is the same for the events that are not good.
func RecordErrors(window time.Duration) string { return "service_slo:errors:rate" + Range(window) }

// RecordRatio is the same for the share of events that are not good; it has no
// value while there are no events.
func RecordRatio(window time.Duration) string {
	return "service_slo:errors:ratio_rate" + Range(window)
}

// Range writes a window as PromQL does: "5m", "3d".
func Range(window time.Duration) string { return model.Duration(window).String() }

// Group is the name of an SLO's rule group of a kind.
func (s SLO) Group(kind string) string { return fmt.Sprintf("slo-%s-%s-%s", s.Service, s.Name, kind) }
