package iam_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/truth"
)

var documents = []string{
	`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
	`{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"NotAction":["a:b"]}]}`,
	`{"Statement":[{"Effect":"Allow","Action":"a:b","Condition":{"StringLike":{"aws:SourceArn":""}}}]}`,
	`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::a/${aws:username}/*"}]}`,
	`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:sts::1:assumed-role/a/b","1"],"Service":"x"},"Action":"sts:AssumeRole",` +
		`"Condition":{"ForAllValues:StringNotLikeIfExists":{"k":["${*}","${k, 'd'}"]},"Null":{"k":true},"IpAddress":{"k":["::/0",1]},"DateLessThan":{"k":"2020"}}}]}`,
	`{"Statement":null}`, `{"a":`, `[]`, "\"", "", "{\"Statement\":[[[[[[[[[[[[[[",
}

// What can be read can be asked anything.
func FuzzParse(f *testing.F) {
	for _, seed := range documents {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := iam.Parse(text)
		if err != nil {
			assert.Nil(t, doc)
			return
		}
		require.NotEmpty(t, doc.Statements)
		for i, s := range doc.Statements {
			assert.NotEmpty(t, s.Label(i))
			for class := iam.Callers; class <= iam.Transport; class++ {
				// A condition that narrows gives no reason why it does not.
				if len(s.Conditions) > 0 && len(s.Loose(class)) == len(s.Conditions) {
					assert.False(t, s.Narrows(class))
				}
			}
			for _, a := range s.Actions {
				iam.BreadthOf(a)
			}
		}
	})
}

func FuzzMatch(f *testing.F) {
	f.Add("arn:aws:s3:::*", "arn:aws:s3:::a/*")
	f.Add("a${aws:username}*?", "aé${*}")
	f.Add("*?*a", "${")
	f.Add("\xff?", "\xff\xfe")
	f.Add("a${*}", "a${*}")
	f.Add("${$}{x}?", "${$}{x}?")
	f.Add("\ufffd", "\xff")
	f.Fuzz(func(t *testing.T, one, two string) {
		a, b := iam.Compile(one, true), iam.Compile(two, true)
		if a.Covers(b) == truth.Yes && !strings.Contains(two, "${") {
			// What covers a pattern covers each of its texts; taken for a text, a
			// pattern without variables and escapes is one of them.
			assert.NotEqual(t, truth.No, a.Match(two), "%q covers %q", one, two)
		}
		assert.Equal(t, truth.Yes, a.Covers(a))
		assert.Equal(t, truth.Yes, iam.Compile("*", true).Covers(a))
		assert.Equal(t, a.Intersects(b), b.Intersects(a))
		if len(two) < 100 && len(one) < 100 && !strings.ContainsAny(two, "*?$") {
			// A text is the pattern of itself alone.
			assert.Equal(t, a.Match(two), a.Covers(b))
			assert.Equal(t, a.Match(two), a.Intersects(b))
		}
	})
}

// No question about any document panics, and a Deny of everything ends all.
func FuzzEvaluate(f *testing.F) {
	for _, seed := range documents {
		f.Add(seed, "s3:GetObject", "arn:aws:s3:::a/b", "k", "v")
	}
	f.Add(documents[4], "sts:AssumeRole", "", "K", "10.0.0.1")
	f.Fuzz(func(t *testing.T, text, action, resource, key, value string) {
		doc, err := iam.Parse(text)
		if err != nil {
			return
		}
		policies := []iam.Policy{{Name: "p", Document: doc}}
		nothing, err := iam.Parse(`{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}`)
		require.NoError(t, err)
		for _, who := range []iam.Principal{asRole, asSession, asUser, asS3, nobody, {ARN: value}, {Federated: value}} {
			r := iam.Request{Principal: who, Action: action, Resource: resource, Context: iam.Context{key: {value}}}
			for kind := iam.Ordinary; kind <= iam.Role; kind++ {
				d := iam.Evaluate(iam.Policies{Identity: policies, Resource: policies, Kind: kind}, r)
				assert.Equal(t, d.Verdict == iam.Conditional, len(d.Remaining) > 0)
				denied := iam.Evaluate(iam.Policies{Identity: policies, Resource: []iam.Policy{{Document: nothing}}, Kind: kind}, r)
				assert.Equal(t, iam.DeniedExplicitly, denied.Verdict)
			}
		}
		grants := iam.Grants{Policies: policies}
		for _, r := range grants.Reaches(action, nil) {
			assert.Equal(t, action, r.Action)
		}
	})
}
