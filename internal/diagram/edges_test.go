package diagram

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// set reads "ab bc" as arrows from a to b and from b to c.
func set(arrows ...string) edges {
	out := edges{}
	for _, a := range arrows {
		out[edge{a[:1], a[1:]}] = true
	}
	return out
}

func TestAnArrowThatFollowsFromOthersIsLeftOut(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ all, want edges }{
		"nothing":                         {set(), set()},
		"one":                             {set("ab"), set("ab")},
		"a chain":                         {set("ab", "bc"), set("ab", "bc")},
		"a chain and its short cut":       {set("ab", "bc", "ac"), set("ab", "bc")},
		"a short cut of three":            {set("ab", "bc", "cd", "ad", "bd"), set("ab", "bc", "cd")},
		"two ways, neither of them short": {set("ab", "ac", "bd", "cd"), set("ab", "ac", "bd", "cd")},
		"two that need each other":        {set("ab", "ba"), set("ab", "ba")},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.all.reduce())
		})
	}
}

// TestWhatIsLeftLeadsWhereAllDid holds for any arrows that do not go round.
func TestWhatIsLeftLeadsWhereAllDid(t *testing.T) {
	t.Parallel()
	const names = "abcdefg"
	rapid.Check(t, func(t *rapid.T) {
		all := edges{}
		for i := range names {
			for j := i + 1; j < len(names); j++ {
				if rapid.Bool().Draw(t, names[i:i+1]+names[j:j+1]) {
					all[edge{names[i : i+1], names[j : j+1]}] = true
				}
			}
		}
		left := all.reduce()
		for x := range all {
			require.True(t, left.reaches(x.from, x.to, map[string]bool{}), "%v of %v", x, left)
		}
		for x := range left {
			require.Contains(t, all, x)
			without := edges{}
			for y := range left {
				without[y] = y != x
			}
			delete(without, x)
			require.False(t, without.reaches(x.from, x.to, map[string]bool{}), "%v of %v is one too many", x, left)
		}
	})
}

func TestTheGroundIsWhatManyTakeFromAndWhatThatNeeds(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		all  edges
		want map[string]bool
	}{
		"nothing":              {set(), map[string]bool{}},
		"three take":           {set("ab", "ac", "ad"), map[string]bool{}},
		"four take":            {set("ab", "ac", "ad", "ae"), map[string]bool{"a": true}},
		"what it needs, too":   {set("ab", "ac", "ad", "ae", "ya", "zy"), map[string]bool{"a": true, "y": true, "z": true}},
		"who takes is not one": {set("ab", "ac", "ad", "ae", "ef"), map[string]bool{"a": true}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.all.ground())
		})
	}
}
