package reach

import "slices"

// point is a place on a line that sets are made of: an address or a port.
type point[P any] interface {
	Compare(other P) int
	// succ and pred are the neighbours; there is none at the end of a line.
	succ() (P, bool)
	pred() (P, bool)
}

// span is an interval with both ends in it.
type span[P point[P]] struct{ from, to P }

// set is a set of points: sorted spans that neither overlap nor touch. The zero
// value is empty. Sets are never changed once made, so they may share spans.
type set[P point[P]] struct{ spans []span[P] }

func setOf[P point[P]](spans ...span[P]) set[P] {
	sorted := slices.Clone(spans)
	sorted = slices.DeleteFunc(sorted, func(s span[P]) bool { return s.from.Compare(s.to) > 0 })
	slices.SortFunc(sorted, func(a, b span[P]) int { return a.from.Compare(b.from) })
	var out []span[P]
	for _, s := range sorted {
		last := len(out) - 1
		if last >= 0 && meets(out[last], s) {
			if s.to.Compare(out[last].to) > 0 {
				out[last].to = s.to
			}
			continue
		}
		out = append(out, s)
	}
	return set[P]{out}
}

// meets says whether b, which begins no earlier than a, overlaps a or follows it
// without a gap.
func meets[P point[P]](a, b span[P]) bool {
	if b.from.Compare(a.to) <= 0 {
		return true
	}
	next, ok := a.to.succ()
	return ok && next.Compare(b.from) == 0
}

func (s set[P]) empty() bool { return len(s.spans) == 0 }

func (s set[P]) equal(o set[P]) bool {
	return slices.EqualFunc(s.spans, o.spans, func(a, b span[P]) bool {
		return a.from.Compare(b.from) == 0 && a.to.Compare(b.to) == 0
	})
}

func (s set[P]) union(o set[P]) set[P] {
	switch {
	case s.empty():
		return o
	case o.empty():
		return s
	}
	return setOf(slices.Concat(s.spans, o.spans)...)
}

func (s set[P]) intersect(o set[P]) set[P] {
	var out []span[P]
	for i, j := 0, 0; i < len(s.spans) && j < len(o.spans); {
		a, b := s.spans[i], o.spans[j]
		both := span[P]{from: later(a.from, b.from), to: earlier(a.to, b.to)}
		if both.from.Compare(both.to) <= 0 {
			out = append(out, both)
		}
		if a.to.Compare(b.to) < 0 {
			i++
		} else {
			j++
		}
	}
	return set[P]{out}
}

func (s set[P]) minus(o set[P]) set[P] {
	var out []span[P]
	j := 0
	for _, rest := range s.spans {
		for j < len(o.spans) && o.spans[j].to.Compare(rest.from) < 0 {
			j++
		}
		left := true
		for k := j; k < len(o.spans) && o.spans[k].from.Compare(rest.to) <= 0; k++ {
			if end, ok := o.spans[k].from.pred(); ok && rest.from.Compare(end) <= 0 {
				out = append(out, span[P]{rest.from, end})
			}
			next, ok := o.spans[k].to.succ()
			if !ok || next.Compare(rest.to) > 0 {
				left = false
				break
			}
			rest.from = later(rest.from, next)
		}
		if left {
			out = append(out, rest)
		}
	}
	return set[P]{out}
}

// within says whether every point of s is in o.
func (s set[P]) within(o set[P]) bool { return s.minus(o).empty() }

func later[P point[P]](a, b P) P {
	if a.Compare(b) >= 0 {
		return a
	}
	return b
}

func earlier[P point[P]](a, b P) P {
	if a.Compare(b) <= 0 {
		return a
	}
	return b
}
