package config_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
)

func TestExplainSaysWhereEachValueCameFrom(t *testing.T) {
	l := load(t, `  covetpy:network:
    zones: 3
    peers:
      - 10.40.0.0/16
    flowLogs: null
  covetpy:cluster:
    nodeGroups:
      app:
        maxPerZone: 7
      spot: null
      system:
        instanceTypes: [m5.large]
`)
	var out strings.Builder
	require.NoError(t, l.Explain(&out))

	shown := map[string]string{}
	for line := range strings.Lines(out.String()) {
		path, rest, _ := strings.Cut(line, " = ")
		value, origin, _ := strings.Cut(rest, "  # ")
		shown[strings.TrimSpace(path)] = strings.TrimSpace(value) + " # " + strings.TrimSpace(origin)
	}
	for path, want := range map[string]string{
		"tier":                                    "dev # Pulumi.dev.yaml:2",
		"account":                                 `"111122223333" # Pulumi.dev.yaml:3`,
		"network.cidr":                            "10.10.0.0/16 # default of tier dev",
		"network.zones":                           "3 # Pulumi.dev.yaml:9",
		"network.peers":                           "[10.40.0.0/16] # Pulumi.dev.yaml:10",
		"network.flowLogs":                        "null # Pulumi.dev.yaml:12",
		"network.podCidr":                         "null # default of tier dev",
		"cluster.version":                         `"1.35" # default of tier dev`,
		"cluster.access":                          "{} # default of tier dev",
		"cluster.nodeGroups.app.maxPerZone":       "7 # Pulumi.dev.yaml:16",
		"cluster.nodeGroups.app.minPerZone":       "1 # default of tier dev",
		"cluster.nodeGroups.app.instanceTypes":    "[m6i.large, m6a.large, m5.large, m7i.large] # derived",
		"cluster.nodeGroups.system.instanceTypes": "[m5.large] # Pulumi.dev.yaml:19",
		"cluster.nodeGroups.spot":                 "null # Pulumi.dev.yaml:17",
	} {
		assert.Equal(t, want, shown[path], path)
	}
	assert.NotContains(t, shown, "cluster.nodeGroups.spot.capacity")
	assert.Len(t, shown, len(l.Settings()))
}

func TestExplainAlignsAndKeepsOneLineEach(t *testing.T) {
	var out strings.Builder
	l := load(t, "")
	require.NoError(t, l.Explain(&out))
	column := -1
	for line := range strings.Lines(out.String()) {
		at := strings.Index(line, " = ")
		if column < 0 {
			column = at
		}
		assert.Equal(t, column, at, line)
	}
	assert.Equal(t, len(l.Settings()), strings.Count(out.String(), "\n"))
}

func TestExplainReportsAFailedWrite(t *testing.T) {
	full := errors.New("disk full")
	assert.ErrorIs(t, load(t, "").Explain(failing{full}), full)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestOriginThroughTheEngine(t *testing.T) {
	l, err := config.FromStrings("dev", load(t, "  covetpy:network: {zones: 3}\n").Strings())
	require.NoError(t, err)
	assert.Equal(t, "stack configuration", l.Origin("network.zones"))
	assert.Equal(t, "default of tier dev", l.Origin("network.nat"))
	assert.Empty(t, l.Origin("network.nothing"))
}

func TestJSONHoldsValuesAndOrigins(t *testing.T) {
	l := load(t, "  covetpy:network: {zones: 3, flowLogs: null}\n")
	content, err := l.JSON()
	require.NoError(t, err)

	var got struct {
		Environment string
		Settings    []config.Setting
	}
	require.NoError(t, json.Unmarshal(content, &got))
	assert.Equal(t, "dev", got.Environment)
	assert.Len(t, got.Settings, len(l.Settings()))
	for _, want := range []config.Setting{
		{Path: "account", Value: "111122223333", Origin: "Pulumi.dev.yaml:3"},
		{Path: "network.zones", Value: 3.0, Origin: "Pulumi.dev.yaml:8"},
		{Path: "network.flowLogs", Value: nil, Origin: "Pulumi.dev.yaml:8"},
		{Path: "network.zoneIds", Value: []any{}, Origin: "default of tier dev"},
		{Path: "cluster.access", Value: map[string]any{}, Origin: "default of tier dev"},
	} {
		assert.Contains(t, got.Settings, want)
	}
}

func TestTextIsWhatAFileWouldSay(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"plain text":                {"single", "single"},
		"text that looks a number":  {"4100", `"4100"`},
		"text that looks a boolean": {"true", `"true"`},
		"text that looks a mapping": {"a: b", `"a: b"`},
		"text with a comment":       {"a # b", `"a # b"`},
		"empty text":                {"", `""`},
		"a choice":                  {config.NATNone, "none"},
		"a number":                  {config.Retention(7), "7"},
		"a list":                    {[]string{"a", "1"}, `[a, "1"]`},
		"an empty list":             {[]string{}, "[]"},
		"an empty map":              {map[string]string{}, "{}"},
		"what is off":               {nil, "null"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, config.Text(test.value)) })
	}
}
