// Package route decides who is told of an alert, as Alertmanager's own
// configuration types, and writes it as the alert manager definition that Amazon
// Managed Service for Prometheus takes.
//
// That service tells Amazon SNS topics and PagerDuty, nobody else (AWS guide,
// "Managing and forwarding alerts"). Whoever wants e-mail or Slack subscribes to
// a topic.
package route

import (
	"cmp"
	"time"

	"github.com/covetpy/platform/slo"
)

// Settings is who is told of which alert.
type Settings struct {
	// Region of the topics.
	Region string
	// Receivers that routes may name.
	Receivers []Receiver
	// Fallback is the receiver of what no route matches, so that nothing gets lost.
	Fallback string
	// Routes, of which the first that matches an alert has it.
	Routes []Route
}

// Receiver is who is told: exactly one of its fields beside the name is set.
type Receiver struct {
	Name string
	// Topic is the ARN of an SNS topic of this account.
	Topic string
	// PagerDuty is a service there.
	PagerDuty *PagerDuty
}

// PagerDuty is a service of PagerDuty's, by its integration key (Events API v2),
// which stays in Secrets Manager.
type PagerDuty struct {
	// Secret is the ARN of the secret.
	Secret string
	// Key under which the secret holds the integration key; empty where it holds
	// nothing else.
	Key string
}

// Route sends alerts to a receiver.
type Route struct {
	// Match are the labels of the alerts, all of which must match.
	Match []slo.Match
	// Receiver is the name of one.
	Receiver string
	// Wait is how long the first alert of a service waits for others to go with it;
	// a page does not wait.
	Wait time.Duration
	// Interval is how long further alerts of the same service wait.
	Interval time.Duration
	// Repeat is when people are told again of what still goes on: five days at most,
	// the service's limit.
	Repeat time.Duration
	// Continue looks at later routes too.
	Continue bool
}

// Names of the receivers that Defaults makes.
const (
	ReceiverPage      = "page"
	ReceiverTicket    = "ticket"
	ReceiverPagerDuty = "pagerduty"
)

// Topics are where alerts go by default, by their severity.
type Topics struct {
	// Page and Ticket are ARNs of SNS topics.
	Page, Ticket string
	// PagerDuty is told of pages besides; nil for nobody.
	PagerDuty *PagerDuty
}

// How long alerts wait by default.
const (
	pageInterval   = time.Minute
	pageRepeat     = 4 * time.Hour
	ticketWait     = 5 * time.Minute
	ticketInterval = time.Hour
	ticketRepeat   = 3 * slo.Day
)

// Defaults send pages at once and tickets in batches; what has no severity is a
// ticket.
func Defaults(region string, topics Topics) Settings {
	out := Settings{
		Region:    region,
		Receivers: []Receiver{{Name: ReceiverPage, Topic: topics.Page}, {Name: ReceiverTicket, Topic: topics.Ticket}},
		Fallback:  ReceiverTicket,
	}
	if topics.PagerDuty != nil {
		out.Receivers = append(out.Receivers, Receiver{Name: ReceiverPagerDuty, PagerDuty: topics.PagerDuty})
		out.Routes = append(out.Routes, page(ReceiverPagerDuty, true))
	}
	out.Routes = append(out.Routes, page(ReceiverPage, false), Route{
		Match: severity(slo.SeverityTicket), Receiver: ReceiverTicket,
		Wait: ticketWait, Interval: ticketInterval, Repeat: ticketRepeat,
	})
	return out
}

func page(receiver string, more bool) Route {
	return Route{
		Match: severity(slo.SeverityPage), Receiver: receiver, Continue: more,
		Interval: pageInterval, Repeat: pageRepeat,
	}
}

func severity(s slo.Severity) []slo.Match {
	return []slo.Match{{Label: slo.LabelSeverity, Op: slo.Equals, Value: string(s)}}
}

// withDefaults fills in the times that a route left open.
func (r Route) withDefaults() Route {
	r.Interval = cmp.Or(r.Interval, ticketInterval)
	r.Repeat = cmp.Or(r.Repeat, ticketRepeat)
	return r
}
