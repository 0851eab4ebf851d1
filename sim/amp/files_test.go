package amp

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/sim/kind"
)

const rules = "groups: [{name: a, rules: [{record: b, expr: up}]}]"

func TestRulesFiles(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ namespace, data, says string }{
		"what Prometheus reads":              {"slo", rules, ""},
		"no group at all":                    {"slo", "groups: []", ""},
		"nothing":                            {"slo", "", "Rule groups namespace data must not be empty"},
		"as long as a file may be":           {"slo", rules + strings.Repeat(" ", longestFile-len(rules)), ""},
		"longer than a file may be":          {"slo", rules + strings.Repeat(" ", longestFile), "Member must have length less than or equal to 1048576"},
		"names that are as long as they may": {"slo", "groups: [{name: " + strings.Repeat("a", longestName-3) + ", rules: []}]", ""},
		"names that are too long together":   {"slo2", "groups: [{name: " + strings.Repeat("a", longestName-3) + ", rules: []}]", "exceeds 721 bytes"},
		"an expression of another language":  {"slo", "groups: [{name: a, rules: [{record: b, expr: 'SELECT 1'}]}]", "could not parse expression"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := admitRules(tt.namespace, tt.data)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, "ValidationException: ")
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestHowOftenACollectorScrapes(t *testing.T) {
	t.Parallel()
	const short = "scrape interval of job \"a\" is 15s, and has to be 30s at least"
	for name, tt := range map[string]struct{ text, says string }{
		"as often as it can":             {"{global: {scrape_interval: 30s}, scrape_configs: [{job_name: a}]}", ""},
		"by its own choice":              {"scrape_configs: [{job_name: a}]", ""},
		"too often, all of it":           {"{global: {scrape_interval: 15s}, scrape_configs: [{job_name: a}]}", short},
		"too often, one job":             {"scrape_configs: [{job_name: a, scrape_interval: 15s}]", short},
		"one job less often than others": {"{global: {scrape_interval: 30s}, scrape_configs: [{job_name: a, scrape_interval: 5m}]}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := admitScrape(tt.text)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, "ValidationException: Invalid scrape configuration: "+tt.says)
		})
	}
}

func TestAnAlertmanagerFileHasALimit(t *testing.T) {
	t.Parallel()
	const file = "alertmanager_config: '{route: {receiver: a}, receivers: [{name: a}]}'"
	require.NoError(t, admitAlertManager(kind.World{}, file+strings.Repeat("\n", longestFile-len(file))))
	err := admitAlertManager(kind.World{}, file+strings.Repeat("\n", longestFile))
	require.EqualError(t, err, "ValidationException: Invalid data: Member must have length less than or equal to 1048576")
}

// TestAlertmanagerReadsItsOwnConfiguration: the whole of it, not what this package does.
func TestAlertmanagerReadsItsOwnConfiguration(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, says string }{
		"a route and a receiver":        {"{route: {receiver: a}, receivers: [{name: a}]}", ""},
		"matchers and inhibitions":      {"{route: {receiver: a, routes: [{matchers: ['b=\"c\"']}]}, inhibit_rules: [{source_matchers: ['b=\"c\"'], target_matchers: ['d=\"e\"'], equal: [f]}], receivers: [{name: a}]}", ""},
		"a matcher that is none":        {"{route: {receiver: a, routes: [{matchers: ['b']}]}, receivers: [{name: a}]}", "matcher"},
		"an inhibition's that is none":  {"{route: {receiver: a}, inhibit_rules: [{source_matchers: ['=']}], receivers: [{name: a}]}", "matcher"},
		"an interval that there is not": {"{route: {receiver: a, routes: [{mute_time_intervals: [night]}]}, receivers: [{name: a}]}", `undefined time interval "night" used in route`},
		"a field that it does not have": {"{route: {receiver: a, recipient: b}, receivers: [{name: a}]}", "field recipient not found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := yaml.Marshal(definition{Config: tt.text})
			require.NoError(t, err)
			err = admitAlertManager(kind.World{}, string(file))
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, "ValidationException: error validating Alertmanager config: ")
			require.ErrorContains(t, err, tt.says)
		})
	}
}
