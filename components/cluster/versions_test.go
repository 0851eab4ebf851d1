package cluster

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
)

func TestVersions(t *testing.T) {
	lastDay := day(2026, time.December, 2)
	tests := map[string]struct {
		version, reason string
		asOf            time.Time
		faults          []string
		support         string
	}{
		"a version in its standard support needs nothing": {
			version: "1.35", asOf: today(), support: "STANDARD",
		},
		"a version is supported on its last day, to the last hour": {
			version: "1.34", asOf: lastDay.Add(23*time.Hour + 59*time.Minute), support: "STANDARD",
		},
		"a version past its standard support is refused": {
			version: "1.33", asOf: today(), support: "EXTENDED",
			faults: []string{"version: found 1.33, accepted: 1.34, 1.35 or 1.36, or a supportReason: the standard support of 1.33 ended on 2026-07-29 and its control plane now costs six times as much"},
		},
		"a version past its standard support is accepted for a reason": {
			version: "1.33", reason: "the billing service needs an API that 1.34 drops", asOf: today(), support: "EXTENDED",
		},
		"blanks are no reason": {
			version: "1.34", reason: "  ", asOf: lastDay.AddDate(0, 0, 1), support: "EXTENDED",
			faults: []string{"version: found 1.34, accepted: 1.35 or 1.36, or a supportReason: the standard support of 1.34 ended on 2026-12-02 and its control plane now costs six times as much"},
		},
		"a reason does not bring a version back from beyond its extended support": {
			version: "1.33", reason: "we like it", asOf: day(2027, time.July, 30), support: "EXTENDED",
			faults: []string{"version: found 1.33, accepted: 1.36; 1.33 left extended support on 2027-07-29"},
		},
		"a reason for a version that needs none changes nothing": {
			version: "1.36", reason: "left over from last year", asOf: today(), support: "STANDARD",
		},
		"an unknown version names the known ones": {
			version: "1.2", asOf: today(), support: "STANDARD",
			faults: []string{"version: found 1.2, accepted: 1.33, 1.34, 1.35 or 1.36"},
		},
		"a missing version names the known ones": {
			asOf: today(), support: "STANDARD",
			faults: []string{"version: missing, accepted: 1.33, 1.34, 1.35 or 1.36"},
		},
		"without a day nothing can be judged": {
			version: "1.36", support: "STANDARD",
			faults: []string{"asOf: missing, accepted: the day that support is judged by"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var c fault.Check
			checkVersion(&c, tt.version, tt.reason, tt.asOf)
			assert.Equal(t, tt.faults, lines(c.Faults()))
			assert.Equal(t, tt.support, supportType(tt.version, tt.asOf))
		})
	}
}

// Support only ever ends: what is accepted without a reason on a day was
// accepted on every day before.
func TestSupportOnlyEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		version := rapid.SampledFrom(Releases()).Draw(t, "version")
		early := day(2026, time.January, 1).AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, "early"))
		late := early.AddDate(0, 0, rapid.IntRange(0, 900).Draw(t, "later"))
		var before, after fault.Check
		checkVersion(&before, version, "", early)
		checkVersion(&after, version, "", late)
		if len(after.Faults()) == 0 {
			assert.Empty(t, before.Faults())
			assert.Equal(t, "STANDARD", supportType(version, early))
		}
	})
}

func TestEveryReleaseHasItsEssentialAddons(t *testing.T) {
	keys := map[string]bool{}
	for version := range pins() {
		keys[version] = true
	}
	for _, version := range Releases() {
		assert.True(t, keys[version], "no add-ons for %s", version)
		delete(keys, version)
		for _, addon := range installed(nil) {
			assert.NotEmpty(t, pins()[version][addon], "%s for %s", addon, version)
		}
	}
	assert.Empty(t, keys, "add-ons for versions that are not on offer")
}

func lines(fs fault.Faults) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Error())
	}
	return out
}
