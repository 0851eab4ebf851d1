package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/truth"
)

func TestConditionsOfARequest(t *testing.T) {
	has := func(values ...string) iam.Context { return iam.Context{"K": values} }
	missing := iam.Context{"k": nil}
	tests := map[string]struct {
		operator, values string
		context          iam.Context
		want             truth.Truth
	}{
		"about an unknown key nothing is known": {"StringEquals", `"a"`, nil, truth.Unknown},
		"a missing key is equal to nothing":     {"StringEquals", `"a"`, missing, truth.No},
		"a missing key differs from everything": {"StringNotEquals", `"a"`, missing, truth.Yes},
		"a missing key, if it exists":           {"StringEqualsIfExists", `"a"`, missing, truth.Yes},
		"a missing key, for all values":         {"ForAllValues:StringEquals", `"a"`, missing, truth.Yes},
		"a missing key, for any value":          {"ForAnyValue:StringEquals", `"a"`, missing, truth.No},
		"a missing key, for any other value":    {"ForAnyValue:StringNotEquals", `"a"`, missing, truth.No},
		"one of the values":                     {"StringEquals", `["a", "b"]`, has("b"), truth.Yes},
		"none of the values":                    {"StringEquals", `["a", "b"]`, has("c"), truth.No},
		"different from all values":             {"StringNotEquals", `["a", "b"]`, has("b"), truth.No},
		"no value to be equal to":               {"StringEquals", `[]`, nil, truth.No},
		"case counts":                           {"StringEquals", `"A"`, has("a"), truth.No},
		"unless it is ignored":                  {"StringEqualsIgnoreCase", `"A"`, has("a"), truth.Yes},
		"a star is a star in StringEquals":      {"StringEquals", `"a*"`, has("ab"), truth.No},
		"and equal to itself":                   {"StringEquals", `"a*"`, has("a*"), truth.Yes},
		"a star is a wildcard in StringLike":    {"StringLike", `"a*"`, has("ab"), truth.Yes},
		"not like":                              {"StringNotLike", `"a*"`, has("ab"), truth.No},
		"all values are of the list":            {"ForAllValues:StringEquals", `["a", "b"]`, has("a", "b"), truth.Yes},
		"not all values are":                    {"ForAllValues:StringEquals", `["a", "b"]`, has("a", "c"), truth.No},
		"any value is of the list":              {"ForAnyValue:StringEquals", `["a", "b"]`, has("c", "b"), truth.Yes},
		"a value with an unknown variable":      {"StringEquals", `"${aws:username}"`, has("ann"), truth.Unknown},
		"a value with a known variable":         {"StringEquals", `"${k}"`, has("ann"), truth.Yes},
		"a star beside a variable is a star":    {"StringEquals", `"**${k}"`, has("**"), truth.No},
		"and equal to itself beside it":         {"StringEquals", `"*?${aws:username}"`, iam.Context{"k": {"*?ann"}, "aws:username": {"ann"}}, truth.Yes},
		"numbers compare as numbers":            {"NumericLessThan", `10`, has("9"), truth.Yes},
		"at most":                               {"NumericLessThanEquals", `"10"`, has("10"), truth.Yes},
		"more than":                             {"NumericGreaterThan", `10`, has("10"), truth.No},
		"at least":                              {"NumericGreaterThanEquals", `1.2`, has("1.3"), truth.Yes},
		"a number that is none":                 {"NumericEquals", `"x"`, has("1"), truth.Unknown},
		"numbers that differ":                   {"NumericNotEquals", `1`, has("1.0"), truth.No},
		"dates":                                 {"DateLessThan", `"2026-01-01T00:00:00Z"`, has("2025-12-31T23:59:59Z"), truth.Yes},
		"dates of seconds":                      {"DateGreaterThan", `"0"`, has("2025-12-31"), truth.Yes},
		"a date that is none":                   {"DateEquals", `"soon"`, has("2025-12-31"), truth.Unknown},
		"booleans":                              {"Bool", `true`, has("True"), truth.Yes},
		"booleans that differ":                  {"Bool", `"false"`, has("true"), truth.No},
		"the same bytes":                        {"BinaryEquals", `"QQ=="`, has("QQ=="), truth.Yes},
		"bytes that are none":                   {"BinaryEquals", `"?"`, has("QQ=="), truth.Unknown},
		"an address in a range":                 {"IpAddress", `["10.0.0.0/8", "2001:db8::/32"]`, has("2001:db8::1"), truth.Yes},
		"an address outside":                    {"IpAddress", `"10.0.0.0/8"`, has("11.0.0.1"), truth.No},
		"one address":                           {"NotIpAddress", `"10.0.0.1"`, has("10.0.0.1"), truth.No},
		"an ARN part by part":                   {"ArnLike", `"arn:aws:sns:*:111122223333:*"`, has("arn:aws:sns:eu-west-1:111122223333:a:b"), truth.Yes},
		"a wildcard does not cross a colon":     {"ArnEquals", `"arn:aws:sns:*:x"`, has("arn:aws:sns:eu-west-1:111122223333:x"), truth.No},
		"any ARN":                               {"ArnLike", `"*"`, has("arn:aws:sns:eu-west-1:111122223333:x"), truth.Yes},
		"another ARN":                           {"ArnNotLike", `"arn:aws:s3:::a"`, has("arn:aws:s3:::b"), truth.Yes},
		"an ARN with a variable":                {"ArnLike", `"arn:aws:iam::${aws:PrincipalAccount}:*"`, has("arn:aws:iam::1:role/x"), truth.Unknown},
		"missing as asked":                      {"Null", `true`, missing, truth.Yes},
		"there as asked":                        {"Null", `"false"`, has("a"), truth.Yes},
		"there although asked to be missing":    {"Null", `"true"`, has("a"), truth.No},
		"an operator that is none":              {"", "", has("a"), truth.Unknown},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := iam.Condition{Operator: "StringEqual", Key: "k"}
			if tt.operator != "" {
				c = condition(tt.operator, "k", tt.values)
			}
			assert.Equal(t, tt.want.String(), c.Holds(tt.context).String())
		})
	}
}
