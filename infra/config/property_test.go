package config_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
)

// values draws what the engine may hand over for the two large keys, all of it
// right.
func values(t *rapid.T) map[string]string {
	some := func(name string, g *rapid.Generator[any]) map[string]any {
		if rapid.Bool().Draw(t, "has "+name) {
			return map[string]any{name: g.Draw(t, name)}
		}
		return nil
	}
	merged := func(parts ...map[string]any) map[string]any {
		out := map[string]any{}
		for _, p := range parts {
			maps.Copy(out, p)
		}
		return out
	}
	group := rapid.Custom(func(t *rapid.T) any {
		if rapid.IntRange(0, 9).Draw(t, "shape") == 0 {
			return map[string]any{}
		}
		return map[string]any{
			"capacity":     rapid.SampledFrom([]string{"on-demand", "spot"}).Draw(t, "capacity"),
			"architecture": rapid.SampledFrom([]string{"amd64", "arm64"}).Draw(t, "architecture"),
			"maxPerZone":   rapid.IntRange(1, 100).Draw(t, "maxPerZone"),
			"labels":       rapid.MapOf(rapid.StringMatching(`[a-z]{1,5}`), rapid.StringMatching(`[A-Za-z0-9]{0,5}`)).Draw(t, "labels"),
		}
	})
	network := merged(
		some("zones", rapid.IntRange(2, 4).AsAny()),
		some("nat", rapid.SampledFrom(config.NAT("").Values()).AsAny()),
		some("flowLogs", rapid.SampledFrom([]any{nil, map[string]any{}, map[string]any{"traffic": "ALL"}})),
		some("podCidr", rapid.SampledFrom([]any{nil, "100.64.0.0/16"})),
		some("peers", rapid.SliceOfDistinct(rapid.SampledFrom([]string{"10.40.0.0/16", "10.50.0.0/16", "10.60.0.0/16"}), rapid.ID).AsAny()),
	)
	groups := rapid.MapOf(rapid.StringMatching(`[a-z][a-z0-9]{0,8}`), group).Draw(t, "groups")
	out := map[string]string{
		"covetpy:tier": rapid.SampledFrom(config.Tier("").Values()).Draw(t, "tier"),
	}
	for key, value := range map[string]any{"network": network, "cluster": map[string]any{"nodeGroups": groups}} {
		text, err := json.Marshal(value)
		require.NoError(t, err)
		out["covetpy:"+key] = string(text)
	}
	return out
}

// file writes what the engine would hand over as a file that means the same.
func file(values map[string]string) string {
	var b strings.Builder
	b.WriteString(strings.Replace(minimal, "  covetpy:tier: dev\n", "", 1))
	for key, value := range values {
		fmt.Fprintf(&b, "  %s: %s\n", key, value)
	}
	return b.String()
}

func TestAFileAndTheEngineMeanTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l, err := config.Load(write(t, file(values(rt))), "dev")
		require.NoError(rt, err)
		again, err := config.FromStrings("dev", l.Strings())
		require.NoError(rt, err)
		assert.Equal(rt, l.Config, again.Config)
		assert.Equal(rt, l.Strings(), again.Strings())
		for _, s := range l.Settings() {
			assert.NotEmpty(rt, s.Origin, s.Path)
		}
	})
}

// TestNothingWrittenByHandPanics feeds the decoder structures of any shape. It
// must find faults, each in full, or take the value.
func TestNothingWrittenByHandPanics(t *testing.T) {
	keys := rapid.OneOf(
		rapid.SampledFrom([]string{"network", "cluster", "zones", "nodeGroups", "app", "taints", "flowLogs", "lists", "<<", "1"}),
		rapid.String(),
	)
	scalars := rapid.OneOf(
		rapid.String().AsAny(), rapid.Int().AsAny(), rapid.Float64Range(-1e9, 1e9).AsAny(), rapid.Bool().AsAny(), rapid.Just[any](nil),
	)
	var tree func(depth int) *rapid.Generator[any]
	tree = func(depth int) *rapid.Generator[any] {
		if depth == 0 {
			return scalars
		}
		return rapid.OneOf(scalars, rapid.SliceOfN(tree(depth-1), 0, 3).AsAny(), rapid.MapOfN(keys, tree(depth-1), 0, 3).AsAny())
	}
	rapid.Check(t, func(t *rapid.T) {
		given := map[string]string{"covetpy:tier": "dev"}
		for _, key := range []string{"network", "cluster", "account", "protect"} {
			text, err := json.Marshal(tree(4).Draw(t, key))
			require.NoError(t, err)
			given["covetpy:"+key] = string(text)
		}
		_, err := config.FromStrings("dev", given)
		require.Error(t, err, "required values are missing")
		for _, f := range fault.Of(err) {
			assert.NotEmpty(t, f.Path)
			assert.NotEmpty(t, f.Accepted)
			assert.NotContains(t, f.Error(), "\n")
		}
	})
}
