package iamdoc_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule/iamdoc"
)

func TestParseReadsEveryElement(t *testing.T) {
	doc, err := iamdoc.Parse(`{
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
	assert.Equal(t, iamdoc.Document{Version: "2012-10-17", ID: "p", Statements: []iamdoc.Statement{
		{
			Sid: "A", Effect: iamdoc.Allow,
			Principal: &iamdoc.Principal{
				Everyone: true, AWS: []string{"111122223333", "*"}, Service: []string{"s3.amazonaws.com"},
				Federated: []string{"f"}, Canonical: []string{"c"},
			},
			Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::a/*"},
			Conditions: []iamdoc.Condition{
				{Operator: "StringEquals", Key: "aws:PrincipalAccount", Values: []string{"1"}},
				{Operator: "StringEquals", Key: "aws:ResourceAccount", Values: []string{"1", "2"}},
				{Operator: "Bool", Key: "aws:SecureTransport", Values: []string{"true"}},
				{Operator: "NumericLessThan", Key: "s3:max-keys", Values: []string{"10"}},
			},
		},
		{
			Effect: iamdoc.Deny, NotPrincipal: &iamdoc.Principal{Everyone: true},
			NotActions: []string{"iam:*"}, NotResources: []string{"*"},
		},
	}}, doc)
	assert.True(t, doc.Statements[0].Allows())
	assert.False(t, doc.Statements[1].Allows())
	assert.Equal(t, `statement "A"`, doc.Statements[0].Label(0))
	assert.Equal(t, "statement 2", doc.Statements[1].Label(1))
}

func TestParseTakesASingleStatementAndAnyCaseOfElements(t *testing.T) {
	doc, err := iamdoc.Parse(`{"statement": {"EFFECT": "Allow", "action": "sqs:SendMessage", "resource": "*"}}`)
	require.NoError(t, err)
	assert.Equal(t, []iamdoc.Statement{{
		Effect: iamdoc.Allow, Actions: []string{"sqs:SendMessage"}, Resources: []string{"*"},
	}}, doc.Statements)
}

func TestParseRefuses(t *testing.T) {
	statement := func(elements string) string { return `{"Statement": [{` + elements + `}]}` }
	tests := map[string]struct{ text, want string }{
		"nothing":              {"", "read policy document: not JSON: it ends too early"},
		"a list":               {"[]", "read policy document: not a JSON object"},
		"half an object":       {`{"Statement"`, "read policy document: not JSON: it ends too early"},
		"text behind it":       {`{"Statement": []} {}`, "read policy document: text after the JSON object"},
		"another version":      {`{"Version": "2020-01-01", "Statement": {"Effect": "Deny", "Action": "*"}}`, `read policy document: Version "2020-01-01" is neither 2012-10-17 nor 2008-10-17`},
		"a version of numbers": {`{"Version": {}}`, "read policy document: Version: not a text"},
		"no statement":         {`{"Version": "2012-10-17"}`, "read policy document: no Statement"},
		"an unknown element":   {`{"Statements": []}`, "read policy document: Statements: no such element"},
		"an element twice":     {`{"Statement": [], "statement": []}`, "read policy document: statement is there twice"},
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
			_, err := iamdoc.Parse(tt.text)
			assert.EqualError(t, err, tt.want)
		})
	}
}

func TestBreadthOfAnAction(t *testing.T) {
	tests := map[string]iamdoc.Breadth{
		"s3:GetObject":          iamdoc.Named,
		"ec2:Describe*":         iamdoc.Metadata,
		"EC2:DESCRIBE*":         iamdoc.Metadata,
		"ec2:DescribeInstance?": iamdoc.Metadata,
		"s3:List*":              iamdoc.Metadata,
		"s3:Get*":               iamdoc.Partial,
		"s3:*Object":            iamdoc.Partial,
		"ec2:D*":                iamdoc.Partial,
		"ec2:*Describe":         iamdoc.Partial,
		"s3:????":               iamdoc.Partial,
		"s3:*":                  iamdoc.WholeService,
		"iam:?*":                iamdoc.WholeService,
		" kms:** ":              iamdoc.WholeService,
		"*":                     iamdoc.EveryService,
		"*:*":                   iamdoc.EveryService,
		"s*:GetObject":          iamdoc.EveryService,
		"s3*":                   iamdoc.EveryService,
	}
	for action, want := range tests {
		t.Run(action, func(t *testing.T) { assert.Equal(t, want, iamdoc.BreadthOf(action)) })
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
		`{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"NotAction":["a:b"]}]}`,
		`{"Statement":[{"Effect":"Allow","Action":"a:b","Condition":{"StringLike":{"aws:SourceArn":""}}}]}`,
		`{"Statement":null}`, `{"a":`, `[]`, "\"", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := iamdoc.Parse(text)
		if err != nil {
			return
		}
		require.NotEmpty(t, doc.Statements)
		for _, s := range doc.Statements {
			s.NarrowsCallers()
			s.NarrowsOwners()
			for _, a := range s.Actions {
				iamdoc.BreadthOf(a)
			}
		}
	})
}
