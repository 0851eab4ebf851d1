package tests

import (
	"context"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// withEdge changes a copy of the front door's settings.
func (w *world) withEdge(change func(*config.Edge)) *world {
	w.t.Helper()
	return w.with(func(c *config.Config) {
		e := *c.Edge
		e.Services = maps.Clone(e.Services)
		if e.WAF != nil {
			e.WAF = new(*e.WAF)
		}
		change(&e)
		c.Edge = &e
	})
}

// onlyAdds brings the world up and demands that nothing which exists was replaced
// or deleted, but for what can't be changed.
func (w *world) onlyAdds(unlessTypes ...string) *engine.Result {
	w.t.Helper()
	result := w.up()
	for _, s := range result.Changes() {
		if s.Action != engine.ActionCreate && s.Action != engine.ActionUpdate {
			require.Contains(w.t, unlessTypes, string(s.URN.Type()), "%s %s", s.Action, s.URN)
		}
	}
	return result
}

// leave destroys the world.
func (w *world) leave() {
	w.t.Helper()
	free := w.unprotected()
	if w.loaded.Config.Protect {
		free.up()
	}
	free.gone()
}

const (
	certificateType = "aws:acm/certificate:Certificate"
	validationType  = "aws:acm/certificateValidation:CertificateValidation"
	webACLType      = "aws:wafv2/webAcl:WebAcl"
)

// TestAHostIsAdded adds a service and consoles to a front door that stands: the
// one thing that is made anew is the certificate, whose names can't be changed.
func TestAHostIsAdded(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"dev", "prod"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.up()
			w = w.withEdge(func(e *config.Edge) {
				// An application's place is its own matter; this is one without an application.
				api := config.Specimen(w.loaded.Config.Tier, "x").Edge.Services["x"]
				api.Host, api.Port = "api", 8080
				e.Services["api"] = api
				e.Monitoring = &config.EdgeMonitoring{
					Hosts:         []config.MonitoringHost{config.Grafana, config.Kibana, config.Jaeger, config.Prometheus},
					AllowedRanges: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("198.51.100.7/32")},
				}
			})
			result := w.onlyAdds(certificateType, validationType)
			for _, s := range result.Changes() {
				if s.Action == engine.ActionUpdate {
					require.Contains(t, []string{"aws:lb/listener:Listener", "aws:cloudwatch/metricAlarm:MetricAlarm"}, string(s.URN.Type()), s.URN)
				}
			}
			rules := map[string]string{}
			for _, r := range w.ofType("aws:lb/listenerRule:ListenerRule") {
				rules[r.URN.Name()] = r.Outputs["conditions"].String()
			}
			require.Len(t, rules, 6)
			require.Contains(t, rules["edge-monitoring-grafana"], "198.51.100.7/32")
			require.NotContains(t, rules["edge-service-api"], "198.51.100.7/32")
			w.leave()
		})
	}
}

// TestTheFirewallCountsForAWeek has a firewall that counts, and then the day after
// the last on which nothing but the day has changed.
func TestTheFirewallCountsForAWeek(t *testing.T) {
	t.Parallel()
	last := today.AddDate(0, 0, 7)
	const trial = `{"enforcementLevel": "disabled"}`
	w := newWorld(t, "staging").configuring(map[string]string{
		"network-waf-acts": trial, "network-waf-groups": trial, "network-waf-rate": trial, "network-waf-known-bad-inputs": trial,
		"network-waf-body": trial,
	}).withEdge(func(e *config.Edge) {
		e.WAF.Mode, e.WAF.CountUntil = config.WAFCount, last.Format(time.DateOnly)
	})
	w.up()
	rules := func() string { return text(w.one(webACLType, "edge-waf").Inputs, "ruleJson") }
	require.NotContains(t, rules(), `"Block"`)
	require.NotContains(t, rules(), `"None"`)

	on := func(day time.Time) *engine.Result {
		result, err := w.engineOn(day).Run(context.Background(), engine.OpUp)
		require.NoError(t, err, problems(result))
		return result
	}
	require.Empty(t, on(last.Add(23*time.Hour)).Changes(), "the last day counts")
	changed := on(last.AddDate(0, 0, 1)).Changes()
	require.Len(t, changed, 1)
	require.Equal(t, webACLType, string(changed[0].URN.Type()))
	require.Equal(t, engine.ActionUpdate, changed[0].Action)
	require.Contains(t, rules(), `"Block"`)
	require.NotContains(t, rules(), `"OverrideAction":{"Count"`)
	require.Empty(t, on(last.AddDate(0, 0, 30)).Changes())
	w.leave()
}

// TestPartsOfTheEdgeCanGo takes away one after the other, and brings it back.
func TestPartsOfTheEdgeCanGo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "dev")
	w.up()
	for _, part := range []struct {
		what    string
		without *world
		types   []string // of which nothing is left
		missed  int      // by the policies
	}{
		{"the firewall", w.withEdge(func(e *config.Edge) { e.WAF = nil }), []string{"aws:wafv2/"}, 1},
		{"the front door", w.with(func(c *config.Config) {
			c.Edge = nil
			for name, a := range c.Apps { // whose place at the front door goes first
				if a.Service != nil {
					a.Service.Edge = nil
					c.Apps[name] = a
				}
			}
		}), []string{"aws:wafv2/", "aws:lb/", "aws:acm/", "aws:route53/record"}, 0},
		{"the registry", w.with(func(c *config.Config) {
			c.Registry, c.Apps = nil, map[string]config.App{} // their images are nowhere else
		}), []string{"aws:ecr/"}, 0},
	} {
		if part.missed > 0 {
			require.Len(t, part.without.run(engine.OpUp).Violations, part.missed, part.what)
		} else {
			part.without.up()
		}
		for _, r := range part.without.resources() {
			for _, prefix := range part.types {
				require.False(t, strings.HasPrefix(string(r.URN.Type()), prefix), "%s is off, and %s is there", part.what, r.URN)
			}
		}
		require.NotEmpty(t, w.up().Changes(), part.what)
	}
	w.leave()
}

// TestACacheIsAdded adds one beside those that stand.
func TestACacheIsAdded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "dev")
	w.up()
	w = w.with(func(c *config.Config) {
		c.Caches = maps.Clone(c.Caches)
		c.Caches["more"] = c.Caches[slices.Sorted(maps.Keys(c.Caches))[0]]
	})
	result := w.onlyAdds()
	require.Equal(t, len(result.Changes()), result.Count(engine.ActionCreate))
	w.leave()
}
