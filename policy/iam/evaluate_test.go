package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
)

const (
	send      = `{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "` + queue + `"}`
	denySend  = `{"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}`
	readOnly  = `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}`
	fromVPC   = `"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}`
	toRole    = `"Principal": {"AWS": "` + role + `"}`
	toUser    = `"Principal": {"AWS": "` + user + `"}`
	toSession = `"Principal": {"AWS": "` + session + `"}`
	toRoot    = `"Principal": {"AWS": "arn:aws:iam::` + account + `:root"}`
	toAccount = `"Principal": {"AWS": "` + account + `"}`
	toAll     = `"Principal": "*"`
)

// grant is a statement of the queue's policy.
func grant(effect, more string) string { return statement(effect, "sqs:SendMessage", queue, more) }

// decision is a case: the policies, who asks, and what comes out.
type decision struct {
	identity, boundary, session, endpoint, resource string

	who     iam.Principal
	on      string
	context iam.Context
	partial bool
	want    iam.Verdict
}

var (
	asRole    = iam.Principal{ARN: role}
	asSession = iam.Principal{ARN: role, Session: session}
	asUser    = iam.Principal{ARN: user}
	asS3      = iam.Principal{Service: "s3.amazonaws.com"}
	nobody    = iam.Principal{Anonymous: true}
)

func decide(t *testing.T, cases map[string]decision, action, resource string, kind iam.Kind) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			on := c.on
			if on == "" {
				on = resource
			}
			got := iam.Evaluate(iam.Policies{
				Identity: policy(t, c.identity), Boundary: policy(t, c.boundary), Session: policy(t, c.session),
				Endpoint: policy(t, c.endpoint), Resource: policy(t, c.resource), Kind: kind, Partial: c.partial,
			}, iam.Request{Principal: c.who, Action: action, Resource: on, Context: c.context})
			assert.Equal(t, c.want.String(), got.Verdict.String())
		})
	}
}

