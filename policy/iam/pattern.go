package iam

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/covetpy/platform/policy/truth"
)

// Symbols of a pattern that are no characters. Variables get the symbols below
// firstVariable, one for each name.
const (
	anyOne        rune = -1 // ?
	anyMany       rune = -2 // *
	anyPart       rune = -3 // a star that stays within one part of an ARN: no text writes it
	firstVariable rune = -4
)

// Pattern is a text with wildcards: an action or a resource of a statement, or a
// value of a condition. A policy variable in it stands for one text that is not
// known, so answers about it have three values.
type Pattern struct {
	Text    string
	symbols []rune
	names   []string // of the variables: names[i] is symbol firstVariable-i
}

// Compile reads a pattern. With variables, "${name}" is one, and "${*}", "${?}"
// and "${$}" are those characters; otherwise "$" is as plain as any other.
func Compile(text string, variables bool) Pattern {
	p := compile(text, variables, true)
	p.symbols = normal(p.symbols)
	return p
}

// compile reads a pattern. Without wild, wildcards are the characters that they
// are.
func compile(text string, variables, wild bool) Pattern {
	p := Pattern{Text: text, symbols: make([]rune, 0, len(text))}
	for i := 0; i < len(text); {
		if variables && strings.HasPrefix(text[i:], "${") {
			if end := strings.IndexByte(text[i:], '}'); end > 0 {
				p.variable(text[i+2 : i+end])
				i += end + 1
				continue
			}
			variables = false // no brace closes: what is left is plain text
		}
		r, size := decode(text[i:])
		switch {
		case wild && r == '*':
			p.symbols = append(p.symbols, anyMany)
		case wild && r == '?':
			p.symbols = append(p.symbols, anyOne)
		default:
			p.symbols = append(p.symbols, r)
		}
		i += size
	}
	return p
}

// compileParts reads a pattern whose stars do not reach over colons. Only a last
// star that is written twice does.
func compileParts(text string) Pattern {
	p := Compile(text, false)
	last := len(p.symbols) - 1
	for i, s := range p.symbols {
		if s == anyMany && (i < last || !strings.HasSuffix(text, "**")) {
			p.symbols[i] = anyPart
		}
	}
	p.Text = strings.ReplaceAll(text, "**", "*")
	return p
}

// CompileAction reads a pattern of actions, which have no case.
func CompileAction(text string) Pattern { return Compile(strings.ToLower(text), false) }

func (p *Pattern) variable(name string) {
	if name == "*" || name == "?" || name == "$" {
		p.symbols = append(p.symbols, rune(name[0]))
		return
	}
	name = strings.ToLower(strings.TrimSpace(name))
	i := slices.Index(p.names, name)
	if i < 0 {
		i = len(p.names)
		p.names = append(p.names, name)
	}
	p.symbols = append(p.symbols, variableSymbol(i))
}

// variableSymbol is the symbol of the variable of a number.
func variableSymbol(i int) rune {
	return firstVariable - rune(i) //nolint:gosec // no pattern has billions of variables
}

// normal puts the question marks of each run of wildcards before one star, so
// that patterns of one language look the same.
func normal(symbols []rune) []rune {
	out := symbols[:0]
	stars := 0
	for _, s := range symbols {
		switch {
		case s == anyMany:
			stars++
		case s == anyOne && stars > 0:
			out = append(out, anyOne)
		default:
			if stars > 0 {
				out = append(out, anyMany)
			}
			out, stars = append(out, s), 0
		}
	}
	if stars > 0 {
		out = append(out, anyMany)
	}
	return out
}

// HasVariables says whether a policy variable is in the pattern.
func (p Pattern) HasVariables() bool { return len(p.names) > 0 }

// Match says whether a text is of the pattern. With a variable it is Unknown,
// unless no value of the variable would do.
func (p Pattern) Match(text string) truth.Truth {
	loose := p.symbols
	if p.HasVariables() {
		loose = widened(p.symbols)
	}
	match := matchSymbols
	if slices.Contains(loose, anyPart) {
		match = func(symbols []rune, text string) bool { return meet(symbols, []rune(text)) }
	}
	switch {
	case !match(loose, text):
		return truth.No
	case p.HasVariables():
		return truth.Unknown
	default:
		return truth.Yes
	}
}

// Bind puts the values of variables that the context has into the pattern.
func (p Pattern) Bind(ctx Context) Pattern {
	if !p.HasVariables() {
		return p
	}
	bound := Pattern{Text: p.Text}
	for _, s := range p.symbols {
		if s > firstVariable {
			bound.symbols = append(bound.symbols, s)
			continue
		}
		name, fallback, _ := strings.Cut(p.names[firstVariable-s], ",")
		values, known := ctx.Get(strings.TrimSpace(name))
		fallback = strings.Trim(strings.TrimSpace(fallback), "'")
		switch {
		case len(values) == 1:
			bound.symbols = append(bound.symbols, []rune(values[0])...)
		case known && fallback != "":
			bound.symbols = append(bound.symbols, []rune(fallback)...)
		default:
			bound.variable(p.names[firstVariable-s])
		}
	}
	return bound
}

// widened puts a star in the place of every variable.
func widened(symbols []rune) []rune {
	out := slices.Clone(symbols)
	for i, s := range out {
		if s <= firstVariable {
			out[i] = anyMany
		}
	}
	return normal(out)
}

func isAll(symbols []rune) bool { return len(symbols) == 1 && symbols[0] == anyMany }

// matchSymbols is the wildcard match that goes back to the last star only: at
// most the product of both lengths, without recursion.
func matchSymbols(symbols []rune, text string) bool {
	s, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		r, size := decode(text[t:])
		switch {
		case s < len(symbols) && symbols[s] == anyMany:
			star, mark = s, t
			s++
		case s < len(symbols) && (symbols[s] == anyOne || symbols[s] == r):
			s++
			t += size
		case star >= 0:
			_, skipped := decode(text[mark:])
			mark += skipped
			s, t = star+1, mark
		default:
			return false
		}
	}
	for s < len(symbols) && symbols[s] == anyMany {
		s++
	}
	return s == len(symbols)
}

// matchAction is the match of a pattern and an action, neither of which has case,
// without compiling the pattern: it is asked for most often.
func matchAction(pattern, action string) bool { return glob(pattern, action, lower) }

// matchText is the match of a pattern without variables.
func matchText(pattern, text string) bool { return glob(pattern, text, same) }

func same(b byte) byte { return b }

// glob is matchSymbols on bytes. A question mark takes one character, of however
// many bytes.
func glob(pattern, text string, fold func(byte) byte) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == '?':
			_, size := decode(text[t:])
			p++
			t += size
		case p < len(pattern) && fold(pattern[p]) == fold(text[t]):
			p++
			t++
		case star >= 0:
			_, size := decode(text[mark:])
			mark += size
			p, t = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// Fixed is the text before the first wildcard or variable of a pattern.
func Fixed(pattern string) string {
	if i := strings.IndexAny(pattern, wildcards+"$"); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// wildcards are the characters that IAM reads as such.
const wildcards = "*?"

// decode is the first character of a text, and its length.
func decode(text string) (rune, int) {
	if text[0] < utf8.RuneSelf {
		return rune(text[0]), 1
	}
	return utf8.DecodeRuneInString(text)
}
