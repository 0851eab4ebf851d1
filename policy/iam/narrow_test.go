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

func TestConditionsThatRestrictNothing(t *testing.T) {
	tests := map[string]struct {
		class                 iam.Class
		operator, key, values string
		why                   string // empty: it narrows
	}{
		"a service calls for one account":            {iam.Source, "StringEquals", "aws:SourceAccount", `"111122223333"`, ""},
		"a service calls for one resource":           {iam.Source, "ArnLike", "aws:SourceArn", `"arn:aws:s3:::covetpy-logs"`, ""},
		"a service calls, if for anybody":            {iam.Source, "StringEqualsIfExists", "aws:SourceAccount", `"111122223333"`, "is met by a request without the key"},
		"a service calls for any account":            {iam.Source, "ArnLike", "aws:SourceArn", `"arn:aws:sns:*:*:*"`, `takes "arn:aws:sns:*:*:*", which is of any account`},
		"a service calls for what is cut short":      {iam.Source, "ArnLike", "aws:SourceArn", `"arn:aws:*"`, `takes "arn:aws:*", which names no account`},
		"a service calls for any but one":            {iam.Source, "StringNotEquals", "aws:SourceAccount", `"111122223333"`, "leaves everything else in"},
		"a service calls for somebody":               {iam.Source, "Null", "aws:SourceAccount", `false`, "asks whether the key is there, not what it says"},
		"a role for one service":                     {iam.PassedTo, "StringEquals", "iam:PassedToService", `"ec2.amazonaws.com"`, ""},
		"a role for some of a service's":             {iam.PassedTo, "StringLike", "iam:PassedToService", `"ec2.*"`, ""},
		"a role for any service":                     {iam.PassedTo, "StringLike", "iam:PassedToService", `"*.amazonaws.com"`, `takes "*.amazonaws.com", which begins with a wildcard`},
		"a role for one service or any":              {iam.PassedTo, "StringLike", "iam:PassedToService", `["ec2.amazonaws.com", "*"]`, `takes "*", which is anything`},
		"tokens for one audience":                    {iam.Audience, "StringEquals", "token.actions.githubusercontent.com:aud", `"sts.amazonaws.com"`, ""},
		"tokens for any audience":                    {iam.Audience, "StringLike", "oidc.eks.eu-west-1.amazonaws.com/id/A:aud", `"*"`, `takes "*", which is anything`},
		"tokens of one repository":                   {iam.Subject, "StringLike", "token.actions.githubusercontent.com:sub", `"repo:covetpy/platform:*"`, ""},
		"tokens of one owner":                        {iam.Subject, "StringLike", "token.actions.githubusercontent.com:sub", `"repo:covetpy/*"`, ""},
		"tokens of owners that begin alike":          {iam.Subject, "StringLike", "token.actions.githubusercontent.com:sub", `"repo:covetpy*"`, `takes "repo:covetpy*", which does not spell out whose token it is`},
		"tokens of any repository":                   {iam.Subject, "StringLike", "token.actions.githubusercontent.com:sub", `"repo:*"`, `takes "repo:*", which does not spell out whose token it is`},
		"tokens of a wildcard within the prefix":     {iam.Subject, "StringLike", "token.actions.githubusercontent.com:sub", `"rep*"`, `takes "rep*", which does not spell out whose token it is`},
		"tokens of one service account":              {iam.Subject, "StringEquals", "oidc.eks.eu-west-1.amazonaws.com/id/A:sub", `"system:serviceaccount:shop:api"`, ""},
		"tokens of a namespace":                      {iam.Subject, "StringLike", "oidc.eks.eu-west-1.amazonaws.com/id/A:sub", `"system:serviceaccount:shop:*"`, ""},
		"tokens of any namespace":                    {iam.Subject, "StringLike", "oidc.eks.eu-west-1.amazonaws.com/id/A:sub", `"system:serviceaccount:*:api"`, `takes "system:serviceaccount:*:api", which does not spell out whose token it is`},
		"tokens of another provider":                 {iam.Subject, "StringLike", "accounts.google.com:sub", `"1234*"`, ""},
		"tokens of another provider's anyone":        {iam.Subject, "StringLike", "accounts.google.com:sub", `"*4"`, `takes "*4", which does not spell out whose token it is`},
		"tokens that do not say, for all values":     {iam.Subject, "ForAllValues:StringEquals", "accounts.google.com:sub", `"1"`, "is met by a request without the key"},
		"one network":                                {iam.Network, "IpAddress", "aws:SourceIp", `["10.0.0.0/8", "172.16.0.0/12"]`, ""},
		"every network":                              {iam.Network, "IpAddress", "aws:SourceIp", `"0.0.0.0/0"`, "takes half of all addresses or more"},
		"every network in halves":                    {iam.Network, "IpAddress", "aws:SourceIp", `["128.0.0.0/1", "0.0.0.0/1"]`, "takes half of all addresses or more"},
		"every network in quarters":                  {iam.Network, "IpAddress", "aws:SourceIp", `["0.0.0.0/2", "64.0.0.0/2", "0.0.0.0/3"]`, "takes half of all addresses or more"},
		"a quarter, told twice":                      {iam.Network, "IpAddress", "aws:SourceIp", `["0.0.0.0/2", "0.0.0.0/2", "32.0.0.0/3"]`, ""},
		"every network of version 6":                 {iam.Network, "IpAddress", "aws:SourceIp", `["10.0.0.0/8", "::/0"]`, "takes half of all addresses or more"},
		"a network that is none":                     {iam.Network, "IpAddress", "aws:SourceIp", `"10.0.0.0/33"`, "has a range that is none"},
		"all networks but one":                       {iam.Network, "NotIpAddress", "aws:SourceIp", `"10.0.0.0/8"`, "leaves everything else in"},
		"one endpoint":                               {iam.Network, "StringEquals", "aws:SourceVpce", `"vpce-1"`, ""},
		"TLS":                                        {iam.Transport, "Bool", "aws:SecureTransport", `true`, ""},
		"with or without TLS":                        {iam.Transport, "Bool", "aws:SecureTransport", `["true", "false"]`, "takes false, too"},
		"TLS of a version":                           {iam.Transport, "NumericGreaterThanEquals", "s3:TlsVersion", `1.2`, ""},
		"TLS up to a version":                        {iam.Transport, "NumericLessThan", "s3:TlsVersion", `1.2`, "compares what has no order"},
		"an account that is later than another":      {iam.Callers, "DateGreaterThan", "aws:PrincipalAccount", `"2020-01-01"`, "compares what has no order"},
		"a key compared with itself, in either case": {iam.Callers, "StringEquals", "aws:PrincipalAccount", `"${AWS:principalaccount}"`, "is compared with itself"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := condition(tt.operator, tt.key, tt.values)
			s := iam.Statement{Effect: iam.Allow, Conditions: []iam.Condition{c}}
			assert.Equal(t, tt.why == "", iam.Narrows(c, tt.class))
			assert.Equal(t, tt.why == "", s.Narrows(tt.class))
			var want []string
			if tt.why != "" {
				want = []string{tt.operator + " " + tt.key + " " + tt.why}
			}
			assert.Equal(t, want, s.Loose(tt.class))
		})
	}
}

