package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// tick is a mark on an axis.
type tick struct {
	At    float64
	Label string
}

// axis maps values to pixels.
type axis struct {
	from, to    float64
	start, end  float64
	logarithmic bool
	ticks       []float64
	label       func(float64) string
}

// place is where a value is drawn. What is outside is drawn at the edge.
func (a axis) place(v float64) float64 {
	from, to := a.from, a.to
	v = min(max(v, from), to)
	if a.logarithmic {
		from, to, v = math.Log10(from), math.Log10(to), math.Log10(v)
	}
	return a.start + (v-from)/(to-from)*(a.end-a.start)
}

func (a axis) marks() []tick {
	var all []tick
	for _, v := range a.ticks {
		all = append(all, tick{At: a.place(v), Label: a.label(v)})
	}
	return all
}

// timeAxis has at most twelve ticks at round times.
func timeAxis(from, to time.Duration, start, end float64) axis {
	step := 7 * 24 * time.Hour
	for _, s := range []time.Duration{
		time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
		time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour, 48 * time.Hour,
	} {
		if to-from <= 12*s {
			step = s
			break
		}
	}
	a := axis{from: from.Seconds(), to: to.Seconds(), start: start, end: end}
	for t := from.Truncate(step); t <= to; t += step {
		if t >= from {
			a.ticks = append(a.ticks, t.Seconds())
		}
	}
	a.label = func(seconds float64) string {
		return Duration(time.Duration(seconds) * time.Second)
	}
	return a
}

// burnAxis is logarithmic, from a tenth of the speed that the budget bears to the
// power of ten above everything that is drawn.
func burnAxis(most, start, end float64) axis {
	a := axis{from: 0.1, to: 100, start: start, end: end, logarithmic: true}
	for a.to < most {
		a.to *= 10
	}
	for v := a.from; v <= a.to*1.01; v *= 10 {
		a.ticks = append(a.ticks, v)
	}
	a.label = func(v float64) string {
		if v == a.from {
			return "≤ " + times(v) // what is below is drawn at the edge
		}
		return times(v)
	}
	return a
}

// leftAxis is the budget that is left, from a round number below all values.
func leftAxis(least, start, end float64) axis {
	a := axis{from: 0.95, to: 1, start: start, end: end, label: Percent}
	step := 0.01
	for _, s := range []struct{ from, step float64 }{
		{0.9, 0.02}, {0.75, 0.05}, {0.5, 0.1}, {0, 0.2}, {-1, 0.5}, {-2, 0.5}, {-5, 1}, {-10, 2},
	} {
		if a.from <= least {
			break
		}
		a.from, step = s.from, s.step
	}
	for a.from > least {
		a.from, step = a.from*2, step*2
	}
	for i := 0; a.to-float64(i)*step >= a.from-1e-9; i++ {
		a.ticks = append(a.ticks, a.to-float64(i)*step)
	}
	return a
}

func times(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) + "×" }

// Percent writes a share of 1, to a tenth: "78.4 %".
func Percent(v float64) string {
	rounded := math.Round(v*1000) / 10
	if rounded == 0 {
		rounded = 0 // and not minus zero
	}
	return strings.Replace(strconv.FormatFloat(rounded, 'f', -1, 64), "-", "−", 1) + " %"
}

// Duration writes a time in whole units down to seconds: "1 d 10 h 12 min".
func Duration(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "−", -d
	}
	var parts []string
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		if n := d / u.size; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, u.name))
			d %= u.size
		}
	}
	if len(parts) == 0 {
		return "0"
	}
	return sign + strings.Join(parts, " ")
}
