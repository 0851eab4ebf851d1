package identity_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/identity"
)

const queueARN = "arn:aws:sqs:eu-west-1:111122223333:covetpy-dev-interruptions"

func home() identity.Scope {
	return identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
}

func TestDocumentsRenderCanonically(t *testing.T) {
	cases := map[string]struct {
		document identity.Document
		want     string
	}{
		"one action and one resource are strings": {
			document: one(identity.Statement{
				Sid: "Read", Actions: identity.Actions("sqs:ReceiveMessage"), Resources: identity.Resources(queueARN),
			}),
			want: `{"Statement":[{"Action":"sqs:ReceiveMessage","Effect":"Allow",` +
				`"Resource":"` + queueARN + `","Sid":"Read"}],"Version":"2012-10-17"}`,
		},
		"several are sorted lists without repetitions": {
			document: one(identity.Statement{
				Sid: "Read", Actions: identity.Actions("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ReceiveMessage"),
				Resources: identity.Resources(queueARN+"-b", queueARN+"-a"),
			}),
			want: `{"Statement":[{"Action":["sqs:DeleteMessage","sqs:ReceiveMessage"],"Effect":"Allow",` +
				`"Resource":["` + queueARN + `-a","` + queueARN + `-b"],"Sid":"Read"}],"Version":"2012-10-17"}`,
		},
		"conditions gather by operator and key": {
			document: one(identity.Statement{
				Sid: "Deny", Effect: identity.Deny, Principal: identity.Anyone(),
				Actions:   []identity.Action{identity.AllActions("s3", "nothing at all without TLS")},
				Resources: identity.Resources("*"),
				Conditions: []identity.Condition{
					identity.StringNotEquals("aws:PrincipalAccount", "111122223333"),
					identity.Bool("aws:SecureTransport", false),
					identity.StringNotEquals("aws:ResourceAccount", "b", "a"),
				},
			}),
			want: `{"Statement":[{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"},` +
				`"StringNotEquals":{"aws:PrincipalAccount":"111122223333","aws:ResourceAccount":["a","b"]}},` +
				`"Effect":"Deny","Principal":{"AWS":"*"},"Resource":"*","Sid":"Deny"}],"Version":"2012-10-17"}`,
		},
		"modifiers become part of the operator, and signs stay as they are": {
			document: one(identity.Statement{
				Sid: "Tag", Actions: identity.Actions("ec2:CreateTags"),
				Resources: identity.Resources(home().ARN("ec2", "instance/*")),
				Conditions: []identity.Condition{
					identity.ForAllValues(identity.StringEquals("aws:TagKeys", "Name", "a&<b>")),
					identity.ForAnyValue(identity.StringLike("aws:TagKeys", "karpenter.sh/*")),
					identity.IfExists(identity.ArnLike("aws:SourceArn", queueARN)),
					identity.Null("aws:RequestTag/Owner", false),
				},
			}),
			want: `{"Statement":[{"Action":"ec2:CreateTags","Condition":{` +
				`"ArnLikeIfExists":{"aws:SourceArn":"` + queueARN + `"},` +
				`"ForAllValues:StringEquals":{"aws:TagKeys":["Name","a&<b>"]},` +
				`"ForAnyValue:StringLike":{"aws:TagKeys":"karpenter.sh/*"},` +
				`"Null":{"aws:RequestTag/Owner":"false"}},"Effect":"Allow",` +
				`"Resource":"arn:aws:ec2:eu-west-1:111122223333:instance/*","Sid":"Tag"}],"Version":"2012-10-17"}`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := c.document.JSON()
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.want, c.document.MustJSON())
		})
	}
}

func TestMustJSONPanicsWithTheFaults(t *testing.T) {
	assert.PanicsWithError(t, "write IAM document: statements: missing, accepted: at least one",
		func() { identity.Document{}.MustJSON() })
}

func TestARNsOfAScope(t *testing.T) {
	want := map[string]string{
		"of a resource of the region": "arn:aws:sqs:eu-west-1:111122223333:queue",
		"of a resource without one":   "arn:aws:iam::111122223333:role/name",
		"of a public resource":        "arn:aws:ec2:eu-west-1::image/ami-1",
		"of a bucket":                 "arn:aws:s3:::bucket/*",
		"of a managed policy":         "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
		"of the account":              "arn:aws:iam::111122223333:root",
	}
	assert.Equal(t, want, map[string]string{
		"of a resource of the region": home().ARN("sqs", "queue"),
		"of a resource without one":   home().Global("iam", "role/name"),
		"of a public resource":        home().Public("ec2", "image/ami-1"),
		"of a bucket":                 home().Bucket("bucket/*"),
		"of a managed policy":         home().ManagedPolicy("AmazonEKS_CNI_Policy"),
		"of the account":              home().Root(),
	})
}

// The order in which a list was written, and repetitions in it, mean nothing
// to IAM, so they must not show as a difference.
func TestOrderAndRepetitionDoNotShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actions := rapid.SliceOfN(rapid.StringMatching(`sqs:[A-Z][a-z]{1,8}`), 1, 6).Draw(t, "actions")
		names := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,8}\*?`), 1, 6).Draw(t, "resources")
		values := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,8}`), 1, 6).Draw(t, "values")
		doc := func(actions, names, values []string) string {
			arns := make([]string, len(names))
			for i, n := range names {
				arns[i] = home().ARN("sqs", n)
			}
			text, err := one(identity.Statement{
				Sid: "Any", Actions: identity.Actions(actions...), Resources: identity.Resources(arns...),
				Conditions: []identity.Condition{identity.StringEquals("aws:ResourceTag/Owner", values...)},
			}).JSON()
			require.NoError(t, err)
			return text
		}
		want := doc(actions, names, values)
		again := doc(shuffled(t, actions), shuffled(t, names), shuffled(t, values))
		if want != again {
			t.Fatalf("%s\nis not\n%s", again, want)
		}
		require.True(t, json.Valid([]byte(want)), want)
	})
}

// shuffled is the list in another order, with one value twice.
func shuffled(t *rapid.T, list []string) []string {
	out := rapid.Permutation(list).Draw(t, "order")
	return append(out, rapid.SampledFrom(list).Draw(t, "twice"))
}

func one(s identity.Statement) identity.Document {
	return identity.Document{Statements: []identity.Statement{s}}
}
