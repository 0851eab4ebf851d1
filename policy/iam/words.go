package iam

import (
	"strings"
)

// relations are the operators as a sentence has them, of one value and of several.
var relations = map[string]string{
	"stringequals":             "is",
	"stringequalsignorecase":   "is, in any case,",
	"stringlike":               "is like",
	"numericequals":            "is",
	"numericlessthan":          "is less than",
	"numericlessthanequals":    "is at most",
	"numericgreaterthan":       "is more than",
	"numericgreaterthanequals": "is at least",
	"dateequals":               "is",
	"datelessthan":             "is before",
	"datelessthanequals":       "is not after",
	"dategreaterthan":          "is after",
	"dategreaterthanequals":    "is not before",
	"bool":                     "is",
	"binaryequals":             "is",
	"ipaddress":                "is in",
	"arnlike":                  "is like",
}

// String is the condition in words: `aws:SourceVpc is "vpc-1"`.
func (c Condition) String() string {
	op, known := parseOperator(c.Operator)
	if !known {
		return c.Key + " meets " + c.Operator + " " + quoted(c.Values)
	}
	if op.base == "null" {
		if len(c.Values) == 1 && strings.EqualFold(c.Values[0], "true") {
			return c.Key + " is missing"
		}
		return c.Key + " is there"
	}
	relation := relations[op.base]
	if op.negated {
		relation = "is not" + strings.TrimPrefix(relation, "is")
	}
	subject := c.Key
	switch op.over {
	case allValues:
		subject = "every value of " + c.Key
	case anyValue:
		subject = "a value of " + c.Key
	case plain:
	}
	text := subject + " " + relation + " " + quoted(c.Values)
	if op.ifExists || op.over == allValues {
		text += ", if there is one"
	}
	return text
}

// quoted lists values: `"a", "b" or "c"`.
func quoted(values []string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = `"` + v + `"`
	}
	return joined(out, "or")
}

// joined lists words with a last conjunction.
func joined(words []string, last string) string {
	switch len(words) {
	case 0:
		return "nothing"
	case 1:
		return words[0]
	default:
		end := len(words) - 1
		return strings.Join(words[:end], ", ") + " " + last + " " + words[end]
	}
}

// allOf is what several conditions ask for together.
func allOf(conditions []Condition) string {
	out := make([]string, len(conditions))
	for i, c := range conditions {
		out[i] = c.String()
	}
	return joined(out, "and")
}
