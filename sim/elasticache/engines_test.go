package elasticache

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVersionsAreFound(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct{ engine, version, want string }{
		"one of Valkey":            {valkey, "8.1", "8.1.0"},
		"the newest of Redis OSS":  {redis, "", "7.1.0"},
		"the newest of a major":    {redis, "6.x", "6.2.6"},
		"one that was never":       {valkey, "7.1", ""},
		"another engine's version": {redis, "8.1", ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			at := position(tt.engine, tt.version)
			if tt.want == "" {
				assert.Equal(t, -1, at)
				return
			}
			require.GreaterOrEqual(t, at, 0)
			assert.Equal(t, tt.want, releases[at].actual)
		})
	}
}

func TestNodeTypes(t *testing.T) {
	t.Parallel()
	for nodeType, want := range map[string]string{
		"cache.t4g.micro": "t4g", "cache.r7g.16xlarge": "r7g", "cache.r6gd.xlarge": "r6gd",
		"cache.r6gd.large": "", "cache.t4g.large": "", "cache.t2.micro": "", "db.t4g.micro": "", "cache.t4g": "",
	} {
		assert.Equal(t, want, machine(nodeType), nodeType)
	}
}

func TestParametersComeAndGoWithTheFamily(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct{ family, name, value, want string }{
		"a new one in time":        {"valkey9", "cluster-databases", "16", ""},
		"a new one too early":      {"valkey8", "cluster-databases", "16", "Parameter cluster-databases doesn't exist"},
		"an old one in time":       {"redis6.x", "zset-max-ziplist-value", "64", ""},
		"an old one too late":      {"redis7", "zset-max-ziplist-value", "64", "Parameter zset-max-ziplist-value doesn't exist"},
		"one of Redis OSS 7":       {"valkey7", "lazyfree-lazy-expire", "yes", ""},
		"that Valkey 8 lost":       {"valkey8", "lazyfree-lazy-expire", "yes", "Parameter lazyfree-lazy-expire doesn't exist"},
		"no number":                {"valkey8", "maxmemory-samples", "few", "Parameter maxmemory-samples has an invalid value: few"},
		"a number out of bounds":   {"valkey8", "active-defrag-cycle-max", "76", "Parameter active-defrag-cycle-max has an invalid value: 76"},
		"a number without an end":  {"valkey8", "slowlog-log-slower-than", "1000000", ""},
		"never disconnect anybody": {"valkey8", "timeout", "0", ""},
		"capitals":                 {"valkey8", "Maxmemory-Policy", "noeviction", ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, wrongParameter(tt.family, tt.name, tt.value))
		})
	}
}

func TestAccessStrings(t *testing.T) {
	t.Parallel()
	for access, want := range map[string]string{
		"on ~* +@all":                              "",
		"off -@all":                                "",
		"on %R~app:* &* -@all +@read -flushall":    "",
		"on -@all +@all -@dangerous (~tmp:* +get)": "",
		"":                          "The access-string is invalid.",
		"on everything":             "The access-string is invalid.",
		"on ~* +@everything":        "Access string contains invalid category(s)",
		"on nopass ~* +@all":        "Password rules are not supported in Elasticache access string",
		"on >sixteen-letters-! ~*":  "Password rules are not supported in Elasticache access string",
		"reset on ~* +@all":         "reset rule is not supported in Elasticache user api",
		"on resetchannels ~* +@all": "reset rule is not supported in Elasticache user api",
	} {
		assert.Equal(t, want, wrongAccess(access), access)
	}
}
