package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
)

func TestAConditionPinsAKey(t *testing.T) {
	team := func(key string) bool { return key == "aws:resourcetag/team" }
	null := condition("Null", "aws:ResourceTag/team", `"false"`)
	tests := map[string]struct {
		conditions []iam.Condition
		want       bool
	}{
		"to a value, in any case":        {[]iam.Condition{condition("StringEquals", "AWS:ResourceTag/Team", `"jobs"`)}, true},
		"to a beginning":                 {[]iam.Condition{condition("StringLike", "aws:ResourceTag/team", `"jobs-*"`)}, true},
		"one of its values":              {[]iam.Condition{condition("ForAnyValue:StringEquals", "aws:ResourceTag/team", `"jobs"`)}, true},
		"if it is there":                 {[]iam.Condition{condition("StringEqualsIfExists", "aws:ResourceTag/team", `"jobs"`)}, false},
		"if it is there, which it is":    {[]iam.Condition{condition("StringEqualsIfExists", "aws:ResourceTag/team", `"jobs"`), null}, true},
		"that it is there":               {[]iam.Condition{null}, false},
		"to anything":                    {[]iam.Condition{condition("StringLike", "aws:ResourceTag/team", `["jobs", "*"]`)}, false},
		"to anything else":               {[]iam.Condition{condition("StringNotEquals", "aws:ResourceTag/team", `"jobs"`)}, false},
		"by another key":                 {[]iam.Condition{condition("StringEquals", "aws:ResourceTag/owner", `"jobs"`)}, false},
		"by nothing":                     {nil, false},
		"to the tag of whoever calls":    {[]iam.Condition{condition("StringEquals", "aws:ResourceTag/team", `"${aws:PrincipalTag/team}"`)}, true},
		"all of its values, if it has a": {[]iam.Condition{condition("ForAllValues:StringEquals", "aws:ResourceTag/team", `"jobs"`)}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, iam.Statement{Effect: iam.Allow, Conditions: tt.conditions}.Pins(team))
		})
	}
}

func TestAConditionThatEveryRequestMeets(t *testing.T) {
	tests := map[string]struct {
		condition iam.Condition
		want      []string
	}{
		"a star":                        {condition("StringLike", "aws:PrincipalTag/a", `["x", "*"]`), []string{`StringLike aws:PrincipalTag/a takes "*", which is anything`}},
		"a star that is a star":         {condition("StringEquals", "aws:PrincipalTag/a", `"*"`), nil},
		"not a star":                    {condition("StringNotLike", "aws:PrincipalTag/a", `"*"`), nil},
		"all addresses":                 {condition("IpAddress", "aws:SourceIp", `["0.0.0.0/0"]`), []string{"IpAddress aws:SourceIp takes half of all addresses or more"}},
		"some addresses":                {condition("IpAddress", "aws:SourceIp", `["192.0.2.0/24"]`), nil},
		"both answers":                  {condition("Bool", "aws:SecureTransport", `["true", "FALSE"]`), []string{"Bool aws:SecureTransport takes true and false"}},
		"one answer":                    {condition("Bool", "aws:SecureTransport", `"false"`), nil},
		"itself":                        {condition("StringEquals", "aws:PrincipalTag/a", `"${aws:principaltag/a}"`), []string{"StringEquals aws:PrincipalTag/a is compared with itself"}},
		"MFA, if it is told":            {condition("BoolIfExists", "aws:MultiFactorAuthPresent", `"true"`), []string{"BoolIfExists aws:MultiFactorAuthPresent is met by a request without the key"}},
		"a tag, if there is one":        {condition("StringEqualsIfExists", "aws:RequestTag/a", `"x"`), nil},
		"the resource's owner, if told": {condition("StringEqualsIfExists", "aws:ResourceAccount", `"111122223333"`), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, iam.Statement{Effect: iam.Allow, Conditions: []iam.Condition{tt.condition}}.Vacuous())
		})
	}
}

func TestAPatternOfEveryResourceOfAKind(t *testing.T) {
	for pattern, want := range map[string]bool{
		"*": true,
		"arn:aws:kms:eu-west-1:111122223333:key/*":                   true,
		"arn:aws:kms:eu-west-1:111122223333:key/1234":                false,
		"arn:aws:secretsmanager:*:111122223333:secret:*":             true,
		"arn:aws:secretsmanager:*:111122223333:secret:jobs-*":        false,
		"arn:aws:s3:::files/*":                                       false,
		"arn:aws:s3:::*":                                             true,
		"arn:aws:s3:::*/*":                                           true,
		"arn:aws:sqs:eu-west-1:111122223333:jobs":                    false,
		"arn:aws:sqs:eu-west-1:111122223333:*":                       true,
		"arn:aws:logs:eu-west-1:111122223333:log-group:*:*":          true,
		"arn:aws:logs:eu-west-1:111122223333:log-group:/a:*":         false,
		"arn:aws:ssm:eu-west-1:111122223333:parameter/?":             false,
		"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*":        false,
		"arn:aws:dynamodb:eu-west-1:111122223333:table/jobs/index/*": false,
	} {
		assert.Equal(t, want, iam.EveryOfKind(pattern), pattern)
	}
}

func TestOneResource(t *testing.T) {
	for pattern, want := range map[string]bool{
		"arn:aws:iam::111122223333:role/task":                     true,
		"arn:aws:iam::111122223333:role/*":                        false,
		"arn:aws:iam::11112222333?:role/task":                     false,
		"arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}": false,
		"*": false,
	} {
		assert.Equal(t, want, iam.IsOneResource(pattern), pattern)
	}
}
