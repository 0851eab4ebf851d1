package route_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/alertmanager/alert"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/provider/mem"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/route"
	"github.com/covetpy/platform/slo/rules"
)

const (
	pageTopic   = "arn:aws:sns:eu-west-1:777788889999:covetpy-prod-alerts-page"
	ticketTopic = "arn:aws:sns:eu-west-1:777788889999:covetpy-prod-alerts-ticket"
	secret      = "arn:aws:secretsmanager:eu-west-1:777788889999:secret:covetpy/prod/pagerduty-AbCdEf"
)

func settings() route.Settings {
	return route.Defaults("eu-west-1", route.Topics{
		Page: pageTopic, Ticket: ticketTopic, PagerDuty: &route.PagerDuty{Secret: secret, Key: "routingKey"},
	})
}

// loaded is the configuration as Alertmanager reads it.
func loaded(t *testing.T, s route.Settings, slos []slo.SLO) *config.Config {
	t.Helper()
	c, err := s.Config(slos)
	require.NoError(t, err)
	require.NoError(t, route.CheckManaged(c))
	read, err := config.Load(c.String())
	require.NoError(t, err)
	return read
}

// alerts are the labels of every alert that the rules of SLOs can fire.
func alerts(slos []slo.SLO) []model.LabelSet {
	var out []model.LabelSet
	for _, g := range rules.Groups(slos, rules.Environment{Name: "prod"}) {
		for _, r := range g.Rules {
			if r.Alert == "" {
				continue
			}
			set := model.LabelSet{model.AlertNameLabel: model.LabelValue(r.Alert)}
			for name, value := range r.Labels {
				set[model.LabelName(name)] = model.LabelValue(value)
			}
			out = append(out, set)
		}
	}
	return out
}

func TestEveryAlertReachesExactlyWhomItIsFor(t *testing.T) {
	slos := append(slo.Defaults("api"), slo.Defaults("worker")...)
	tree := dispatch.NewRoute(loaded(t, settings(), slos).Route, nil)
	want := map[model.LabelValue][]string{"page": {"pagerduty", "page"}, "ticket": {"ticket"}}
	reached := map[model.LabelValue]int{}
	for _, labels := range alerts(slos) {
		var receivers []string
		for _, r := range tree.Match(labels) {
			receivers = append(receivers, r.RouteOpts.Receiver)
			assert.Equal(t, map[model.LabelName]struct{}{"environment": {}, "service": {}}, r.RouteOpts.GroupBy)
		}
		assert.Equal(t, want[labels["severity"]], receivers, labels)
		reached[labels["severity"]]++
	}
	assert.Equal(t, map[model.LabelValue]int{"page": 22, "ticket": 6}, reached)
}

func TestAnAlertWithoutASeverityIsATicket(t *testing.T) {
	tree := dispatch.NewRoute(loaded(t, settings(), nil).Route, nil)
	found := tree.Match(model.LabelSet{"alertname": "Unheard"})
	require.Len(t, found, 1)
	assert.Equal(t, "ticket", found[0].RouteOpts.Receiver)
}

func TestAPageDoesNotWait(t *testing.T) {
	tree := dispatch.NewRoute(loaded(t, settings(), nil).Route, nil)
	for _, r := range tree.Match(model.LabelSet{"severity": "page"}) {
		assert.Zero(t, r.RouteOpts.GroupWait)
		assert.Equal(t, time.Minute, r.RouteOpts.GroupInterval)
	}
}

// silenced are the alerts that Alertmanager's inhibitor mutes while others fire.
func silenced(t *testing.T, slos []slo.SLO, firing model.LabelSet) []string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	quiet := slog.New(slog.DiscardHandler)
	store, err := mem.NewAlerts(ctx, time.Hour, 0, nil, quiet, eventrecorder.NopRecorder(), prometheus.NewRegistry(), featurecontrol.NoopFlags{})
	require.NoError(t, err)
	defer store.Close()
	require.NoError(t, store.Put(ctx, &alert.Alert{Alert: model.Alert{Labels: firing, StartsAt: time.Now(), EndsAt: time.Now().Add(time.Hour)}}))
	inhibitor := inhibit.NewInhibitor(store, loaded(t, settings(), slos).InhibitRules, quiet, eventrecorder.NopRecorder())
	go inhibitor.Run()
	defer inhibitor.Stop()
	inhibitor.WaitForLoading()
	var out []string
	for _, labels := range alerts(slos) {
		if inhibitor.Mutes(ctx, labels) {
			out = append(out, strings.Join([]string{string(labels["service"]), string(labels["slo"]), string(labels["alertname"])}, " "))
		}
	}
	return out
}

func TestWhatOneAlertSilences(t *testing.T) {
	slos := append(slo.Defaults("api"), slo.Defaults("worker")...)
	labels := func(service, name, alert string, severity slo.Severity) model.LabelSet {
		return model.LabelSet{
			"environment": "prod", "service": model.LabelValue(service), "slo": model.LabelValue(name),
			"alertname": model.LabelValue(alert), "severity": model.LabelValue(severity),
		}
	}
	ofDatabase := []string{
		"api availability ErrorBudgetBurnsFast", "api availability ErrorBudgetBurns", "api availability ErrorBudgetBurnsSlowly",
		"api database ErrorBudgetBurnsSlowly",
		"api latency ErrorBudgetBurnsFast", "api latency ErrorBudgetBurns", "api latency ErrorBudgetBurnsSlowly",
	}
	for name, c := range map[string]struct {
		firing model.LabelSet
		want   []string
	}{
		"a page of the database explains what its service's budgets do": {labels("api", "database", slo.AlertBurnFast, slo.SeverityPage), ofDatabase},
		"an outage of the database does so too":                         {labels("api", "database", slo.AlertOutage, slo.SeverityPage), ofDatabase},
		"a ticket of the database explains nothing":                     {labels("api", "database", slo.AlertBurnSlow, slo.SeverityTicket), nil},
		"absent data of the database explains nothing":                  {labels("api", "database", slo.AlertAbsent, slo.SeverityPage), nil},
		"a page silences the ticket of its own objective":               {labels("api", "latency", slo.AlertBurn, slo.SeverityPage), []string{"api latency ErrorBudgetBurnsSlowly"}},
		"another environment's page silences nothing here": {
			labels("api", "database", slo.AlertBurnFast, slo.SeverityPage).Merge(model.LabelSet{"environment": "staging"}), nil,
		},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, silenced(t, slos, c.firing)) })
	}
}
