package dashboards

import (
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
)

// security shows who knocks, who is turned away, and what AWS's detectors found.
func (e Environment) security() sheet {
	out := sheet{
		name: "security", title: "Security", audience: "security engineers",
		description: "Requests that the firewall blocked, logins that were refused, findings of AWS's detectors.",
		tags:        []string{tagSecurity}, from: "now-24h", refresh: "5m",
	}
	if e.Edge != nil && e.Edge.WebACL != "" {
		out.sections = append(out.sections, e.firewall())
	}
	out.sections = append(out.sections, e.refused(), e.findings())
	return out
}

func (e Environment) firewall() section {
	all := map[string]string{cloudwatch.WebACL: e.Edge.WebACL, cloudwatch.Region: e.Region, cloudwatch.Rule: cloudwatch.AllRules}
	each := map[string]string{cloudwatch.WebACL: e.Edge.WebACL, cloudwatch.Region: e.Region, cloudwatch.Rule: cloudwatch.Every}
	return section{title: "Firewall", across: 3, panels: []panel{
		{
			title: "Allowed and blocked", unit: units.Short, shape: areas,
			description: "Requests in five minutes that the firewall let through and that it blocked.",
			queries: []query{
				metric("allowed", cloudwatch.FirewallAllowed, "Sum", all).every(fiveMinutes),
				metric("blocked", cloudwatch.FirewallBlocked, "Sum", all).every(fiveMinutes),
			},
		},
		{
			title: "Blocked by rule", unit: units.Short, shape: areas,
			description: "Requests in five minutes that each rule blocked. An attack is blocked already; a rule that blocks customers is not what it is for.",
			queries:     []query{metric(dimension(cloudwatch.Rule), cloudwatch.FirewallBlocked, "Sum", each).every(fiveMinutes)},
		},
		{
			title: "Counted by rule", unit: units.Short, shape: areas,
			description: "Requests that rules would have blocked if they did more than count. Look at them before a rule blocks.",
			queries:     []query{metric(dimension(cloudwatch.Rule), cloudwatch.FirewallCounted, "Sum", each).every(fiveMinutes)},
		},
	}}
}

const fiveMinutes = 5 * minute

// refused are doors that someone could not open.
func (e Environment) refused() section {
	out := section{title: "Refused", across: 3}
	if len(e.served()) > 0 {
		out.panels = append(out.panels, panel{
			title: "Requests without a right", unit: units.RequestsPerSecond, shape: areas,
			description: "Requests that applications answered with 401 or 403, by service. A burst is someone who tries.",
			queries: []query{promql("{{service}} {{status}}",
				`sum by (service, status) (rate(http_requests_total{service=~%q, status=~"401|403"}[%s]))`, strings.Join(e.served(), "|"), interval)},
		})
	}
	if queries := e.cacheLogins(); len(queries) > 0 {
		out.panels = append(out.panels, panel{
			title: "Logins to caches", unit: units.Short, limits: badFrom(1),
			description: "Logins in five minutes that caches refused, and commands that a user may not give.",
			queries:     queries,
		})
	}
	if e.Database != nil && e.Database.Proxy != "" {
		out.panels = append(out.panels, panel{
			title: "Logins to the database", unit: units.Short, limits: badFrom(1),
			description: "Logins in five minutes that the database's proxy refused.",
			queries: []query{metric("refused", cloudwatch.DatabaseProxyAuthFailed, "Sum",
				map[string]string{cloudwatch.DBProxy: e.Database.Proxy}).every(fiveMinutes)},
		})
	}
	return out
}

func (e Environment) cacheLogins() []query {
	var out []query
	for _, c := range e.Caches {
		if len(c.Nodes) == 0 {
			out = append(out, metric(c.Name, cloudwatch.ServerlessAuthFailed, "Sum", map[string]string{cloudwatch.CacheServed: c.ID}))
		}
		for _, node := range c.Nodes {
			of := map[string]string{cloudwatch.CacheNode: node}
			name := strings.TrimPrefix(node, e.Names.Prefix()+"-")
			out = append(out,
				metric(name+" logins", cloudwatch.CacheAuthFailed, "Sum", of),
				metric(name+" commands", cloudwatch.CacheCommandRefused, "Sum", of))
		}
	}
	return every(fiveMinutes, out)
}

// findings are counted where they are passed on: detectors publish no metrics of
// their own.
func (e Environment) findings() section {
	out := section{title: "Findings", across: 3}
	for _, r := range e.SecurityRules {
		of := map[string]string{cloudwatch.EventRule: r.Rule}
		out.panels = append(out.panels, panel{
			title: r.Title, unit: units.Short, limits: badFrom(1),
			description: "Events in five minutes that the rule " + r.Rule + " passed on, and those that it failed to.",
			queries: []query{
				metric("passed on", cloudwatch.RuleInvocations, "Sum", of).every(fiveMinutes),
				metric("failed", cloudwatch.RuleFailedInvocations, "Sum", of).every(fiveMinutes),
			},
		})
	}
	return out
}