func TestRequestsWithinOneAccount(t *testing.T) {
	decide(t, map[string]decision{
		"without any policy everything is denied":                 {who: asRole, want: iam.Denied},
		"an identity policy is enough":                            {identity: send, who: asRole, want: iam.Allowed},
		"an identity policy for something else is not":            {identity: readOnly, who: asRole, want: iam.Denied},
		"actions have no case":                                    {identity: statement("Allow", "SQS:sendmessage", "*", ""), who: asRole, want: iam.Allowed},
		"resources have case":                                     {identity: statement("Allow", "sqs:*", "arn:aws:sqs:eu-west-1:111122223333:JOBS", ""), who: asRole, want: iam.Denied},
		"a deny wins over an allow":                               {identity: send + "," + denySend, who: asRole, want: iam.DeniedExplicitly},
		"a deny wins in any order":                                {identity: denySend + "," + send, who: asRole, want: iam.DeniedExplicitly},
		"a deny of the resource wins over the identity's":         {identity: send, resource: grant("Deny", toAll), who: asRole, want: iam.DeniedExplicitly},
		"a deny is not undone by a resource's allow":              {identity: denySend, resource: grant("Allow", toRole), who: asRole, want: iam.DeniedExplicitly},
		"a resource policy for the role is enough":                {resource: grant("Allow", toRole), who: asRole, want: iam.Allowed},
		"a resource policy for the session is enough":             {resource: grant("Allow", toSession), who: asSession, want: iam.Allowed},
		"a resource policy for a session may be this one":         {resource: grant("Allow", toSession), who: asRole, want: iam.Conditional},
		"a resource policy for another role is not":               {resource: grant("Allow", toUser), who: asRole, want: iam.Denied},
		"a resource policy for everyone is enough":                {resource: grant("Allow", toAll), who: asRole, want: iam.Allowed},
		"a resource policy for the account grants nothing in it":  {resource: grant("Allow", toRoot), who: asRole, want: iam.Denied},
		"nor does the account's bare id":                          {resource: grant("Allow", toAccount), who: asRole, want: iam.Denied},
		"the account and an identity policy together do":          {identity: send, resource: grant("Allow", toRoot), who: asRole, want: iam.Allowed},
		"a condition that is met":                                 {identity: statement("Allow", "sqs:*", "*", fromVPC), who: asRole, context: iam.Context{"AWS:sourcevpc": {"vpc-1"}}, want: iam.Allowed},
		"a condition that is not":                                 {identity: statement("Allow", "sqs:*", "*", fromVPC), who: asRole, context: iam.Context{"aws:SourceVpc": {"vpc-2"}}, want: iam.Denied},
		"a condition on a key that the request lacks":             {identity: statement("Allow", "sqs:*", "*", fromVPC), who: asRole, context: iam.Context{"aws:SourceVpc": nil}, want: iam.Denied},
		"a condition about which nothing is known":                {identity: statement("Allow", "sqs:*", "*", fromVPC), who: asRole, want: iam.Conditional},
		"a deny under a condition about which nothing is known":   {identity: send + "," + statement("Deny", "sqs:*", "*", fromVPC), who: asRole, want: iam.Conditional},
		"a deny under a condition alone allows nothing":           {identity: statement("Deny", "sqs:*", "*", fromVPC), who: asRole, want: iam.Denied},
		"what is not denied is not allowed by that":               {identity: `{"Effect": "Deny", "NotAction": "sqs:*", "Resource": "*"}`, who: asRole, want: iam.Denied},
		"NotAction denies all else":                               {identity: send + `, {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}`, who: asRole, want: iam.DeniedExplicitly},
		"NotAction allows all else":                               {identity: `{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}`, who: asRole, want: iam.Allowed},
		"NotResource allows all else":                             {identity: `{"Effect": "Allow", "Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:other"}`, who: asRole, want: iam.Allowed},
		"NotResource leaves out what it lists":                    {identity: `{"Effect": "Allow", "Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:j*"}`, who: asRole, want: iam.Denied},
		"further policies that are not known leave it open":       {who: asRole, partial: true, want: iam.Undecided},
		"further policies do not undo a deny":                     {identity: denySend, who: asRole, partial: true, want: iam.DeniedExplicitly},
		"further policies may deny what is allowed":               {identity: send, who: asRole, partial: true, want: iam.Undecided},
		"a variable in the resource may be anything":              {identity: statement("Allow", "sqs:*", "arn:aws:sqs:*:*:${aws:username}", ""), who: asUser, want: iam.Conditional},
		"a variable that the context knows is decided":            {identity: statement("Allow", "sqs:*", "arn:aws:sqs:*:*:${aws:username}", ""), who: asUser, context: iam.Context{"aws:username": {"jobs"}}, want: iam.Allowed},
		"a variable in a deny may be anything, too":               {identity: send + "," + statement("Deny", "sqs:*", "arn:aws:sqs:*:*:${aws:username}", ""), who: asUser, want: iam.Conditional},
		"a service is allowed by the resource's policy alone":     {resource: grant("Allow", `"Principal": {"Service": "s3.amazonaws.com"}`), who: asS3, want: iam.Allowed},
		"another service is not":                                  {resource: grant("Allow", `"Principal": {"Service": "sns.amazonaws.com"}`), who: asS3, want: iam.Denied},
		"nobody is allowed where everyone is":                     {resource: grant("Allow", toAll), who: nobody, want: iam.Allowed},
		"nobody is not in an account":                             {resource: grant("Allow", toRoot), who: nobody, want: iam.Denied},
		"an endpoint's policy bounds what passes":                 {identity: send, endpoint: statement("Allow", "s3:*", "*", toAll), who: asRole, want: iam.Denied},
		"an endpoint's policy lets through what it allows":        {identity: send, endpoint: statement("Allow", "sqs:*", "*", toAll), who: asRole, want: iam.Allowed},
		"an endpoint's policy grants nothing":                     {endpoint: statement("Allow", "sqs:*", "*", toAll), who: asRole, want: iam.Denied},
		"all but others are allowed where NotPrincipal is":        {resource: grant("Allow", `"NotPrincipal": {"AWS": "`+user+`"}`), who: asRole, want: iam.Allowed},
		"whom NotPrincipal lists is not":                          {resource: grant("Allow", `"NotPrincipal": {"AWS": "`+role+`"}`), who: asRole, want: iam.Denied},
		"a deny of all but others applies":                        {identity: send, resource: grant("Deny", `"NotPrincipal": {"AWS": "`+user+`"}`), who: asRole, want: iam.DeniedExplicitly},
		"a deny of all but the role may deny its account":         {identity: send, resource: grant("Deny", `"NotPrincipal": {"AWS": "`+role+`"}`), who: asRole, want: iam.Conditional},
		"a deny of all but the role and its account leaves it in": {identity: send, resource: grant("Deny", `"NotPrincipal": {"AWS": ["`+role+`", "`+account+`"]}`), who: asRole, want: iam.Allowed},
		"the id of a deleted role may be anybody's":               {resource: grant("Allow", `"Principal": {"AWS": "AROAJQABLZS4A3QDU576Q"}`), who: asRole, want: iam.Conditional},
	}, "sqs:SendMessage", queue, iam.Ordinary)
}

