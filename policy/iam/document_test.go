package iam_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/iam"
)

func TestParseReadsEveryElement(t *testing.T) {
	doc, err := iam.Parse(`{
		"Version": "2012-10-17", "Id": "p",
		"Statement": [
			{"Sid": "A", "Effect": "Allow", "Principal": {"AWS": ["111122223333", "*"], "Service": "s3.amazonaws.com",
				"Federated": "f", "CanonicalUser": "c"},
			 "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::a/*",
			 "Condition": {"StringEquals": {"aws:PrincipalAccount": "1", "aws:ResourceAccount": ["1", "2"]},
				"Bool": {"aws:SecureTransport": true}, "NumericLessThan": {"s3:max-keys": 10}}},
			{"Effect": "Deny", "NotPrincipal": "*", "NotAction": "iam:*", "NotResource": ["*"]}
		]}`)
	require.NoError(t, err)
	assert.Equal(t, &iam.Document{Version: "2012-10-17", ID: "p", Statements: []iam.Statement{
		{
			Sid: "A", Effect: iam.Allow,
			Principal: &iam.Principals{
				Everyone: true, AWS: []string{"111122223333", "*"}, Service: []string{"s3.amazonaws.com"},
				Federated: []string{"f"}, Canonical: []string{"c"},
			},
			Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::a/*"},
			Conditions: []iam.Condition{
				{Operator: "StringEquals", Key: "aws:PrincipalAccount", Values: []string{"1"}, Variables: true},
				{Operator: "StringEquals", Key: "aws:ResourceAccount", Values: []string{"1", "2"}, Variables: true},
				{Operator: "Bool", Key: "aws:SecureTransport", Values: []string{"true"}, Variables: true},
				{Operator: "NumericLessThan", Key: "s3:max-keys", Values: []string{"10"}, Variables: true},
			},
			Variables: true,
		},
		{
			Effect: iam.Deny, NotPrincipal: &iam.Principals{Everyone: true},
			NotActions: []string{"iam:*"}, NotResources: []string{"*"}, Variables: true,
		},
	}}, doc)
	assert.True(t, doc.Statements[0].Allows())
	assert.False(t, doc.Statements[1].Allows())
	assert.Equal(t, `statement "A"`, doc.Statements[0].Label(0))
	assert.Equal(t, "statement 2", doc.Statements[1].Label(1))
}

func TestParseTakesASingleStatement(t *testing.T) {
	doc, err := iam.Parse(`{"Statement": {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}}`)
	require.NoError(t, err)
	assert.Equal(t, []iam.Statement{{
		Effect: iam.Allow, Actions: []string{"sqs:SendMessage"}, Resources: []string{"*"},
	}}, doc.Statements)
}

func TestParseRefuses(t *testing.T) {
	statement := func(elements string) string { return `{"Statement": [{` + elements + `}]}` }
	tests := map[string]struct{ text, want string }{
		"nothing":              {"", "read policy document: not JSON: it ends too early"},
		"a list":               {"[]", "read policy document: not a JSON object"},
		"a member without end": {`{"Version": `, "read policy document: not JSON: it ends too early"},
		"half an object":       {`{"Statement"`, "read policy document: not JSON: it ends too early"},
		"text behind it":       {`{"Statement": []} {}`, "read policy document: text after the JSON object"},
		"another version":      {`{"Version": "2020-01-01", "Statement": {"Effect": "Deny", "Action": "*"}}`, `read policy document: element Version is "2020-01-01", neither 2012-10-17 nor 2008-10-17`},
		"a version of numbers": {`{"Version": {}}`, "read policy document: Version: not a text"},
		"no statement":         {`{"Version": "2012-10-17"}`, "read policy document: no Statement"},
		"an unknown element":   {`{"Statements": []}`, "read policy document: Statements: no such element"},
		"an element twice":     {`{"Statement": [], "Statement": []}`, "read policy document: Statement is there twice, at character 29"},
		"an element in lower case": {
			`{"Statement": {"Effect": "Deny", "action": "*"}}`,
			"read policy document: Statement: statement 1: action: no such element: it is written Action",
		},
		"deeper than a policy": {
			`{"Statement": ` + strings.Repeat("[", 100000),
			"read policy document: nested deeper than any policy, at character 26",
		},
		"longer than a policy": {
			`{"Statement": "` + strings.Repeat("x", 1<<20) + `"}`,
			"read policy document: 1048593 bytes long, more than any policy may be",
		},
		"a Sid twice": {
			`{"Statement": [{"Sid": "A", "Effect": "Deny", "Action": "*"}, {"Sid": "A", "Effect": "Allow", "Action": "*"}]}`,
			`read policy document: Statement: statement 2: Sid "A" is that of statement 1, too`,
		},
		"an action without a service": {
			statement(`"Effect": "Allow", "Action": "GetObject"`),
			`read policy document: Statement: statement 1: Action: "GetObject" is not of the form service:Action`,
		},
		"an action that is a number": {
			statement(`"Effect": "Allow", "Action": 7`),
			"read policy document: Statement: statement 1: Action: not a text",
		},
		"an operator that is none": {
			statement(`"Effect": "Allow", "Action": "a:b", "Condition": {"StringEqual": {"k": "v"}}`),
			"read policy document: Statement: statement 1: Condition: StringEqual: no such condition operator",
		},
		"Null with IfExists": {
			statement(`"Effect": "Allow", "Action": "a:b", "Condition": {"NullIfExists": {"k": "true"}}`),
			"read policy document: Statement: statement 1: Condition: NullIfExists: no such condition operator",
		},
		"a condition key twice, in another case": {
			statement(`"Effect": "Allow", "Action": "a:b", "Condition": {"StringEquals": {"aws:SourceArn": "v", "AWS:sourcearn": "w"}}`),
			"read policy document: Statement: statement 1: Condition: StringEquals: AWS:sourcearn: there twice, in another case",
		},
		"a statement of text":  {`{"Statement": ["x"]}`, "read policy document: Statement: statement 1: not a JSON object"},
		"null for a statement": {`{"Statement": null}`, "read policy document: Statement: statement 1: not a JSON object"},
		"an effect in lower case": {
			statement(`"Effect": "allow", "Action": "a:b"`),
			`read policy document: Statement: statement 1: element Effect is "allow", neither Allow nor Deny`,
		},
		"no action": {
			statement(`"Effect": "Allow", "Action": []`),
			"read policy document: Statement: statement 1: neither Action nor NotAction",
		},
		"both actions": {
			statement(`"Effect": "Allow", "Action": "a:b", "NotAction": "c:d"`),
			"read policy document: Statement: statement 1: both Action and NotAction",
		},
		"both resources": {
			statement(`"Effect": "Allow", "Action": "a:b", "Resource": "*", "NotResource": "*"`),
			"read policy document: Statement: statement 1: both Resource and NotResource",
		},
		"both principals": {
			statement(`"Effect": "Allow", "Action": "a:b", "Principal": "*", "NotPrincipal": "*"`),
			"read policy document: Statement: statement 1: both Principal and NotPrincipal",
		},
		"a principal that is text": {
			statement(`"Effect": "Allow", "Action": "a:b", "Principal": "111122223333"`),
			`read policy document: Statement: statement 1: Principal: "111122223333" is neither "*" nor an object`,
		},
		"an unknown kind of principal": {
			statement(`"Effect": "Allow", "Action": "a:b", "Principal": {"Aws2": "*"}`),
			"read policy document: Statement: statement 1: Principal: Aws2: no such element",
		},
		"a condition of lists": {
			statement(`"Effect": "Allow", "Action": "a:b", "Condition": {"StringEquals": ["x"]}`),
			"read policy document: Statement: statement 1: Condition: StringEquals: not a JSON object",
		},
		"an action that is an object": {
			statement(`"Effect": "Allow", "Action": [{}]`),
			"read policy document: Statement: statement 1: Action: not a text",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := iam.Parse(tt.text)
			assert.EqualError(t, err, tt.want)
		})
	}
}

func TestBreadthOfAnAction(t *testing.T) {
	tests := map[string]iam.Breadth{
		"s3:GetObject":          iam.Named,
		"ec2:Describe*":         iam.Metadata,
		"EC2:DESCRIBE*":         iam.Metadata,
		"ec2:DescribeInstance?": iam.Metadata,
		"s3:List*":              iam.Metadata,
		"s3:Get*":               iam.Partial,
		"s3:*Object":            iam.Partial,
		"ec2:D*":                iam.Partial,
		"ec2:*Describe":         iam.Partial,
		"s3:????":               iam.Partial,
		"s3:*":                  iam.WholeService,
		"iam:?*":                iam.WholeService,
		" kms:** ":              iam.WholeService,
		"*":                     iam.EveryService,
		"*:*":                   iam.EveryService,
		"s*:GetObject":          iam.EveryService,
		"s3*":                   iam.EveryService,
	}
	for action, want := range tests {
		t.Run(action, func(t *testing.T) { assert.Equal(t, want, iam.BreadthOf(action)) })
	}
}
