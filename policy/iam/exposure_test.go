package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
)

func TestWhatActionsHandOut(t *testing.T) {
	assert.Equal(t, iam.Credentials, iam.Exposes("STS:assumerole"))
	assert.Equal(t, iam.Secrets, iam.Exposes("ssm:GetParameters"))
	assert.Equal(t, iam.Data, iam.Exposes("s3:GetObject"))
	assert.Equal(t, iam.NoExposure, iam.Exposes("s3:GetBucketLocation"))

	seen := map[string]bool{}
	for _, e := range []iam.Exposure{iam.Data, iam.Secrets, iam.Credentials} {
		for _, action := range iam.Exposing(e) {
			assert.Equal(t, []string{action}, iam.Expand(action), "an action of AWS")
			assert.False(t, seen[action], "%s is there once", action)
			seen[action] = true
		}
	}
}

func TestPatternsThatLeaveNoResourceOut(t *testing.T) {
	tests := map[string]bool{
		"*":                                 true,
		"**":                                true,
		"arn:*":                             true,
		"arn:aws:s3*":                       true,
		"arn:aws:s3:::*":                    true,
		"arn:aws:s3:::*/*":                  true,
		"arn:aws:sqs:*:111122223333:*":      true,
		"arn:aws:iam::111122223333:role/*":  false,
		"arn:aws:s3:::covetpy-*":            false,
		"arn:aws:s3:::a/*":                  false,
		"arn:aws:s3:::?":                    false,
		"arn:aws:sqs:*:111122223333:jobs":   false,
		"":                                  false,
		"arn:aws:sqs:eu-west-1:11112222333": false,
	}
	for pattern, want := range tests {
		t.Run(pattern, func(t *testing.T) { assert.Equal(t, want, iam.EveryResource(pattern)) })
	}
}

func TestAccountsOfPrincipals(t *testing.T) {
	p := iam.Principals{AWS: []string{
		other, "arn:aws:iam::" + account + ":root", role, session, "*", "AROAJQABLZS4A3QDU576Q", "arn:aws:iam::777788889999:user/x",
	}}
	assert.Equal(t, []string{account, other, "777788889999"}, p.Accounts())
	assert.Equal(t, []string{account, other}, p.WholeAccounts())
	assert.Equal(t, account, iam.AccountOf(queue))
	assert.Empty(t, iam.AccountOf("arn:aws:s3:::a"))
}
