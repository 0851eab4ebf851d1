package slo

import "time"

// SLO is one promise about one service.
type SLO struct {
	// Service that promises, as its application is called: "api".
	Service string
	// Name of the promise within the service: "availability".
	Name string
	// Objective is the share of events that have to be good, in percent.
	Objective Percent
	// Window that the objective is about, and over which its budget is spent: it
	// rolls, and ends now.
	Window time.Duration
	// Indicator says which events there are, and which of them are good.
	Indicator Indicator
	// Alerts fire when the budget burns too fast; empty for Workbook's.
	Alerts []Burn
	// MinimumErrors that an alert's long window must hold before it fires, so that
	// one failed request at night wakes nobody; 0 for DefaultMinimumErrors. For an
	// indicator of freshness it counts seconds.
	MinimumErrors int
	// Absent is how urgent it is that the indicator has no data; SeverityPage if
	// empty, as a service that says nothing may well be down.
	Absent Severity
	// DependsOn are the objectives whose failure makes this one fail: while one of
	// them pages, this one's budget alerts tell nobody anything new.
	DependsOn []Ref
	// Runbook is the name of the file in docs/runbooks, without its ending, that
	// this objective's alerts point at; empty for the one of each kind of alert.
	Runbook string
	// Dashboard is the uid of the dashboard that its alerts point at; empty for
	// DefaultDashboard.
	Dashboard string
}

// Ref names an SLO.
type Ref struct {
	Service string
	Name    string
}

// Ref is how others name this one.
func (s SLO) Ref() Ref { return Ref{Service: s.Service, Name: s.Name} }

// String is "api/availability".
func (r Ref) String() string { return r.Service + "/" + r.Name }

// Severity is what an alert asks of people.
type Severity string

// The severities.
const (
	// SeverityPage wakes somebody.
	SeverityPage Severity = "page"
	// SeverityTicket is for the next working day.
	SeverityTicket Severity = "ticket"
	// SeverityNone says that there is no alert.
	SeverityNone Severity = "none"
)

// Stays is how long an alert goes on after its condition.
func (s Severity) Stays() time.Duration {
	if s == SeverityPage {
		return KeepFiring
	}
	return 0
}

// Burn is an alert on the speed at which a budget burns.
type Burn struct {
	// Alert is its name, one of those in names.go: each has a runbook.
	Alert string
	// Severity is page or ticket.
	Severity Severity
	// Share of the whole window's budget that is gone when it fires, in percent.
	Share Percent
	// Long is the window in which the burn must matter, Short the one in which it
	// must still be going on; zero for a twelfth of Long.
	Long, Short time.Duration
}

// DefaultMinimumErrors is an SLO's MinimumErrors unless it says otherwise.
const DefaultMinimumErrors = 5

// DefaultWindow is thirty days: a round number of weeks would compare like with
// like, a round number of days is what the predecessor's table and the
// workbook's are about.
const DefaultWindow = 30 * Day

// Day is 24 hours.
const Day = 24 * time.Hour

// Workbook is the three alerts that the Site Reliability Workbook recommends
// (table 5-8). Their factors follow from these shares and the SLO's window.
func Workbook() []Burn {
	return []Burn{
		{Alert: AlertBurnFast, Severity: SeverityPage, Share: 2 * onePercent, Long: time.Hour, Short: 5 * time.Minute},
		{Alert: AlertBurn, Severity: SeverityPage, Share: 5 * onePercent, Long: 6 * time.Hour, Short: 30 * time.Minute},
		{Alert: AlertBurnSlow, Severity: SeverityTicket, Share: 10 * onePercent, Long: 3 * Day, Short: 6 * time.Hour},
	}
}

// shortOf is the part of a long window that its short one takes: a twelfth, as
// the workbook found to be a good compromise between a quick reset and noise.
const shortOf = 12

// WithDefaults is the SLO with everything said that it left open.
func (s SLO) WithDefaults() SLO {
	if s.Window == 0 {
		s.Window = DefaultWindow
	}
	if s.MinimumErrors == 0 {
		s.MinimumErrors = DefaultMinimumErrors
	}
	if s.Absent == "" {
		s.Absent = SeverityPage
	}
	if s.Dashboard == "" {
		s.Dashboard = DefaultDashboard
	}
	s.Indicator = s.Indicator.withDefaults()
	alerts := Workbook()
	if len(s.Alerts) > 0 {
		alerts = append([]Burn(nil), s.Alerts...)
	}
	for i := range alerts {
		if alerts[i].Short == 0 {
			alerts[i].Short = alerts[i].Long / shortOf
		}
	}
	s.Alerts = alerts
	return s
}