func TestRequestsWithinABoundary(t *testing.T) {
	decide(t, map[string]decision{
		"a boundary grants nothing":                               {boundary: send, who: asRole, want: iam.Denied},
		"a boundary that allows it, too":                          {identity: send, boundary: send, who: asRole, want: iam.Allowed},
		"a boundary that does not":                                {identity: send, boundary: readOnly, who: asRole, want: iam.Denied},
		"a boundary with a deny":                                  {identity: send, boundary: send + "," + denySend, who: asRole, want: iam.DeniedExplicitly},
		"a boundary under a condition":                            {identity: send, boundary: statement("Allow", "sqs:*", "*", fromVPC), who: asRole, want: iam.Conditional},
		"a resource policy for the role stays within":             {resource: grant("Allow", toRole), boundary: readOnly, who: asRole, want: iam.Denied},
		"a resource policy for the role's session goes beyond":    {resource: grant("Allow", toSession), boundary: readOnly, who: asSession, want: iam.Allowed},
		"a resource policy for the user goes beyond":              {resource: grant("Allow", toUser), boundary: readOnly, who: asUser, want: iam.Allowed},
		"a session policy grants nothing":                         {session: send, who: asSession, want: iam.Denied},
		"a session policy bounds the identity's":                  {identity: send, session: readOnly, who: asSession, want: iam.Denied},
		"a session policy that allows it, too":                    {identity: send, session: send, who: asSession, want: iam.Allowed},
		"a resource policy for the role stays within the session": {resource: grant("Allow", toRole), session: readOnly, who: asSession, want: iam.Denied},
		"a resource policy for the session goes beyond it":        {resource: grant("Allow", toSession), session: readOnly, who: asSession, want: iam.Allowed},
		"a resource policy for the user stays within the session": {resource: grant("Allow", toUser), session: readOnly, who: asUser, want: iam.Denied},
		"a boundary does not bound a service":                     {resource: grant("Allow", `"Principal": {"Service": "s3.amazonaws.com"}`), boundary: readOnly, who: asS3, want: iam.Allowed},
	}, "sqs:SendMessage", queue, iam.Ordinary)
}

