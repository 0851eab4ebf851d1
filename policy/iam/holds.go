package iam

import (
	"bytes"
	"encoding/base64"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/policy/truth"
)

// Holds says whether a request with this context meets the condition. Unknown
// when the context does not say, when a value has a variable without a value, or
// when a value is none that the operator can read.
func (c Condition) Holds(ctx Context) truth.Truth {
	op, known := parseOperator(c.Operator)
	if !known {
		return truth.Unknown
	}
	values, known := ctx.Get(c.Key)
	switch {
	case !known:
		return c.holdsUnseen(op)
	case op.base == "null":
		return c.holdsNull(len(values) == 0)
	case len(values) == 0:
		// A negated operator is met by a request without the key, like IfExists.
		return truth.Of(op.optional() || op.negated && op.over == plain)
	}
	each := make([]truth.Truth, len(values))
	for i, v := range values {
		each[i] = c.meets(op, v, ctx)
	}
	if op.over == allValues || op.over == plain && op.negated {
		return truth.And(each...)
	}
	return truth.Or(each...)
}

// holdsUnseen answers when nothing is known about the key.
func (c Condition) holdsUnseen(op operator) truth.Truth {
	if len(c.Values) == 0 && !op.negated && op.base != "null" && !op.optional() {
		return truth.No // nothing to be equal to
	}
	return truth.Unknown
}

// holdsNull is the operator that asks whether the key is missing.
func (c Condition) holdsNull(missing bool) truth.Truth {
	out := make([]truth.Truth, len(c.Values))
	for i, v := range c.Values {
		switch strings.ToLower(v) {
		case "true":
			out[i] = truth.Of(missing)
		case "false":
			out[i] = truth.Of(!missing)
		}
	}
	return truth.Or(out...)
}

// meets compares one value of the request with those of the condition: any will
// do, and where the operator is negated, none may.
func (c Condition) meets(op operator, value string, ctx Context) truth.Truth {
	out := make([]truth.Truth, len(c.Values))
	for i, want := range c.Values {
		out[i] = c.compare(op.base, want, value, ctx)
	}
	if op.negated {
		return truth.Not(truth.Or(out...))
	}
	return truth.Or(out...)
}

func (c Condition) compare(base, want, value string, ctx Context) truth.Truth {
	switch base {
	case "stringequals", "stringequalsignorecase", "stringlike", "arnlike":
		return c.compareText(base, want, value, ctx)
	case "bool":
		return truth.Of(strings.EqualFold(want, value))
	case "binaryequals":
		w, errWant := base64.StdEncoding.DecodeString(want)
		v, errValue := base64.StdEncoding.DecodeString(value)
		return readable(errWant == nil && errValue == nil, bytes.Equal(w, v))
	case "ipaddress":
		return compareAddress(want, value)
	}
	if strings.HasPrefix(base, "numeric") {
		w, errWant := strconv.ParseFloat(want, 64)
		v, errValue := strconv.ParseFloat(value, 64)
		return readable(errWant == nil && errValue == nil, ordered(strings.TrimPrefix(base, "numeric"), sign(v-w)))
	}
	w, okWant := parseDate(want)
	v, okValue := parseDate(value)
	return readable(okWant && okValue, ordered(strings.TrimPrefix(base, "date"), v.Compare(w)))
}

// compareText compares texts. In StringEquals a star is a star.
func (c Condition) compareText(base, want, value string, ctx Context) truth.Truth {
	if base == "arnlike" {
		return matchARN(want, value, c.Variables, ctx)
	}
	if base == "stringequalsignorecase" {
		want, value = strings.ToLower(want), strings.ToLower(value)
	}
	p := compile(want, c.Variables, false)
	if base == "stringlike" {
		p = Compile(want, c.Variables)
	}
	return p.Bind(ctx).Match(value)
}

// matchARN compares ARNs part by part: a wildcard does not reach over a colon,
// but in the last part.
func matchARN(want, value string, variables bool, ctx Context) truth.Truth {
	if strings.Trim(want, "*") == "" && want != "" {
		return truth.Yes
	}
	wants, values := splitARN(want), splitARN(value)
	if len(wants) != len(values) {
		return truth.No
	}
	out := make([]truth.Truth, len(wants))
	for i := range wants {
		out[i] = Compile(wants[i], variables).Bind(ctx).Match(values[i])
	}
	return truth.And(out...)
}

// splitARN splits at the colons that are not within a variable.
func splitARN(arn string) []string {
	var parts []string
	start, within := 0, false
	for i := 0; i < len(arn) && len(parts) < arnParts-1; i++ {
		switch arn[i] {
		case '{':
			within = i > 0 && arn[i-1] == '$'
		case '}':
			within = false
		case ':':
			if !within {
				parts = append(parts, arn[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, arn[start:])
}

// arnParts is how many parts an ARN has: arn:partition:service:region:account:resource.
const arnParts = 6

func compareAddress(want, value string) truth.Truth {
	prefix, okWant := parsePrefix(want)
	address, err := netip.ParseAddr(value)
	return readable(okWant && err == nil, prefix.Contains(address.Unmap()))
}

// parsePrefix reads a range, or one address as a range of one.
func parsePrefix(text string) (netip.Prefix, bool) {
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return prefix.Masked(), true
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(address, address.BitLen()), true
}

// readable is an answer, or Unknown where the values could not be read.
func readable(read, answer bool) truth.Truth {
	if !read {
		return truth.Unknown
	}
	return truth.Of(answer)
}

// ordered turns a comparison into the answer of an operator.
func ordered(relation string, order int) bool {
	switch relation {
	case "lessthan":
		return order < 0
	case "lessthanequals":
		return order <= 0
	case "greaterthan":
		return order > 0
	case "greaterthanequals":
		return order >= 0
	default:
		return order == 0
	}
}

func sign(f float64) int {
	switch {
	case f < 0:
		return -1
	case f > 0:
		return 1
	default:
		return 0
	}
}

// parseDate reads the forms of ISO 8601 that IAM takes, and seconds since 1970.
func parseDate(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		return time.Unix(seconds, 0), true
	}
	return time.Time{}, false
}
