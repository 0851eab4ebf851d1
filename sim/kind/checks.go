package kind

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Check looks at one known value and says what is wrong with it, or "".
type Check func(v resource.PropertyValue) string

// onText makes a check of strings; the schema sees to the type.
func onText(f func(s string) string) Check {
	return func(v resource.PropertyValue) string {
		if !v.IsString() {
			return ""
		}
		return f(v.StringValue())
	}
}

// All is every check in turn; the first that objects speaks.
func All(checks ...Check) Check {
	return func(v resource.PropertyValue) string {
		for _, check := range checks {
			if reason := check(v); reason != "" {
				return reason
			}
		}
		return ""
	}
}

// OneOf accepts a closed set of strings.
func OneOf(accepted ...string) Check {
	return onText(func(s string) string {
		if slices.Contains(accepted, s) {
			return ""
		}
		return fmt.Sprintf("expected to be one of %q, got %s", accepted, s)
	})
}

// Length accepts strings of least to most characters.
func Length(least, most int) Check {
	return onText(func(s string) string {
		if n := utf8.RuneCountInString(s); n < least || n > most {
			return fmt.Sprintf("expected length to be in the range (%d - %d), got %s", least, most, s)
		}
		return ""
	})
}

// Pattern accepts strings that match the whole expression; words say what that
// means. The expression is a constant: a bad one panics when kinds are listed.
func Pattern(expression, words string) Check {
	re := regexp.MustCompile("^(?:" + expression + ")$")
	return onText(func(s string) string {
		if re.MatchString(s) {
			return ""
		}
		return fmt.Sprintf("invalid value %q (%s)", s, words)
	})
}

// Not refuses strings that match the whole expression.
func Not(expression, words string) Check {
	re := regexp.MustCompile("^(?:" + expression + ")$")
	return onText(func(s string) string {
		if re.MatchString(s) {
			return words
		}
		return ""
	})
}

// Between accepts numbers from least to most.
func Between(least, most int) Check {
	return func(v resource.PropertyValue) string {
		if !v.IsNumber() || v.NumberValue() >= float64(least) && v.NumberValue() <= float64(most) {
			return ""
		}
		return fmt.Sprintf("expected to be in the range (%d - %d), got %v", least, most, v.NumberValue())
	}
}

// AtLeast accepts numbers from least on.
func AtLeast(least int) Check {
	return func(v resource.PropertyValue) string {
		if !v.IsNumber() || v.NumberValue() >= float64(least) {
			return ""
		}
		return fmt.Sprintf("expected to be at least (%d), got %v", least, v.NumberValue())
	}
}

// AtMost accepts numbers up to most.
func AtMost(most int) Check {
	return func(v resource.PropertyValue) string {
		if !v.IsNumber() || v.NumberValue() <= float64(most) {
			return ""
		}
		return fmt.Sprintf("expected to be at most (%d), got %v", most, v.NumberValue())
	}
}

// AnyOf accepts a closed set of numbers.
func AnyOf(accepted ...int) Check {
	return func(v resource.PropertyValue) string {
		if !v.IsNumber() || slices.Contains(accepted, int(v.NumberValue())) {
			return ""
		}
		return fmt.Sprintf("expected to be one of %v, got %v", accepted, v.NumberValue())
	}
}

// IPv4Range accepts ranges in CIDR notation whose prefix has least to most bits
// and whose address is the range's first.
func IPv4Range(least, most int) Check {
	return onText(func(s string) string {
		p, err := netip.ParsePrefix(s)
		switch {
		case err != nil || !p.Addr().Is4():
			return fmt.Sprintf("%q is not a valid IPv4 CIDR block", s)
		case p.Masked() != p:
			return fmt.Sprintf("%q is not a valid CIDR block; did you mean %q?", s, p.Masked())
		case p.Bits() < least || p.Bits() > most:
			return fmt.Sprintf("expected %q to contain a network Value with between %d and %d significant bits, got: %d", s, least, most, p.Bits())
		}
		return ""
	})
}

// ARN accepts Amazon resource names, of one of the services when any is given.
func ARN(services ...string) Check {
	return onText(func(s string) string {
		parts := strings.SplitN(s, ":", 6)
		if len(parts) != 6 || parts[0] != "arn" || !strings.HasPrefix(parts[1], "aws") || parts[5] == "" {
			return fmt.Sprintf("%q is an invalid ARN: expected arn:partition:service:region:account:resource", s)
		}
		if len(services) > 0 && !slices.Contains(services, parts[2]) {
			return fmt.Sprintf("%q is an invalid ARN: expected the service to be one of %q", s, services)
		}
		return ""
	})
}

// JSON accepts documents of at most characters.
func JSON(most int) Check {
	return onText(func(s string) string {
		switch {
		case !json.Valid([]byte(s)):
			return "contains an invalid JSON document"
		case len(s) > most:
			return fmt.Sprintf("expected a document of at most %d characters, got %d", most, len(s))
		}
		return ""
	})
}