func TestAConditionOfAnotherKeyNarrowsNothing(t *testing.T) {
	tls := condition("Bool", "aws:SecureTransport", "true")
	started := condition("DateGreaterThan", "aws:CurrentTime", `"2020-01-01T00:00:00Z"`)
	for _, class := range []iam.Class{iam.Callers, iam.Owners, iam.Source, iam.PassedTo, iam.Audience, iam.Subject, iam.Network} {
		assert.False(t, iam.Narrows(tls, class))
		assert.False(t, iam.Narrows(started, class))
	}
	assert.Empty(t, iam.Statement{Conditions: []iam.Condition{tls}}.Loose(iam.Callers))
}

func TestAnotherConditionMayAskForTheKey(t *testing.T) {
	all := condition("ForAllValues:StringEquals", "aws:PrincipalOrgID", `"o-1"`)
	there := condition("Null", "AWS:PrincipalOrgId", `"false"`)
	gone := condition("Null", "aws:PrincipalOrgID", `["true", "false"]`)
	assert.False(t, iam.Statement{Conditions: []iam.Condition{all}}.Narrows(iam.Callers))
	assert.True(t, iam.Statement{Conditions: []iam.Condition{all, there}}.Narrows(iam.Callers))
	assert.False(t, iam.Statement{Conditions: []iam.Condition{all, gone}}.Narrows(iam.Callers))
}
