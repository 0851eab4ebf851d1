package route

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/alertmanager/config"
	amcommon "github.com/prometheus/alertmanager/config/common"
	"github.com/prometheus/alertmanager/notify/pagerduty"
	"github.com/prometheus/alertmanager/pkg/labels"
	commoncfg "github.com/prometheus/common/config"
	"github.com/prometheus/common/model"
	"github.com/prometheus/sigv4"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

// Config is the settings as Alertmanager's configuration, with the inhibitions
// that follow from the SLOs. The integration key of PagerDuty is not in it: its
// place is taken by the secret's ARN.
func (s Settings) Config(slos []slo.SLO) (*config.Config, error) {
	if err := s.Faults().Err(); err != nil {
		return nil, err
	}
	inhibitions := Inhibitions(slos)
	var c fault.Check
	c.Require(len(inhibitions) <= MaxInhibitions, "slos", fmt.Sprintf("%d inhibitions", len(inhibitions)),
		fmt.Sprintf("dependencies that need %d at most, as many as Amazon Managed Service for Prometheus takes", MaxInhibitions))
	if err := c.Err(); err != nil {
		return nil, err
	}
	out := &config.Config{Route: s.tree(), InhibitRules: inhibitions, Templates: []string{templateName}}
	for _, r := range s.Receivers {
		out.Receivers = append(out.Receivers, s.receiver(r))
	}
	return out, nil
}

// tree is the routing tree: the fallback, and below it the routes. Alerts of one
// service go together, so that one incident is told once.
func (s Settings) tree() *config.Route {
	root := &config.Route{
		Receiver:   s.Fallback,
		GroupByStr: []string{slo.LabelEnvironment, slo.LabelService},
		GroupWait:  lasting(ticketWait), GroupInterval: lasting(ticketInterval), RepeatInterval: lasting(ticketRepeat),
	}
	for _, r := range s.Routes {
		r = r.withDefaults()
		root.Routes = append(root.Routes, &config.Route{
			Receiver: r.Receiver, Matchers: matchers(r.Match), Continue: r.Continue,
			GroupWait: lasting(r.Wait), GroupInterval: lasting(r.Interval), RepeatInterval: lasting(r.Repeat),
		})
	}
	return root
}

func (s Settings) receiver(r Receiver) config.Receiver {
	if r.PagerDuty != nil {
		return config.Receiver{Name: r.Name, PagerdutyConfigs: []*pagerduty.PagerdutyConfig{{
			NotifierConfig: amcommon.NotifierConfig{VSendResolved: true},
			RoutingKey:     commoncfg.Secret(r.PagerDuty.Secret),
			Description:    subject, Severity: `{{ if eq .CommonLabels.severity "page" }}critical{{ else }}warning{{ end }}`,
		}}}
	}
	return config.Receiver{Name: r.Name, SNSConfigs: []*config.SNSConfig{{
		NotifierConfig: amcommon.NotifierConfig{VSendResolved: true},
		Sigv4:          sigv4.SigV4Config{Region: s.Region},
		TopicARN:       r.Topic, Subject: subject, Message: message,
	}}}
}

// Inhibitions keep quiet what tells nobody anything new. A page of an objective
// silences its tickets, and the budget alerts of whatever depends on it. It does
// not silence a total outage: that is what users see, whatever the cause. That
// data is absent is no failure, and silences nothing.
func Inhibitions(slos []slo.SLO) []amcommon.InhibitRule {
	failing := []slo.Match{
		{Label: slo.LabelSeverity, Op: slo.Equals, Value: string(slo.SeverityPage)},
		{Label: model.AlertNameLabel, Op: slo.Differs, Value: slo.AlertAbsent},
	}
	out := []amcommon.InhibitRule{{
		Name:           "page silences ticket",
		SourceMatchers: matchers(failing),
		TargetMatchers: matchers(severity(slo.SeverityTicket)),
		Equal:          []string{slo.LabelEnvironment, slo.LabelService, slo.LabelSLO},
	}}
	sorted := slices.SortedFunc(slices.Values(slos), func(a, b slo.SLO) int { return cmp.Compare(a.Ref().String(), b.Ref().String()) })
	for _, s := range sorted {
		s = s.WithDefaults()
		for _, cause := range s.DependsOn {
			out = append(out, amcommon.InhibitRule{
				Name:           fmt.Sprintf("%s explains %s", cause, s.Ref()),
				SourceMatchers: matchers(append(of(cause), failing...)),
				TargetMatchers: matchers(append(of(s.Ref()), slo.Match{Label: model.AlertNameLabel, Op: slo.Matches, Value: alternatives(s.Alerts)})),
				Equal:          []string{slo.LabelEnvironment},
			})
		}
	}
	return out
}

func of(r slo.Ref) []slo.Match {
	return []slo.Match{
		{Label: slo.LabelService, Op: slo.Equals, Value: r.Service},
		{Label: slo.LabelSLO, Op: slo.Equals, Value: r.Name},
	}
}

// alternatives is a pattern of the names of alerts.
func alternatives(alerts []slo.Burn) string {
	names := make([]string, len(alerts))
	for i, b := range alerts {
		names[i] = regexp.QuoteMeta(b.Alert)
	}
	return strings.Join(names, "|")
}

// matchers are Alertmanager's. The patterns were compiled when the settings were
// checked; what else is matched is quoted.
func matchers(matches []slo.Match) amcommon.Matchers {
	kinds := map[slo.MatchOp]labels.MatchType{
		slo.Equals: labels.MatchEqual, slo.Differs: labels.MatchNotEqual,
		slo.Matches: labels.MatchRegexp, slo.MatchesNot: labels.MatchNotRegexp,
	}
	out := make(amcommon.Matchers, len(matches))
	for i, m := range matches {
		matcher, err := labels.NewMatcher(kinds[m.Op], m.Label, m.Value)
		if err != nil {
			panic(fmt.Sprintf("a pattern that was checked does not compile: %v", err))
		}
		out[i] = matcher
	}
	return out
}

func lasting(d time.Duration) *model.Duration {
	out := model.Duration(d)
	return &out
}
