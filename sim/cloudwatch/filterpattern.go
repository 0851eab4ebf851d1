package cloudwatch

import (
	"regexp"
	"strings"
)

// structured are the patterns that look into fields: of JSON, or of a line split at
// spaces. Only those have values to tell apart. Source: CloudWatch Logs user guide,
// "Filter pattern syntax for metric filters".
func structured(pattern string) bool {
	pattern = strings.TrimSpace(pattern)
	return strings.HasPrefix(pattern, "{") || strings.HasPrefix(pattern, "[")
}

// validPattern is true for what CloudWatch Logs takes as a filter pattern: nothing,
// a condition on JSON in braces, on fields in brackets, or terms.
func validPattern(pattern string) bool {
	pattern = strings.TrimSpace(pattern)
	switch {
	case strings.HasPrefix(pattern, "{"):
		inner, closed := strings.CutSuffix(pattern[1:], "}")
		p := &filterParser{rest: inner, operand: jsonOperand}
		return closed && p.whole()
	case strings.HasPrefix(pattern, "["):
		inner, closed := strings.CutSuffix(pattern[1:], "]")
		return closed && validFields(inner)
	default:
		return terms.MatchString(pattern)
	}
}

const (
	quotedText = `"(?:[^"\\]|\\.)*"`
	regexText  = `%(?:[^%\\]|\\.)+%`
	number     = `-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`
	// selector names a field of JSON: $.a.b[0]["c d"].
	selector = `\$(?:\.(?:[\w*-]+)|\[(?:\d+|\*|"[^"]*")\])+`
)

var (
	// terms are words of letters, digits and underscores; anything else has to be in
	// quotation marks. "?" makes one optional, "-" forbids it.
	terms = regexp.MustCompile(`^\s*(?:[?-]?(?:\w+|` + quotedText + `|` + regexText + `)(?:\s+|$))*$`)
	// jsonOperand compares a field: with a text or a number, or looks what it is.
	jsonOperand = regexp.MustCompile(`^` + selector + `\s*(?:(?:<=|>=|<|>)\s*` + number + `|(?:=|!=)\s*(?:` + quotedText + `|` + regexText + `|[\w.*:/+-]+)|\s(?:IS\s+(?:TRUE|FALSE|NULL)|NOT\s+EXISTS))`)
	// fieldOperand does so in a field of a line.
	fieldOperand = regexp.MustCompile(`^[\w-]+\s*(?:(?:<=|>=|<|>)\s*` + number + `|(?:=|!=)\s*(?:` + quotedText + `|` + regexText + `|[\w.*:/+-]+))`)
	plainField   = regexp.MustCompile(`^\s*(?:[\w-]+|\.\.\.)\s*$`)
)

// filterParser reads conditions joined by && and ||.
type filterParser struct {
	rest    string
	operand *regexp.Regexp
}

func (p *filterParser) take(prefix string) bool {
	p.rest = strings.TrimLeft(p.rest, " \t\n")
	rest, ok := strings.CutPrefix(p.rest, prefix)
	if ok {
		p.rest = rest
	}
	return ok
}

func (p *filterParser) whole() bool { return p.condition() && strings.TrimSpace(p.rest) == "" }

func (p *filterParser) condition() bool {
	for {
		switch {
		case p.take("("):
			if !p.condition() || !p.take(")") {
				return false
			}
		default:
			found := p.operand.FindString(p.rest)
			if found == "" {
				return false
			}
			p.rest = p.rest[len(found):]
		}
		if !p.take("&&") && !p.take("||") {
			return true
		}
	}
}

// validFields looks at the fields of a line: names, of which some have a condition.
func validFields(inner string) bool {
	for _, field := range splitFields(inner) {
		if plainField.MatchString(field) {
			continue
		}
		p := &filterParser{rest: strings.TrimSpace(field), operand: fieldOperand}
		if !p.whole() {
			return false
		}
	}
	return true
}

// splitFields at commas outside quotation marks.
func splitFields(inner string) []string {
	quoted := false
	return strings.FieldsFunc(inner+",", func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ',' && !quoted
	})
}
