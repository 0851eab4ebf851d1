package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
)

func TestGrantsInWords(t *testing.T) {
	tests := map[string]struct {
		statements, boundary string
		want                 []string
	}{
		"nothing": {"", "", nil},
		"actions of one service on one thing are one line": {
			`{"Effect": "Allow", "Action": ["s3:GetObject", "s3:putobject"], "Resource": "arn:aws:s3:::a/*"}, ` +
				statement("Allow", "s3:ListBucket", "arn:aws:s3:::a", ""), "",
			[]string{
				"s3: may read and change (s3:GetObject, s3:PutObject) on arn:aws:s3:::a/*.",
				"s3: may list (s3:ListBucket) on arn:aws:s3:::a.",
			},
		},
		"conditions": {
			statement("Allow", "sqs:SendMessage", "*", `"Condition": {"StringEquals": {"aws:SourceVpc": ["vpc-1", "vpc-2"]}, "Bool": {"aws:SecureTransport": true}}`), "",
			[]string{`sqs: may change (sqs:SendMessage) on everything, if aws:SourceVpc is "vpc-1" or "vpc-2" and aws:SecureTransport is "true".`},
		},
		"a deny takes away": {
			send + `, {"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": "*"}`, "", nil,
		},
		"a deny under a condition": {
			send + `, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}}`, "",
			[]string{`sqs: may change (sqs:SendMessage) on ` + queue + `, unless aws:SourceVpc is not "vpc-1", if there is one.`},
		},
		"a deny of a part": {
			statement("Allow", "sqs:SendMessage", "*", "") + `, {"Effect": "Deny", "Action": "sqs:*", "Resource": "` + queue + `"}`, "",
			[]string{`sqs: may change (sqs:SendMessage) on everything except ` + queue + `.`},
		},
		"conditions that differ are lines apart": {
			`{"Effect": "Allow", "Action": ["ec2:AttachVolume", "ec2:DetachVolume"], "Resource": "arn:aws:ec2:*:*:volume/*", ` + fromVPC + `}, ` +
				`{"Effect": "Allow", "Action": ["ec2:AttachVolume", "ec2:DetachVolume"], "Resource": "arn:aws:ec2:*:*:instance/*"}`, "",
			[]string{
				`ec2: may change (ec2:AttachVolume, ec2:DetachVolume) on arn:aws:ec2:*:*:instance/*.`,
				`ec2: may change (ec2:AttachVolume, ec2:DetachVolume) on arn:aws:ec2:*:*:volume/*, if aws:SourceVpc is "vpc-1".`,
			},
		},
		"a boundary": {
			`{"Effect": "Allow", "Action": ["s3:GetObject", "sqs:SendMessage"], "Resource": "*"}`, send,
			[]string{`sqs: may change (sqs:SendMessage) on ` + queue + `.`},
		},
		"a pattern, less what is denied": {
			`{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}, {"Effect": "Deny", "Action": ["sqs:PurgeQueue"], "Resource": "*"}`, "",
			[]string{`sqs: may read, tag, change and say who may use (sqs:* but sqs:PurgeQueue) on everything.`},
		},
		"everything but a service": {
			`{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`, "",
			[]string{`every service: may list, read, tag, change and say who may use (* but iam:*) on everything.`},
		},
		"a service that is not in AWS's list": {
			statement("Allow", "nosuch:*", "*", ""), "",
			[]string{`nosuch: may do what AWS does not list (nosuch:*) on everything.`},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, line := range iam.Describe(iam.Grants{Policies: policy(t, tt.statements), Boundary: policy(t, tt.boundary)}) {
				got = append(got, line.String())
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestConditionsInWords(t *testing.T) {
	tests := map[string]iam.Condition{
		`k is like "a*"`:                           condition("StringLike", "k", `"a*"`),
		`k is not like "a*"`:                       condition("ArnNotLike", "k", `"a*"`),
		`k is missing`:                             condition("Null", "k", `true`),
		`k is there`:                               condition("Null", "k", `"false"`),
		`k is at most "5"`:                         condition("NumericLessThanEquals", "k", `5`),
		`k is not before "2026-01-01"`:             condition("DateGreaterThanEquals", "k", `"2026-01-01"`),
		`a value of k is "a" or "b"`:               condition("ForAnyValue:StringEquals", "k", `["a", "b"]`),
		`every value of k is "a", if there is one`: condition("ForAllValues:StringEquals", "k", `"a"`),
		`k is not in "10.0.0.0/8"`:                 condition("NotIpAddress", "k", `"10.0.0.0/8"`),
		`k meets Nonsense "a"`:                     {Operator: "Nonsense", Key: "k", Values: []string{"a"}},
	}
	for want, c := range tests {
		t.Run(want, func(t *testing.T) { assert.Equal(t, want, c.String()) })
	}
}

func TestTrustInWords(t *testing.T) {
	tests := map[string]string{
		`{"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]}, "Action": "sts:AssumeRole"}`: "ec2.amazonaws.com and lambda.amazonaws.com may call sts:AssumeRole.",
		`{"Effect": "Allow", "Principal": {"AWS": ["` + account + `", "` + role + `"]}, "Action": ["sts:AssumeRole", "sts:TagSession"], "Condition": {"StringEquals": {"sts:ExternalId": "x"}}}`: "whoever account " + account + " lets and " + role +
			` may call sts:AssumeRole, sts:TagSession, if sts:ExternalId is "x".`,
		`{"Effect": "Allow", "NotPrincipal": {"AWS": "` + user + `"}, "NotAction": "sts:TagSession"}`: "everyone except " + user + " may call everything but sts:TagSession.",
		`{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}`:                  "everyone may call sts:AssumeRole.",
	}
	for statement, want := range tests {
		t.Run(want, func(t *testing.T) {
			lines := iam.DescribeTrust(policy(t, statement+", "+denySend+", "+send))
			assert.Len(t, lines, 1)
			assert.Equal(t, want, lines[0].String())
		})
	}
}
