package iam_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/iam"
)

// found says whether one escalation is among those of the grants.
func found(g iam.Grants, id string) bool {
	return slices.ContainsFunc(iam.Escalations(g), func(p iam.Path) bool { return p.ID == id })
}

// granting is a policy for each need, all on everything.
func granting(t *testing.T, needs []iam.Need) []iam.Policy {
	var out []iam.Policy
	for _, n := range needs {
		out = append(out, policy(t, statement("Allow", n.Action, "*", ""))...)
	}
	return out
}

func TestEveryEscalationIsFoundAndHangsOnEveryAction(t *testing.T) {
	ids := map[string]bool{}
	for _, e := range iam.Catalogue() {
		t.Run(e.ID, func(t *testing.T) {
			assert.False(t, ids[e.ID], "the id is there once")
			ids[e.ID] = true
			assert.NotEmpty(t, e.How)
			assert.NotEmpty(t, e.Source)

			// Over policies apart, and as AWS writes none of them.
			policies := granting(t, e.Needs)
			assert.True(t, found(iam.Grants{Policies: policies}, e.ID))
			for i, n := range e.Needs {
				assert.False(t, found(iam.Grants{Policies: slices.Concat(policies[:i], policies[i+1:])}, e.ID), "without %s", n.Action)
				denied := append(policy(t, statement("Deny", strings.ToUpper(n.Action), "*", "")), policies...)
				assert.False(t, found(iam.Grants{Policies: denied}, e.ID), "with %s denied", n.Action)
				bounded := policy(t, `{"Effect": "Allow", "NotAction": "`+n.Action+`", "Resource": "*"}`)
				assert.False(t, found(iam.Grants{Policies: policies, Boundary: bounded}, e.ID), "with %s out of bounds", n.Action)
			}
		})
	}
}

func TestEveryActionOfAnEscalationIsOneOfAWS(t *testing.T) {
	for _, e := range iam.Catalogue() {
		for _, n := range e.Needs {
			if n.Action == "codestar:CreateProjectFromTemplate" {
				continue // AWS never documented it
			}
			assert.Equal(t, []string{n.Action}, iam.Expand(n.Action), e.ID)
		}
	}
}

