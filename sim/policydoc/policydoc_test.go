package policydoc_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/policydoc"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		document string
		want     policydoc.Statement
	}{
		"one statement, single values": {
			`{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}}`,
			policydoc.Statement{
				Effect: "Allow", Principal: policydoc.Principal{"AWS": {"*"}},
				Action: policydoc.Texts{"s3:GetObject"}, Resource: policydoc.Texts{"arn:aws:s3:::logs/*"},
			},
		},
		"a list of them, lists of values": {
			`{"Statement":[{"Effect":"Deny","Principal":{"Service":["a","b"]},"Action":["x","y"],
			  "Condition":{"Bool":{"aws:SecureTransport":false}}}]}`,
			policydoc.Statement{
				Effect: "Deny", Principal: policydoc.Principal{"Service": {"a", "b"}},
				Action:    policydoc.Texts{"x", "y"},
				Condition: map[string]map[string]policydoc.Texts{"Bool": {"aws:SecureTransport": {"false"}}},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := policydoc.Parse(tt.document)
			require.NoError(t, err)
			assert.Equal(t, policydoc.Document{Statement: policydoc.Statements{tt.want}}, got)
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, document := range map[string]string{
		"what is no JSON":         `{`,
		"a principal of no kind":  `{"Statement":{"Principal":"root"}}`,
		"a statement of no shape": `{"Statement":"all"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := policydoc.Parse(document)
			require.ErrorContains(t, err, "parse policy")
		})
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		pattern, value string
		want           bool
	}{
		"a star crosses slashes":           {"arn:*:log-group:/app/*", "arn:aws:logs:eu-west-1:1:log-group:/app/a/b", true},
		"a question mark is one":           {"v?", "v12", false},
		"brackets are only brackets":       {"[ab]", "a", false},
		"without wildcards it is equality": {"a/b", "a/b", true},
		"the whole value is compared":      {"a*", "ba", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, policydoc.Matches(tt.pattern, tt.value))
		})
	}
}

func TestMeets(t *testing.T) {
	t.Parallel()
	const key = "kms:EncryptionContext:aws:logs:arn"
	s := policydoc.Statement{Condition: map[string]map[string]policydoc.Texts{"ArnLike": {key: {"arn:a*", "arn:b"}}}}
	assert.True(t, s.Meets(key, "arn:b"))
	assert.False(t, s.Meets(key, "arn:c"))
	assert.True(t, s.Meets("aws:SourceAccount", "1"), "there is no condition on it")
}

func TestAPolicyOfAServicesOwnResource(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		document string
		is       bool
	}{
		"its own actions":                {`{"Statement": {"Effect": "Allow", "Principal": "*", "Action": ["sqs:SendMessage", "SQS:ReceiveMessage"]}}`, true},
		"any action":                     {`{"Statement": {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "*"}}`, true},
		"all but some":                   {`{"Statement": {"Effect": "Deny", "NotPrincipal": {"AWS": "1"}, "NotAction": "sqs:SendMessage"}}`, true},
		"another service's actions":      {`{"Statement": {"Effect": "Allow", "Principal": "*", "Action": ["sqs:SendMessage", "sns:Publish"]}}`, false},
		"a service whose name goes on":   {`{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sqsx:SendMessage"}}`, false},
		"a statement about nobody":       {`{"Statement": {"Effect": "Allow", "Action": "sqs:SendMessage"}}`, false},
		"a statement without any action": {`{"Statement": {"Effect": "Allow", "Principal": "*"}}`, false},
		"no statement":                   {`{"Statement": []}`, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document, err := policydoc.Parse(c.document)
			require.NoError(t, err)
			require.Equal(t, c.is, document.OfService("sqs"))
		})
	}
}