func TestRequestsAcrossAccounts(t *testing.T) {
	const theirs = "arn:aws:sqs:eu-west-1:444455556666:jobs"
	mine := statement("Allow", "sqs:SendMessage", theirs, "")
	yours := func(principal string) string { return statement("Allow", "sqs:SendMessage", theirs, principal) }
	decide(t, map[string]decision{
		"an identity policy alone is not enough":         {identity: mine, who: asRole, want: iam.Denied},
		"a resource policy alone is not enough":          {resource: yours(toRole), who: asRole, want: iam.Denied},
		"both are":                                       {identity: mine, resource: yours(toRole), who: asRole, want: iam.Allowed},
		"the account stands for its policies":            {identity: mine, resource: yours(toRoot), who: asRole, want: iam.Allowed},
		"everyone is the account's, too":                 {identity: mine, resource: yours(toAll), who: asRole, want: iam.Allowed},
		"another account is not":                         {identity: mine, resource: yours(`"Principal": {"AWS": "777788889999"}`), who: asRole, want: iam.Denied},
		"a boundary bounds it":                           {identity: mine, resource: yours(toRole), boundary: readOnly, who: asRole, want: iam.Denied},
		"a boundary bounds a user, too":                  {identity: mine, resource: yours(toUser), boundary: readOnly, who: asUser, want: iam.Denied},
		"a deny on either side wins":                     {identity: mine, resource: yours(toRole) + "," + statement("Deny", "*", "*", toAll), who: asRole, want: iam.DeniedExplicitly},
		"a session named there still needs its policies": {resource: yours(toSession), who: asSession, want: iam.Denied},
	}, "sqs:SendMessage", theirs, iam.Ordinary)
}

func TestRequestsOnKeys(t *testing.T) {
	const key = "arn:aws:kms:eu-west-1:111122223333:key/1"
	decrypt := statement("Allow", "kms:Decrypt", key, "")
	keyFor := func(principal string) string { return statement("Allow", "kms:*", "*", principal) }
	decide(t, map[string]decision{
		"identity policies alone do not count":                     {identity: decrypt, who: asRole, want: iam.Denied},
		"a key policy that lets the account in makes them count":   {identity: decrypt, resource: keyFor(toRoot), who: asRole, want: iam.Allowed},
		"a key policy that lets the account in alone does not":     {resource: keyFor(toRoot), who: asRole, want: iam.Denied},
		"a key policy for the role is enough":                      {resource: keyFor(toRole), who: asRole, want: iam.Allowed},
		"a key policy for another does not make them count":        {identity: decrypt, resource: keyFor(toUser), who: asRole, want: iam.Denied},
		"a key policy for everyone is enough":                      {resource: keyFor(toAll), who: asRole, want: iam.Allowed},
		"a key policy for everyone through a service may be":       {resource: statement("Allow", "kms:*", "*", toAll+`, "Condition": {"StringEquals": {"kms:ViaService": "sqs.eu-west-1.amazonaws.com"}}`), who: asRole, want: iam.Conditional},
		"a deny in the key policy wins":                            {identity: decrypt, resource: keyFor(toRoot) + "," + statement("Deny", "kms:Decrypt", "*", toAll), who: asRole, want: iam.DeniedExplicitly},
		"a boundary bounds what the account may":                   {identity: decrypt, resource: keyFor(toRoot), boundary: readOnly, who: asRole, want: iam.Denied},
		"another account's key needs both":                         {identity: statement("Allow", "kms:*", "*", ""), resource: keyFor(toRoot), on: "arn:aws:kms:eu-west-1:444455556666:key/2", who: asRole, want: iam.Allowed},
		"another account's key policy alone is not enough":         {resource: keyFor(toRole), on: "arn:aws:kms:eu-west-1:444455556666:key/2", who: asRole, want: iam.Denied},
		"another account's key with an identity policy alone, too": {identity: decrypt, on: "arn:aws:kms:eu-west-1:444455556666:key/2", who: asRole, want: iam.Denied},
	}, "kms:Decrypt", key, iam.Key)
}