func TestEscalations(t *testing.T) {
	const fn = "arn:aws:lambda:eu-west-1:111122223333:function:"
	pass := func(more string) string { return statement("Allow", "iam:PassRole", "*", more) }
	to := func(operator, service string) string {
		return `"Condition": {"` + operator + `": {"iam:PassedToService": "` + service + `"}}`
	}
	lambda := func(create, invoke string) string {
		return statement("Allow", "lambda:CreateFunction", create, "") + "," + statement("Allow", "lambda:InvokeFunction", invoke, "")
	}
	tests := map[string]struct {
		statements string
		id         string
		found      bool
		certain    bool
	}{
		"a wildcard grants it":                         {statement("Allow", "iam:*Role*", "*", ""), "iam-attach-role-policy", true, true},
		"everything grants it":                         {statement("Allow", "*", "*", ""), "ssm-send-command", true, true},
		"NotAction grants it":                          {`{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}`, "iam-create-access-key", true, true},
		"a condition leaves it uncertain":              {statement("Allow", "iam:AttachRolePolicy", "*", `"Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess"}}`), "iam-attach-role-policy", true, false},
		"a deny under a condition does, too":           {statement("Allow", "iam:*", "*", "") + "," + statement("Deny", "iam:*", "*", `"Condition": {"Null": {"aws:MultiFactorAuthAge": "true"}}`), "iam-put-user-policy", true, false},
		"an action on a thing that is none of its own": {statement("Allow", "*", "arn:aws:s3:::a/*", ""), "iam-attach-role-policy", false, false},
		"an action that takes no resource, on one":     {pass("") + "," + statement("Allow", "glue:CreateDevEndpoint", "arn:aws:glue:*:*:devEndpoint/x", ""), "glue-create-dev-endpoint", false, false},
		"one function to make and call":                {pass("") + "," + lambda(fn+"a*", fn+"*b"), "lambda-create-and-invoke", true, true},
		"one to make and another to call":              {pass("") + "," + lambda(fn+"a", fn+"b"), "lambda-create-and-invoke", false, false},
		"a role and a function are different things":   {statement("Allow", "iam:PassRole", role, "") + "," + lambda(fn+"a", fn+"a"), "lambda-create-and-invoke", true, true},
		"a role passed to that service":                {pass(to("StringEquals", "lambda.amazonaws.com")) + "," + lambda("*", "*"), "lambda-create-and-invoke", true, true},
		"a role passed to another service":             {pass(to("StringEquals", "ec2.amazonaws.com")) + "," + lambda("*", "*"), "lambda-create-and-invoke", false, false},
		"a role passed to services that begin alike":   {pass(to("StringLike", "lam*")) + "," + lambda("*", "*"), "lambda-create-and-invoke", true, true},
		"a role denied to that service":                {pass("") + "," + statement("Deny", "iam:PassRole", "*", to("StringEquals", "lambda.amazonaws.com")) + "," + lambda("*", "*"), "lambda-create-and-invoke", false, false},
		"a role denied to all services but another":    {pass("") + "," + statement("Deny", "iam:PassRole", "*", to("StringNotEquals", "ec2.amazonaws.com")) + "," + lambda("*", "*"), "lambda-create-and-invoke", false, false},
		"a deny of all but one function":               {pass("") + "," + lambda("*", "*") + `, {"Effect": "Deny", "Action": "lambda:InvokeFunction", "NotResource": "` + fn + `a"}`, "lambda-create-and-invoke", true, true},
		"a deny of all but what is no function":        {pass("") + "," + lambda("*", "*") + `, {"Effect": "Deny", "Action": "lambda:*", "NotResource": "arn:aws:s3:::a"}`, "lambda-create-and-invoke", false, false},
		"a deny of all roles":                          {statement("Allow", "iam:*", "*", "") + "," + statement("Deny", "*", "arn:aws:iam::*:role/*", ""), "iam-put-role-policy", false, false},
		"a deny of all roles of the account":           {statement("Allow", "iam:*", "*", "") + "," + statement("Deny", "*", "arn:aws:iam::111122223333:role/*", ""), "iam-put-role-policy", false, false},
		"a deny of some roles":                         {statement("Allow", "iam:*", "*", "") + "," + statement("Deny", "*", "arn:aws:iam::*:role/admin-*", ""), "iam-put-role-policy", true, true},
		"machines cannot be started by subnets":        {pass("") + "," + statement("Allow", "ec2:RunInstances", "arn:aws:ec2:*:*:subnet/*", ""), "ec2-run-instances", false, false},
		"machines that must have a tag are uncertain":  {pass("") + "," + statement("Allow", "ec2:RunInstances", "arn:aws:ec2:*:*:subnet/*", "") + "," + statement("Allow", "ec2:RunInstances", "arn:aws:ec2:*:*:instance/*", `"Condition": {"StringEquals": {"aws:RequestTag/a": "b"}}`), "ec2-run-instances", true, false},
		"a shell on a task":                            {statement("Allow", "ssm:StartSession", "arn:aws:ecs:*:*:task/*", ""), "ssm-start-session", true, true},
		"a shell by a document alone":                  {statement("Allow", "ssm:StartSession", "arn:aws:ssm:*:*:document/*", ""), "ssm-start-session", false, false},
		"an entry and what it may are apart":           {statement("Allow", "eks:CreateAccessEntry", "arn:aws:eks:*:*:cluster/a", "") + "," + statement("Allow", "eks:AssociateAccessPolicy", "arn:aws:eks:*:*:access-entry/a/*", ""), "eks-create-access-entry", true, true},
		"reading is none":                              {statement("Allow", "iam:Get*", "*", "") + "," + statement("Allow", "s3:*", "*", ""), "", false, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			paths := iam.Escalations(iam.Grants{Policies: policy(t, tt.statements), Account: account})
			if tt.id == "" {
				assert.Empty(t, paths)
				return
			}
			i := slices.IndexFunc(paths, func(p iam.Path) bool { return p.ID == tt.id })
			require.Equal(t, tt.found, i >= 0)
			if i >= 0 {
				assert.Equal(t, tt.certain, paths[i].Certain())
				assert.Len(t, paths[i].Steps, len(paths[i].Needs))
			}
		})
	}
}

func TestEscalationsSayWhichStatementsTheyNeed(t *testing.T) {
	g := iam.Grants{Policies: slices.Concat(
		policy(t, statement("Allow", "iam:PassRole", "arn:aws:iam::*:role/app/*", "")),
		policy(t, statement("Allow", "ec2:RunInstances", "*", "")),
	)}
	paths := iam.Escalations(g)
	require.Len(t, paths, 1)
	assert.Equal(t, "ec2-run-instances", paths[0].ID)
	assert.Equal(t, iam.Passing, paths[0].Way)
	var steps []string
	for _, s := range paths[0].Steps {
		steps = append(steps, fmt.Sprintf("%s on %s by %s", s.Action, s.Resource, s.Cite))
	}
	assert.Equal(t, []string{
		"iam:PassRole on arn:aws:iam::*:role/app/* by statement 1 of p",
		"ec2:RunInstances on arn:aws:ec2:*:*:instance/* by statement 1 of p",
	}, steps)
}
