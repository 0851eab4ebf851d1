package iam

import (
	"slices"

	"github.com/covetpy/platform/policy/truth"
)

// maxSteps bounds the search for an answer: inclusion of patterns can take
// exponentially many steps in odd ones, and nobody waits for those. Real ones take
// some thousands.
const maxSteps = 1 << 20

// Covers says whether every text of the other pattern is one of this, which is
// what "no wider than" means. Unknown when variables decide, or when finding out
// would take too long.
func (p Pattern) Covers(other Pattern) truth.Truth {
	if isAll(p.symbols) || p.Text == other.Text && slices.Equal(p.names, other.names) && slices.Equal(p.symbols, other.symbols) {
		return truth.Yes
	}
	covered, finished := includes(p.symbols, p.renamed(other))
	switch {
	case covered:
		return truth.Yes
	case !finished:
		return truth.Unknown
	case !p.HasVariables() && !other.HasVariables():
		return truth.No
	case p.Intersects(other) == truth.No:
		return truth.No
	default:
		return truth.Unknown
	}
}

// Intersects says whether some text is of both patterns. Unknown when that
// depends on a variable, or when finding out would take too long.
func (p Pattern) Intersects(other Pattern) truth.Truth {
	switch {
	case len(p.symbols)*len(other.symbols) > maxSteps:
		return truth.Unknown
	case !meet(widened(p.symbols), widened(other.symbols)):
		return truth.No
	case meet(p.symbols, p.renamed(other)):
		return truth.Yes
	default:
		return truth.Unknown
	}
}

// renamed are the other pattern's symbols, its variables numbered as here: the
// same variable has the same value on both sides.
func (p Pattern) renamed(other Pattern) []rune {
	if !other.HasVariables() {
		return other.symbols
	}
	names := slices.Clone(p.names)
	out := slices.Clone(other.symbols)
	for i, s := range out {
		if s > firstVariable {
			continue
		}
		name := other.names[firstVariable-s]
		n := slices.Index(names, name)
		if n < 0 {
			n = len(names)
			names = append(names, name)
		}
		out[i] = variableSymbol(n)
	}
	return out
}

// includes says whether every text of q is one of p. It follows q and keeps, at
// each step, the set of places where p can be. What a wildcard of q stands for is
// taken for a character that no pattern spells, as any other is met by p in more
// ways. A variable is such a character, too, which only a star of p takes.
func includes(p, q []rune) (yes, finished bool) {
	type state struct {
		at  int
		set string
	}
	first := make([]byte, len(p)+1)
	first[0] = 1
	start := state{0, closure(p, first)}
	queue, seen := []state{start}, map[state]bool{start: true}
	push := func(s state) {
		if !seen[s] {
			seen[s] = true
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		if len(seen)*(len(p)+1) > maxSteps {
			return false, false
		}
		now := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if now.at == len(q) {
			if now.set[len(p)] == 0 {
				return false, true
			}
			continue
		}
		switch q[now.at] {
		case anyMany:
			push(state{now.at + 1, now.set})
			push(state{now.at, step(p, now.set, anyOne)})
		case anyPart:
			push(state{now.at + 1, now.set})
			push(state{now.at, step(p, now.set, anyPart)})
		default:
			push(state{now.at + 1, step(p, now.set, q[now.at])})
		}
	}
	return true, true
}

// step is where p can be after one more symbol, of which anyOne stands for any
// character and anyPart for any but a colon. The set has a byte for each place.
func step(p []rune, set string, symbol rune) string {
	next := make([]byte, len(p)+1)
	for i, s := range p {
		switch {
		case set[i] == 0:
		case s == anyMany, s == anyPart && (symbol == anyPart || symbol >= 0 && symbol != ':'):
			next[i] = 1
		case s == anyPart:
		case s == symbol, s == anyOne && symbol > firstVariable:
			next[i+1] = 1
		}
	}
	return closure(p, next)
}

// closure adds the places behind stars, which may stand for nothing.
func closure(p []rune, set []byte) string {
	for i, s := range p {
		if isStar(s) && set[i] == 1 {
			set[i+1] = 1
		}
	}
	return string(set)
}

// meet says whether two patterns share a text, variables taken for characters.
func meet(p, q []rune) bool {
	// row[j] says whether p[i:] and q[j:] share a text.
	row := make([]bool, len(q)+1)
	for i := len(p); i >= 0; i-- {
		diagonal := false // row[j+1] of the line below
		for j := len(q); j >= 0; j-- {
			below := row[j]
			switch {
			case i == len(p) && j == len(q):
				row[j] = true
			case i < len(p) && isStar(p[i]):
				row[j] = below || j < len(q) && takes(p[i], q[j]) && row[j+1]
			case j < len(q) && isStar(q[j]):
				row[j] = row[j+1] || i < len(p) && takes(q[j], p[i]) && below
			case i < len(p) && j < len(q):
				row[j] = diagonal && overlap(p[i], q[j])
			default:
				row[j] = false
			}
			diagonal = below
		}
	}
	return row[0]
}

func isStar(symbol rune) bool { return symbol == anyMany || symbol == anyPart }

// takes says whether a star may stand for a symbol. Another star may be nothing,
// so it is in nobody's way.
func takes(star, symbol rune) bool {
	return star == anyMany || symbol > firstVariable && symbol != ':'
}

// overlap says whether two symbols, neither of them a star, share a character.
func overlap(a, b rune) bool {
	switch {
	case a == b:
		return true
	case a == anyOne:
		return b > firstVariable
	case b == anyOne:
		return a > firstVariable
	default:
		return false
	}
}