func TestAssumingRoles(t *testing.T) {
	const target = "arn:aws:iam::111122223333:role/deploy"
	assume := statement("Allow", "sts:AssumeRole", target, "")
	trust := func(principal string) string { return statement("Allow", "sts:AssumeRole", "", principal) }
	decide(t, map[string]decision{
		"a role that trusts nobody is assumed by nobody":        {identity: assume, who: asRole, want: iam.Denied},
		"trust in the role itself is enough":                    {resource: trust(toRole), who: asRole, want: iam.Allowed},
		"trust in the account needs an identity policy":         {resource: trust(toRoot), who: asRole, want: iam.Denied},
		"trust in the account with one":                         {identity: assume, resource: trust(toRoot), who: asRole, want: iam.Allowed},
		"trust in a service lets only it in":                    {identity: assume, resource: trust(`"Principal": {"Service": "ec2.amazonaws.com"}`), who: asRole, want: iam.Denied},
		"the service that is trusted":                           {resource: trust(`"Principal": {"Service": "ec2.amazonaws.com"}`), who: iam.Principal{Service: "ec2.amazonaws.com"}, want: iam.Allowed},
		"a provider that is trusted":                            {resource: trust(`"Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/x"}`), who: iam.Principal{Federated: "arn:aws:iam::111122223333:oidc-provider/x"}, want: iam.Allowed},
		"a provider that is not":                                {resource: trust(`"Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/x"}`), who: iam.Principal{Federated: "accounts.google.com"}, want: iam.Denied},
		"an external id that is not known to be given":          {identity: assume, resource: trust(toRole + `, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}`), who: asRole, want: iam.Conditional},
		"an external id that is not given":                      {identity: assume, resource: trust(toRole + `, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}`), who: asRole, context: iam.Context{"sts:ExternalId": nil}, want: iam.Denied},
		"another account's role needs both":                     {resource: trust(toRole), on: "arn:aws:iam::444455556666:role/deploy", who: asRole, want: iam.Denied},
		"another account's role with both":                      {identity: statement("Allow", "sts:*", "*", ""), resource: trust(toRole), on: "arn:aws:iam::444455556666:role/deploy", who: asRole, want: iam.Allowed},
		"a trust policy's deny wins":                            {resource: trust(toRole) + "," + statement("Deny", "sts:AssumeRole", "", toAll), who: asRole, want: iam.DeniedExplicitly},
		"a boundary bounds a role that is trusted":              {resource: trust(toRole), boundary: readOnly, who: asRole, want: iam.Denied},
		"trust in a role named alike in another path is no use": {resource: trust(`"Principal": {"AWS": "arn:aws:iam::111122223333:role/api"}`), who: asRole, want: iam.Denied},
	}, "sts:AssumeRole", target, iam.Role)
}

func TestADecisionSaysWhy(t *testing.T) {
	p := iam.Policies{
		Identity: policy(t, send+`, {"Sid": "Net", "Effect": "Deny", "Action": "*", "Resource": "*", `+fromVPC+`}`),
		Boundary: policy(t, statement("Allow", "sqs:*", "*", `"Condition": {"Bool": {"aws:SecureTransport": "true"}}`)),
	}
	ask := func(ctx iam.Context) iam.Decision {
		return iam.Evaluate(p, iam.Request{Principal: asRole, Action: "sqs:SendMessage", Resource: queue, Context: ctx})
	}

	open := ask(nil)
	assert.Equal(t, iam.Conditional, open.Verdict)
	var remaining []string
	for _, r := range open.Remaining {
		remaining = append(remaining, string(r.Statement.Effect)+" "+r.String()+": "+r.Conditions[0].Key)
	}
	assert.Equal(t, []string{
		`Deny statement "Net" of p: aws:SourceVpc`,
		`Allow statement 1 of p: aws:SecureTransport`,
	}, remaining)

	// What is known is no longer open.
	tls := ask(iam.Context{"aws:SecureTransport": {"true"}})
	assert.Equal(t, iam.Conditional, tls.Verdict)
	assert.Len(t, tls.Remaining, 1)
	assert.Equal(t, iam.Deny, tls.Remaining[0].Statement.Effect)

	denied := ask(iam.Context{"aws:SourceVpc": {"vpc-1"}})
	assert.Equal(t, iam.DeniedExplicitly, denied.Verdict)
	assert.Equal(t, `statement "Net" of p`, denied.Statements[0].String())
	assert.False(t, denied.Verdict.MayAllow())
	assert.True(t, open.Verdict.MayAllow())
	assert.True(t, iam.Undecided.MayAllow(), "what nobody decided may be")
	assert.Empty(t, denied.Remaining)
	assert.Equal(t, "statement 1", iam.Cite{Label: "statement 1"}.String())
}
