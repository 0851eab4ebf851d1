package iam_test

import (
	"testing"

	"github.com/covetpy/platform/policy/iam"
)

const typical = `{"Version": "2012-10-17", "Statement": [
	{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::a", "arn:aws:s3:::a/*"]},
	{"Sid": "Queue", "Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:SendMessage"], "Resource": "` + queue + `",
	 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}, "Bool": {"aws:SecureTransport": "true"}}},
	{"Sid": "Machines", "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:RunInstances", "ec2:CreateTags"], "Resource": "*"},
	{"Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/node-*",
	 "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}},
	{"Sid": "Own", "Effect": "Deny", "Action": "iam:*", "Resource": "arn:aws:iam::111122223333:role/admin-*"}]}`

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := iam.Parse(typical); err != nil {
			b.Fatal(err)
		}
	}
}

func grants(b *testing.B, text string) []iam.Policy {
	doc, err := iam.Parse(text)
	if err != nil {
		b.Fatal(err)
	}
	return []iam.Policy{{Name: "p", Document: doc}}
}

func BenchmarkEvaluate(b *testing.B) {
	p := iam.Policies{Identity: grants(b, typical)}
	r := iam.Request{
		Principal: iam.Principal{ARN: role}, Action: "sqs:SendMessage", Resource: queue,
		Context: iam.Context{"aws:sourcevpce": {"vpce-1"}, "aws:securetransport": {"true"}},
	}
	for b.Loop() {
		if iam.Evaluate(p, r).Verdict != iam.Allowed {
			b.Fatal("not allowed")
		}
	}
}

func BenchmarkEscalations(b *testing.B) {
	for name, text := range map[string]string{
		"typical":       typical,
		"administrator": `{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}`,
	} {
		g := iam.Grants{Policies: grants(b, text)}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				iam.Escalations(g)
			}
		})
	}
}

func BenchmarkDescribe(b *testing.B) {
	g := iam.Grants{Policies: grants(b, typical)}
	for b.Loop() {
		if len(iam.Describe(g)) == 0 {
			b.Fatal("says nothing")
		}
	}
}
