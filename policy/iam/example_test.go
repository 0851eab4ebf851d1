package iam_test

import (
	"fmt"

	"github.com/covetpy/platform/policy/iam"
)

func ExampleEvaluate() {
	key, err := iam.Parse(`{"Version": "2012-10-17", "Statement": {
		"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	worker, err := iam.Parse(`{"Version": "2012-10-17", "Statement": {
		"Sid": "Decrypt", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
		"Condition": {"StringEquals": {"kms:ViaService": "sqs.eu-west-1.amazonaws.com"}}}}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := iam.Evaluate(iam.Policies{
		Identity: []iam.Policy{{Name: "worker", Document: worker}},
		Resource: []iam.Policy{{Name: "the key's policy", Document: key}},
		Kind:     iam.Key,
	}, iam.Request{
		Principal: iam.Principal{ARN: "arn:aws:iam::111122223333:role/worker"},
		Action:    "kms:Decrypt",
		Resource:  "arn:aws:kms:eu-west-1:111122223333:key/1234",
	})
	fmt.Println(d.Verdict)
	for _, r := range d.Remaining {
		fmt.Println(r.Cite, r.Conditions)
	}
	// Output:
	// allowed under conditions
	// statement "Decrypt" of worker [kms:ViaService is "sqs.eu-west-1.amazonaws.com"]
}

func ExampleEscalations() {
	deploy, err := iam.Parse(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
		{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/node-*",
		 "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}]}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, path := range iam.Escalations(iam.Grants{Policies: []iam.Policy{{Name: "deploy", Document: deploy}}}) {
		if path.Way == iam.Passing {
			fmt.Println(path.ID, "may", path.How)
		}
	}
	// Output:
	// ec2-run-instances may start a machine with a role and take its credentials
	// ec2-request-spot-instances may start a spot machine with a role and take its credentials
	// ec2-create-fleet may start machines with a role from a template of its own
	// ec2-associate-instance-profile may give its machine another role
	// ec2-replace-instance-profile may put another role in the place of its machine's
}
