package iam_test

import (
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/iam"
)

const (
	account = "111122223333"
	other   = "444455556666"
	role    = "arn:aws:iam::111122223333:role/app/api"
	session = "arn:aws:sts::111122223333:assumed-role/api/i-0a"
	user    = "arn:aws:iam::111122223333:user/ann"
	queue   = "arn:aws:sqs:eu-west-1:111122223333:jobs"
)

// policy reads a policy of the statements; without any it is none.
func policy(t require.TestingT, statements string) []iam.Policy {
	if statements == "" {
		return nil
	}
	doc, err := iam.Parse(`{"Version": "2012-10-17", "Statement": [` + statements + `]}`)
	require.NoError(t, err)
	return []iam.Policy{{Name: "p", Document: doc}}
}

// statement is one of a policy, with further elements.
func statement(effect, action, resource, more string) string {
	s := `{"Effect": "` + effect + `", "Action": "` + action + `"`
	if resource != "" {
		s += `, "Resource": "` + resource + `"`
	}
	if more != "" {
		s += ", " + more
	}
	return s + "}"
}

func condition(operator, key string, values string) iam.Condition {
	doc, err := iam.Parse(`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
		"Condition": {"` + operator + `": {"` + key + `": ` + values + `}}}}`)
	if err != nil {
		panic(err)
	}
	return doc.Statements[0].Conditions[0]
}
