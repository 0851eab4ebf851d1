package dashboards

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestPanelsShareTheWidthOfTheirLine(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		sections []section
		headings []place
		panels   [][]place
	}{
		"two across, and one left takes a line of its own": {
			[]section{{across: 2, panels: make([]panel, 3)}},
			[]place{{0, 0, 24, 1}},
			[][]place{{{0, 1, 12, 8}, {12, 1, 12, 8}, {0, 9, 24, 8}}},
		},
		"what does not divide the grid fills it all the same": {
			[]section{{across: 5, height: 4, panels: make([]panel, 5)}},
			[]place{{0, 0, 24, 1}},
			[][]place{{{0, 1, 4, 4}, {4, 1, 5, 4}, {9, 1, 5, 4}, {14, 1, 5, 4}, {19, 1, 5, 4}}},
		},
		"a section without panels takes no room": {
			[]section{{across: 1, panels: make([]panel, 1)}, {across: 3}, {across: 1, height: 2, panels: make([]panel, 1)}},
			[]place{{0, 0, 24, 1}, {}, {0, 9, 24, 1}},
			[][]place{{{0, 1, 24, 8}}, nil, {{0, 10, 24, 2}}},
		},
		"nothing": {nil, nil, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			headings, panels := arrange(c.sections)
			assert.Equal(t, c.headings, headings)
			assert.Equal(t, c.panels, panels)
		})
	}
}

// TestNothingOverlapsAndNoLineHasAGap covers every cell of the grid at most once,
// and all of them down to the last panel.
func TestNothingOverlapsAndNoLineHasAGap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sections := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) section {
			return section{
				across: rapid.IntRange(1, gridColumns).Draw(t, "across"),
				height: rapid.IntRange(0, 12).Draw(t, "height"),
				panels: make([]panel, rapid.IntRange(0, 40).Draw(t, "panels")),
			}
		}), 1, 6).Draw(t, "sections")
		headings, panels := arrange(sections)
		covered, bottom := map[[2]int]int{}, 0
		for i, s := range sections {
			require.Len(t, panels[i], len(s.panels))
			for _, p := range append([]place{headings[i]}, panels[i]...) {
				require.True(t, p.x >= 0 && p.y >= 0 && p.x+p.width <= gridColumns, "%v is outside", p)
				for x := p.x; x < p.x+p.width; x++ {
					for y := p.y; y < p.y+p.height; y++ {
						covered[[2]int{x, y}]++
					}
				}
				bottom = max(bottom, p.y+p.height)
			}
		}
		require.Len(t, covered, gridColumns*bottom)
		for at, times := range covered {
			require.Equal(t, 1, times, "at %v", at)
		}
	})
}
