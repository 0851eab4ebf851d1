package limits

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/facts"
)

// Finder asks a provider for the limits of its inputs.
type Finder struct {
	Provider Provider
	// Spoken are the patterns in the sources of each resource type's service.
	Spoken func(token string) []Spoken
}

// answer is what the provider has against a value.
type answer struct {
	value   any
	reasons []string
}

// Find asks for the limits of one input.
func (f Finder) Find(ctx context.Context, leaf Leaf) (facts.Limits, error) {
	answers, err := f.ask(ctx, leaf, nil, odd(leaf.Type))
	if err != nil || !slices.ContainsFunc(answers, func(a answer) bool { return len(a.reasons) > 0 }) {
		return facts.Limits{}, err
	}
	answers, err = f.ask(ctx, leaf, answers, usual(leaf.Type))
	if err != nil {
		return facts.Limits{}, err
	}
	found := candidates(answers, f.Spoken(leaf.Token))
	// What was read is tried at its edges.
	answers, err = f.ask(ctx, leaf, answers, append(edges(leaf.Type, found), multiples(leaf.Type, answers)...))
	if err != nil {
		return facts.Limits{}, err
	}
	return judge(found, answers), nil
}

func (f Finder) ask(ctx context.Context, leaf Leaf, answers []answer, values []any) ([]answer, error) {
	for _, v := range values {
		reasons, err := ask(ctx, f.Provider, leaf, v)
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer{v, reasons})
	}
	return answers, nil
}

// candidate is one limit that the provider's reasons seem to state.
type candidate struct {
	facts.Limits

	// spoken is set for an expression that is known by the words of its refusal.
	spoken *Spoken
}

// candidates reads the reasons, each once.
func candidates(answers []answer, spoken []Spoken) []candidate {
	var out []candidate
	read := map[string]bool{}
	for _, a := range answers {
		for _, reason := range a.reasons {
			if read[reason] {
				continue
			}
			read[reason] = true
			for _, l := range parse(reason) {
				out = append(out, candidate{Limits: l})
			}
			for i, s := range spoken {
				if s.words.MatchString(reason) {
					out = append(out, candidate{facts.Limits{Patterns: []facts.Pattern{s.Pattern}}, &spoken[i]})
				}
			}
		}
	}
	return out
}

// judge joins the candidates that no answer contradicts: what one refuses, the
// provider refuses too, and what is refused in an expression's words, the
// expression refuses.
func judge(found []candidate, answers []answer) facts.Limits {
	var out facts.Limits
	for _, c := range found {
		if !slices.ContainsFunc(answers, c.contradictedBy) {
			out = joined(out, c.Limits)
		}
	}
	return out
}

func (c candidate) contradictedBy(a answer) bool {
	refuses := c.Refusal("", a.value) != ""
	if refuses {
		return len(a.reasons) == 0
	}
	return c.spoken != nil && slices.ContainsFunc(a.reasons, c.spoken.words.MatchString)
}

// joined holds for values that both take.
func joined(a, b facts.Limits) facts.Limits {
	switch {
	case len(a.OneOf) == 0:
		a.OneOf = b.OneOf
	case len(b.OneOf) > 0:
		a.OneOf = slices.DeleteFunc(slices.Clone(a.OneOf), func(v string) bool { return !slices.Contains(b.OneOf, v) })
	}
	a.Least, a.Most = pick(a.Least, b.Least, 1), pick(a.Most, b.Most, -1)
	a.Shortest, a.Longest = pick(a.Shortest, b.Shortest, 1), pick(a.Longest, b.Longest, -1)
	for _, p := range b.Patterns {
		same := func(known facts.Pattern) bool { return known.Expression == p.Expression && known.Not == p.Not }
		if !slices.ContainsFunc(a.Patterns, same) {
			a.Patterns = append(a.Patterns, p)
		}
	}
	if a.Format == "" {
		a.Format = b.Format
	}
	return a
}

// pick takes the greater bound for sign 1, the lesser for -1.
func pick[T int | float64](a, b *T, sign T) *T {
	if a == nil || b != nil && (*b-*a)*sign > 0 {
		return b
	}
	return a
}

// edges are values just within and just without what was read.
func edges(typ string, found []candidate) []any {
	var out []any
	add := func(v any) {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	for _, c := range found {
		for _, v := range c.OneOf {
			if typ == "string" {
				add(v)
				add(strings.ToLower(v))
				add(strings.ToUpper(v))
			} else if n, err := strconv.ParseFloat(v, 64); err == nil {
				add(n)
			}
		}
		for _, bound := range []*float64{c.Least, c.Most} {
			if bound != nil && typ != "string" {
				add(*bound - 1)
				add(*bound)
				add(*bound + 1)
			}
		}
		for _, bound := range []*int{c.Shortest, c.Longest} {
			if bound != nil && typ == "string" {
				for _, v := range lengths(*bound) {
					add(v)
				}
			}
		}
	}
	return out
}

var divisor = regexp.MustCompile(`divisible by (\d+)`)

// multiples are numbers that a validator would take for what divides them.
func multiples(typ string, answers []answer) []any {
	if typ == "string" {
		return nil
	}
	var out []any
	for _, a := range answers {
		for _, reason := range a.reasons {
			if found := divisor.FindStringSubmatch(reason); found != nil {
				if n, err := strconv.ParseFloat(found[1], 64); err == nil && !slices.Contains(out, any(n)) {
					out = append(out, n, 2*n)
				}
			}
		}
	}
	return out
}

// document is longer than what has a form of its own.
const document = 10_000

// lengths are strings of about a length, in the forms that patterns like.
func lengths(about int) []string {
	var out []string
	for n := max(0, about-1); n <= about+1; n++ {
		out = append(out, strings.Repeat("a", n))
		if about > document {
			continue
		}
		out = append(out, strings.Repeat("A", n), strings.Repeat("7", n))
		for _, start := range []string{"/", "arn:aws:iam::111122223333:role/", "alias/", "aws-waf-logs-", "custom-"} {
			if len(start) < n {
				out = append(out, start+strings.Repeat("a", n-len(start)))
			}
		}
	}
	return out
}
