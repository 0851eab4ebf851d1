package limits

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/facts"
)

// reading is one way in which validators speak.
type reading struct {
	words *regexp.Regexp
	limit func(found []string) facts.Limits
}

const numeral = `\(?(-?[\d.]+)\)?`

var readings = []reading{
	{regexp.MustCompile(`to be one of \[("[^\]]*)\], got`), func(f []string) facts.Limits { return facts.Limits{OneOf: quoted(f[1])} }},
	{regexp.MustCompile(`to be one of \[([-\d. ]+)\], got`), func(f []string) facts.Limits { return facts.Limits{OneOf: strings.Fields(f[1])} }},
	{regexp.MustCompile(`value must be one of: \[("[^\]]*)\], got`), func(f []string) facts.Limits { return facts.Limits{OneOf: quoted(f[1])} }},
	{regexp.MustCompile(`(?s)Invalid String Enum Value.*Valid Values: \[([^\]]*)\]`), func(f []string) facts.Limits { return facts.Limits{OneOf: strings.Split(f[1], " ")} }},
	{regexp.MustCompile(`to be one of '', 'true', or 'false', got`), func([]string) facts.Limits { return facts.Limits{OneOf: []string{"", "true", "false"}} }},

	{regexp.MustCompile(`expected length of \S+ to be in the range \((\d+) - (\d+)\)`), func(f []string) facts.Limits { return length(f[1], f[2]) }},
	{regexp.MustCompile(`string length must be between (\d+) and (\d+)`), func(f []string) facts.Limits { return length(f[1], f[2]) }},
	{regexp.MustCompile(`length must be between (\d+)-(\d+) characters`), func(f []string) facts.Limits { return length(f[1], f[2]) }},
	{regexp.MustCompile(`string length must be at least (\d+)`), func(f []string) facts.Limits { return length(f[1], "") }},
	{regexp.MustCompile(`string length must be at most (\d+)`), func(f []string) facts.Limits { return length("", f[1]) }},
	{regexp.MustCompile(`cannot be (?:longer|greater) than (\d+) characters?`), func(f []string) facts.Limits { return length("", f[1]) }},
	{regexp.MustCompile(`cannot be (?:shorter|less) than (\d+) characters?`), func(f []string) facts.Limits { return length(f[1], "") }},

	{regexp.MustCompile(`^expected \S+ to be in the range \(` + numeral + ` - ` + numeral + `\)`), func(f []string) facts.Limits { return bounds(f[1], f[2]) }},
	{regexp.MustCompile(`to be at between ` + numeral + ` and ` + numeral), func(f []string) facts.Limits { return bounds(f[1], f[2]) }},
	{regexp.MustCompile(`value must be between ` + numeral + ` and ` + numeral), func(f []string) facts.Limits { return bounds(f[1], f[2]) }},
	{regexp.MustCompile(`(?:to|must) be at least ` + numeral), func(f []string) facts.Limits { return bounds(f[1], "") }},
	{regexp.MustCompile(`(?:to|must) be at most ` + numeral), func(f []string) facts.Limits { return bounds("", f[1]) }},

	{regexp.MustCompile(`to match regular expression ("(?:[^"\\]|\\.)*")`), func(f []string) facts.Limits { return expression(f[1]) }},
	{regexp.MustCompile(`doesn't comply with restrictions \(("(?:[^"\\]|\\.)*")\)`), func(f []string) facts.Limits { return expression(f[1]) }},

	{regexp.MustCompile(`is an invalid ARN|must be a valid ARN`), func([]string) facts.Limits { return facts.Limits{Format: "arn"} }},
	{regexp.MustCompile(`contains an invalid JSON|not a valid JSON`), func([]string) facts.Limits { return facts.Limits{Format: "json"} }},
	{regexp.MustCompile(`is not a valid CIDR block|valid Value, got: .* with err: invalid CIDR|valid IPv. CIDR that represents a network address`), func([]string) facts.Limits { return facts.Limits{Format: "cidr"} }},
}

// parse reads the limits that a reason states outright.
func parse(reason string) []facts.Limits {
	var out []facts.Limits
	for _, r := range readings {
		if found := r.words.FindStringSubmatch(reason); found != nil {
			out = append(out, r.limit(found))
		}
	}
	return out
}

var quotedWord = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

func quoted(list string) []string {
	var out []string
	for _, word := range quotedWord.FindAllString(list, -1) {
		if plain, err := strconv.Unquote(word); err == nil {
			out = append(out, plain)
		}
	}
	return out
}

func length(shortest, longest string) facts.Limits {
	return facts.Limits{Shortest: parsed(shortest, strconv.Atoi), Longest: parsed(longest, strconv.Atoi)}
}

func bounds(least, most string) facts.Limits {
	number := func(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
	return facts.Limits{Least: parsed(least, number), Most: parsed(most, number)}
}

// parsed is nil for what is no number: "" where there is no such bound.
func parsed[T int | float64](s string, parse func(string) (T, error)) *T {
	if v, err := parse(s); err == nil {
		return &v
	}
	return nil
}

// expression reads a regular expression that the provider shows, in quotes.
func expression(shown string) facts.Limits {
	plain, err := strconv.Unquote(shown)
	if err != nil {
		return facts.Limits{}
	}
	return facts.Limits{Patterns: []facts.Pattern{{Expression: plain}}}
}
