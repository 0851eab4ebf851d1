package facts

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Limits are the values that upstream's provider takes; the zero value takes all.
type Limits struct {
	// OneOf is a closed set; numbers are written out.
	OneOf []string `json:"oneOf,omitempty"`
	// Least and Most bound a number.
	Least *float64 `json:"least,omitempty"`
	Most  *float64 `json:"most,omitempty"`
	// Shortest and Longest bound a string, in bytes as upstream counts.
	Shortest *int `json:"shortest,omitempty"`
	Longest  *int `json:"longest,omitempty"`
	// Patterns apply all.
	Patterns []Pattern `json:"patterns,omitempty"`
	// Format is "arn", "json" or "cidr".
	Format string `json:"format,omitempty"`
}

// Pattern is a regular expression that strings match.
type Pattern struct {
	Expression string `json:"expression"`
	// Not is set for one that strings do not match.
	Not bool `json:"not,omitempty"`
	// Says is upstream's word for it, where it has one.
	Says string `json:"says,omitempty"`
}

// None is true when nothing is limited.
func (l Limits) None() bool { return reflect.ValueOf(l).IsZero() }

// Refusal says, much as upstream does, why the value of a property is not taken;
// "" when it is. Values are strings and float64s: others have no limits.
func (l Limits) Refusal(property string, value any) string {
	switch v := value.(type) {
	case string:
		return l.refuseText(property, v)
	case float64:
		return l.refuseNumber(property, v)
	default:
		return ""
	}
}

func (l Limits) refuseText(property, v string) string {
	if len(l.OneOf) > 0 && !slices.Contains(l.OneOf, v) {
		return fmt.Sprintf("expected %s to be one of %q, got %s", property, l.OneOf, v)
	}
	if reason := l.refuseLength(property, v); reason != "" {
		return reason
	}
	for _, p := range l.Patterns {
		if compiled(p.Expression).MatchString(v) != p.Not {
			continue
		}
		if p.Says != "" {
			return fmt.Sprintf("invalid value for %s (%s), got %s", property, p.Says, v)
		}
		return fmt.Sprintf("expected value of %s to match regular expression %q, got %s", property, p.Expression, v)
	}
	return l.refuseFormat(property, v)
}

func (l Limits) refuseLength(property, v string) string {
	switch {
	case (l.Shortest == nil || len(v) >= *l.Shortest) && (l.Longest == nil || len(v) <= *l.Longest):
		return ""
	case l.Longest == nil:
		return fmt.Sprintf("expected length of %s to be at least %d, got %s", property, *l.Shortest, v)
	case l.Shortest == nil:
		return fmt.Sprintf("expected length of %s to be at most %d, got %s", property, *l.Longest, v)
	default:
		return fmt.Sprintf("expected length of %s to be in the range (%d - %d), got %s", property, *l.Shortest, *l.Longest, v)
	}
}

func (l Limits) refuseFormat(property, v string) string {
	switch l.Format {
	case "arn":
		if fault := arnFault(v); fault != "" {
			return fmt.Sprintf("%q (%s) is an invalid ARN: %s", property, v, fault)
		}
	case "json":
		if !json.Valid([]byte(v)) {
			return fmt.Sprintf("%q contains an invalid JSON document", property)
		}
	case "cidr":
		p, err := netip.ParsePrefix(v)
		if err != nil {
			return fmt.Sprintf("%q is not a valid CIDR block for %s", v, property)
		}
		if p != p.Masked() {
			return fmt.Sprintf("%q is not a valid CIDR block for %s; did you mean %q?", v, property, p.Masked())
		}
	}
	return ""
}

func (l Limits) refuseNumber(property string, v float64) string {
	written := plain(v)
	switch {
	case len(l.OneOf) > 0 && !slices.Contains(l.OneOf, written):
		return fmt.Sprintf("expected %s to be one of %s, got %s", property, l.OneOf, written)
	case (l.Least == nil || v >= *l.Least) && (l.Most == nil || v <= *l.Most):
		return ""
	case l.Most == nil:
		return fmt.Sprintf("expected %s to be at least (%v), got %s", property, *l.Least, written)
	case l.Least == nil:
		return fmt.Sprintf("expected %s to be at most (%v), got %s", property, *l.Most, written)
	default:
		return fmt.Sprintf("expected %s to be in the range (%s - %s), got %s", property, plain(*l.Least), plain(*l.Most), written)
	}
}

// plain writes a number out.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var (
	arnPartition = regexp.MustCompile(`^aws(-[a-z]+)*$`)
	arnRegion    = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$`)
	arnAccount   = regexp.MustCompile(`^(aws|aws-managed|third-party|aws-marketplace|partner-managed|\d{12}|cw.{10})$`)
)

// arnFault is what is wrong with an ARN; an empty one is taken for none.
func arnFault(v string) string {
	if v == "" {
		return ""
	}
	parts := strings.SplitN(v, ":", 6)
	switch {
	case parts[0] != "arn":
		return "invalid prefix"
	case len(parts) < 6:
		return "not enough sections"
	case !arnPartition.MatchString(parts[1]):
		return "invalid partition value"
	case parts[3] != "" && !arnRegion.MatchString(parts[3]):
		return "invalid region value"
	case parts[4] != "" && !arnAccount.MatchString(parts[4]):
		return "invalid account ID value"
	case parts[5] == "":
		return "missing resource value"
	default:
		return ""
	}
}

// compiled keeps expressions: few of them are ever asked for.
func compiled(expression string) *regexp.Regexp {
	if known, ok := expressions.Load(expression); ok {
		return known.(*regexp.Regexp) //nolint:forcetypeassert // only this function stores
	}
	re := regexp.MustCompile(expression)
	expressions.Store(expression, re)
	return re
}

var expressions sync.Map
