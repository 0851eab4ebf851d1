package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

func TestTheNetworkOfEveryEnvironmentIsProved(t *testing.T) {
	home := here(t)
	for _, environment := range []string{"dev", "staging", "prod"} {
		got := platform("policy", "prove", "network", environment, "--offline")
		require.Equal(t, ExitOK, got.code, got.out+got.err)
		assert.Equal(t, 4, strings.Count(got.out, "\nholds  "), got.out)
		assert.NotContains(t, got.out, "perhaps", "a preview tells all of it")
		assert.Regexp(t, `(?s)to edge-load-balancer\n  internet IPv4 +tcp 80, 443\n.*to nodes\n  edge-load-balancer +tcp 8000\n`, got.out)
		assert.NotContains(t, got.out, "to database\n  internet")
		for line := range strings.Lines(got.out) {
			assert.LessOrEqual(t, len(strings.TrimSuffix(line, "\n")), 100, line)
		}
	}
	require.NoDirExists(t, home, "a proof takes no state")
}

func TestAWayIsExplained(t *testing.T) {
	here(t)
	got := platform("policy", "prove", "network", "prod", "--why", "cache", "database")
	require.Equal(t, answer{ExitBadInput, "", got.err}, got)
	assert.Contains(t, got.err, `prove network: "cache" names 2 sources; there are internet IPv4, `)

	got = platform("policy", "prove", "network", "prod", "--why", "PROXY", "database")
	require.Equal(t, ExitOK, got.code, got.err)
	assert.Equal(t, `database-proxy reaches database: tcp 5432
  listens     database listens on tcp 5432
  egress      database-proxy-to-cluster: tcp 5432 to database-cluster
  network ACL network-data let all traffic through, and replies back
  ingress     database-cluster-from-proxy: tcp 5432 from database-proxy
`, got.out)

	got = platform("policy", "prove", "network", "prod", "--why", "internet IPv4", "cache-sessions")
	assert.Equal(t, "internet IPv4 does not reach cache-sessions\n"+
		"  listens     cache-sessions listens on tcp 6379\n"+
		"  address     cache-sessions has no public address\n", got.out)

	got = platform("policy", "prove", "network", "prod", "--why")
	assert.Contains(t, got.out, "      ingress     edge-pods-8000: tcp 8000 from edge-load-balancer\n")
}

func TestAProofOfNothingIsRefused(t *testing.T) {
	here(t)
	for _, args := range [][]string{{}, {"dev", "nodes", "database"}, {"dev", "--why", "nodes"}, {"dev", "--offline=false"}, {"nowhere"}} {
		assert.Equal(t, ExitBadInput, platform(append([]string{"policy", "prove", "network"}, args...)...).code, "%v", args)
	}
}

// copies is a stack several times in one, under other names.
func copies(s *rule.Stack, n int) *rule.Stack {
	var all []*rule.Resource
	for i := range n {
		suffix := strings.Repeat("x", i)
		for _, r := range s.All() {
			other := r.With(r.Properties)
			other.URN, other.Name = r.URN.Rename(r.Name+suffix), r.Name+suffix
			other.Dependencies = map[string][]resource.URN{}
			for property, urns := range r.Dependencies {
				for _, u := range urns {
					other.Dependencies[property] = append(other.Dependencies[property], u.Rename(u.Name()+suffix))
				}
			}
			all = append(all, other)
		}
	}
	return rule.NewStack(all)
}

func BenchmarkNetworkOfProduction(b *testing.B) {
	b.Chdir("../..")
	_, loaded, err := openEnvironment("prod")
	require.NoError(b, err)
	recorded, err := offline.Record(b.Context(), loaded, time.Now())
	require.NoError(b, err)
	for name, s := range map[string]*rule.Stack{"one": recorded.Stack, "ten": copies(recorded.Stack, 10)} {
		b.Run("read of "+name, func(b *testing.B) {
			for b.Loop() {
				reach.New(s)
			}
		})
		b.Run("matrix of "+name, func(b *testing.B) {
			for b.Loop() {
				reach.New(s).Matrix()
			}
		})
	}
}
