package lb

import (
	"net/netip"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// conditionKinds are what a condition may look at. Of those that are once, a
// rule has one at most. Source: Application Load Balancers guide, "Condition
// types for listener rules".
var conditionKinds = []struct {
	input, field string
	once         bool
}{
	{"hostHeader", "host-header", true},
	{"httpHeader", "http-header", false},
	{"httpRequestMethod", "http-request-method", true},
	{"pathPattern", "path-pattern", true},
	{"queryStrings", "query-string", false},
	{"sourceIp", "source-ip", true},
}

// mostConditionValues of a rule, all its conditions together.
const mostConditionValues = 5

func conditionChecks() map[string]kind.Check {
	at := func(path string) string { return "conditions[*]." + path }
	short := kind.Length(1, 128)
	return map[string]kind.Check{
		at("hostHeader.values[*]"):        short,
		at("httpHeader.httpHeaderName"):   kind.Pattern("[0-9A-Za-z_!#$%&'*+,.^`|~-]{1,40}", "expected the name of a header"),
		at("httpHeader.values[*]"):        short,
		at("httpRequestMethod.values[*]"): kind.Pattern(`[A-Za-z_-]{1,40}`, "expected the name of a method"),
		at("pathPattern.values[*]"):       short,
		at("queryStrings[*].key"):         kind.Length(0, 128),
		at("queryStrings[*].value"):       short,
		at("sourceIp.values[*]"):          prefix,
	}
}

// prefix accepts ranges of either family that begin at their first address.
func prefix(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	if p, err := netip.ParsePrefix(v.StringValue()); err != nil || p.Masked() != p {
		return `"` + v.StringValue() + `" is not a valid CIDR block`
	}
	return ""
}

// admitConditions holds each condition to one kind and a rule to its limits.
// The first two refusals are the provider's, which it makes while it creates.
func admitConditions(conditions []kind.Values) error {
	values, seen := 0, map[string]bool{}
	for _, condition := range conditions {
		var field string
		for _, k := range conditionKinds {
			if !condition.Has(k.input) {
				continue
			}
			if field != "" {
				return kind.Say("Only one of host_header, http_header, http_request_method, path_pattern, query_string or source_ip can be set in a condition block")
			}
			if field = k.field; k.once && seen[field] {
				return kind.Say("ValidationError: A rule can only have one '%s' condition", field)
			}
			seen[field] = true
			n, err := admitCondition(condition, k.input, field)
			if err != nil {
				return err
			}
			values += n
		}
		if field == "" {
			return kind.Say("One of host_header, http_header, http_request_method, path_pattern, query_string or source_ip must be set in a condition block")
		}
	}
	switch {
	case values == 0:
		return kind.Say("ValidationError: A condition must be specified")
	case values > mostConditionValues:
		return kind.Say("ValidationError: A rule can only have '%d' condition values", mostConditionValues)
	}
	return nil
}

// admitCondition returns how many values a condition has.
func admitCondition(condition kind.Values, input, field string) (int, error) {
	if input == "queryStrings" {
		return len(condition.All("queryStrings[*]")), nil
	}
	plain, regex := condition.Texts(input+".values[*]"), condition.Texts(input+".regexValues[*]")
	if (len(plain) == 0) == (len(regex) == 0) {
		return 0, kind.Say("ValidationError: A '%s' condition must have exactly one of values and regex values", field)
	}
	for _, value := range plain {
		if field == "host-header" && !properHost(value) {
			return 0, kind.Say("ValidationError: The value '%s' of the condition '%s' is not a valid host name", value, field)
		}
	}
	return len(plain) + len(regex), nil
}

// properHost is true for a name with a dot whose end is alphabetical; * and ?
// stand for any text and any character.
func properHost(value string) bool {
	dot := strings.LastIndex(value, ".")
	if dot < 0 {
		return false
	}
	for i, r := range value {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i > dot || !strings.ContainsRune("0123456789-.*?", r)) {
			return false
		}
	}
	return dot < len(value)-1
}
