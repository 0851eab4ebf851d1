package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
)

func TestConditionsThatNarrow(t *testing.T) {
	one := func(operator, key string, values ...string) []iam.Condition {
		return []iam.Condition{{Operator: operator, Key: key, Values: values, Variables: true}}
	}
	tests := map[string]struct {
		conditions      []iam.Condition
		callers, owners bool
	}{
		"none":                                {nil, false, false},
		"a caller's account":                  {one("StringEquals", "aws:PrincipalAccount", "111122223333"), true, false},
		"in any case":                         {one("stringequals", "AWS:principalACCOUNT", "111122223333"), true, false},
		"an organisation, any value":          {one("ForAnyValue:StringEquals", "aws:PrincipalOrgPaths", "o-a/r-b/*"), true, false},
		"all values, so none will do":         {one("ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "o-a/r-b/*"), false, false},
		"a caller's account, if it has one":   {one("StringEqualsIfExists", "aws:PrincipalAccount", "111122223333"), false, false},
		"anyone but an account":               {one("StringNotEquals", "aws:PrincipalAccount", "111122223333"), false, false},
		"an owner's account":                  {one("StringEquals", "aws:ResourceAccount", "111122223333"), false, true},
		"an owner's account, if there is one": {one("StringEqualsIfExists", "aws:ResourceAccount", "111122223333"), false, true},
		"any account":                         {one("StringLike", "aws:PrincipalAccount", "*"), false, false},
		"one account or any":                  {one("StringLike", "aws:PrincipalAccount", "111122223333", "*"), false, false},
		"an account that ends in 3":           {one("StringLike", "aws:PrincipalAccount", "*3"), false, false},
		"a star that is not a wildcard":       {one("StringEquals", "aws:PrincipalAccount", "*"), true, false},
		"no value":                            {one("StringEquals", "aws:PrincipalAccount"), false, false},
		"an empty pattern":                    {one("StringLike", "aws:PrincipalAccount", ""), false, false},
		"itself":                              {one("StringEquals", "aws:PrincipalAccount", "${aws:PrincipalAccount}"), false, false},
		"the owner's account as the caller's": {one("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"), false, true},
		"an ARN with its account":             {one("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"), true, false},
		"an ARN with any account":             {one("ArnEquals", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:alarms"), false, false},
		"a role of any account":               {one("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deployer"), false, false},
		"a bucket, which is one in the world": {one("ArnLike", "aws:SourceArn", "arn:aws:s3:::covetpy-*"), true, false},
		"any bucket":                          {one("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"), false, false},
		"an ARN cut short":                    {one("ArnLike", "aws:SourceArn", "arn:aws:s3:::"), true, false},
		"an address":                          {one("IpAddress", "aws:SourceIp", "10.0.0.0/8"), false, false},
		"a service, any customer's":           {one("StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com"), false, false},
		"an endpoint":                         {one("StringEquals", "aws:SourceVpce", "vpce-0a"), true, false},
		"the second of two conditions": {
			append(one("Bool", "aws:SecureTransport", "true"), one("StringEquals", "kms:CallerAccount", "111122223333")...),
			true, false,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := iam.Statement{Effect: iam.Allow, Conditions: tt.conditions}
			assert.Equal(t, tt.callers, s.Narrows(iam.Callers), "callers")
			assert.Equal(t, tt.owners, s.Narrows(iam.Owners), "owners")
		})
	}
}
