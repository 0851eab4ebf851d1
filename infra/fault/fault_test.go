package fault_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
)

func TestAFaultReadsAsOneLine(t *testing.T) {
	cases := map[string]struct {
		fault fault.Fault
		want  string
	}{
		"a value that is not accepted": {
			fault: fault.Fault{Path: "network.zones", Found: "9", Accepted: "2 to 4"},
			want:  "network.zones: found 9, accepted: 2 to 4",
		},
		"a value that is missing": {
			fault: fault.Fault{Path: "owner", Accepted: "a team's name"},
			want:  "owner: missing, accepted: a team's name",
		},
		"a value from a file": {
			fault: fault.Fault{Path: "netwrok", Found: "netwrok", Accepted: "network", Where: "Pulumi.dev.yaml:3"},
			want:  "Pulumi.dev.yaml:3: netwrok: found netwrok, accepted: network",
		},
		"nothing to accept instead": {
			fault: fault.Fault{Path: "peers[0]", Found: "10.0.0.0/16"},
			want:  "peers[0]: found 10.0.0.0/16",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, c.fault.Error())
		})
	}
}

func TestChecksGatherFaultsInTheOrderOfPaths(t *testing.T) {
	var c fault.Check
	c.Require(true, "fine", 1, "anything")
	c.Require(false, "zones", 9, "2 to 4")
	c.Add("cidr", nil, "a private range")
	c.Add("empty", "", "something")
	c.Join("flowLogs", fault.Faults{{Path: "retentionDays", Found: "0"}})
	c.Join("", fault.Faults{{Path: "nat", Found: "two"}})

	want := fault.Faults{
		{Path: "cidr", Accepted: "a private range"},
		{Path: "empty", Accepted: "something"},
		{Path: "flowLogs.retentionDays", Found: "0"},
		{Path: "nat", Found: "two"},
		{Path: "zones", Found: "9", Accepted: "2 to 4"},
	}
	assert.Equal(t, want, c.Faults())
	assert.EqualError(t, c.Err(), "cidr: missing, accepted: a private range\n"+
		"empty: missing, accepted: something\n"+
		"flowLogs.retentionDays: found 0\n"+
		"nat: found two\n"+
		"zones: found 9, accepted: 2 to 4")
}

func TestNothingWrongIsNoError(t *testing.T) {
	var c fault.Check
	c.Require(true, "fine", 1, "anything")
	assert.Nil(t, c.Faults())
	require.NoError(t, c.Err())
	assert.NoError(t, fault.Faults{}.Err())
}

func TestFaultsAreFoundInAnErrorThatWrapsThem(t *testing.T) {
	faults := fault.Faults{{Path: "zones", Found: "9"}}
	assert.Equal(t, faults, fault.Of(fmt.Errorf("load dev: %w", faults.Err())))
	assert.Nil(t, fault.Of(errors.New("disk full")))
	assert.Nil(t, fault.Of(nil))
}

func TestUnderLeavesTheOriginalAlone(t *testing.T) {
	original := fault.Faults{{Path: "zones"}, {Path: "cidr"}}
	assert.Equal(t, fault.Faults{{Path: "network.zones"}, {Path: "network.cidr"}}, original.Under("network"))
	assert.Equal(t, fault.Faults{{Path: "zones"}, {Path: "cidr"}}, original)
}

// However many faults there are, and in whatever order they were found, each is
// reported once and the report is the same.
func TestEveryFaultIsReportedInOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paths := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,6}(\.[a-z]{1,6})?`), 1, 8, rapid.ID).Draw(t, "paths")
		report := func(paths []string) string {
			var c fault.Check
			for _, p := range paths {
				c.Add(p, "x", "y")
			}
			return c.Err().Error()
		}
		want := report(paths)
		if got := report(rapid.Permutation(paths).Draw(t, "order")); got != want {
			t.Fatalf("%s\nis not\n%s", got, want)
		}
		slices.Sort(paths)
		for i, line := range strings.Split(want, "\n") {
			require.Equal(t, paths[i]+": found x, accepted: y", line)
		}
	})
}
