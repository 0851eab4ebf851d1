package dashboards

// gridColumns is how wide Grafana's grid is (Grafana, dashboard JSON model,
// gridPos).
const gridColumns = 24

// headingHeight is what a row's title takes, and panelHeight what a panel takes
// unless its section says otherwise, in units of Grafana's grid of 30 pixels.
const (
	headingHeight = 1
	panelHeight   = 8
	numberHeight  = 4
)

// place is where something stands on the grid.
type place struct{ x, y, width, height int }

// section is panels under a heading, side by side.
type section struct {
	title string
	// across is how many panels share the width, 1 to 24.
	across int
	// height of each panel; zero is panelHeight.
	height int
	panels []panel
}

// arrange gives headings and panels their places from the top down. Panels fill
// line after line; those of a line share its width to the last column, so there is
// never a gap at its end, whatever their number. A section without panels takes no
// room.
func arrange(sections []section) (headings []place, panels [][]place) {
	y := 0
	for _, s := range sections {
		if len(s.panels) == 0 {
			headings, panels = append(headings, place{}), append(panels, nil)
			continue
		}
		headings = append(headings, place{0, y, gridColumns, headingHeight})
		y += headingHeight
		height := s.height
		if height == 0 {
			height = panelHeight
		}
		var places []place
		for left := len(s.panels); left > 0; left -= s.across {
			places = append(places, line(min(left, s.across), y, height)...)
			y += height
		}
		panels = append(panels, places)
	}
	return headings, panels
}

// line shares the grid's width among n panels.
func line(n, y, height int) []place {
	out := make([]place, n)
	for i := range out {
		from, to := i*gridColumns/n, (i+1)*gridColumns/n
		out[i] = place{from, y, to - from, height}
	}
	return out
}
