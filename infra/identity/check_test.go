package identity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

// faulty says where a document is at fault: path, then what was found there.
func faulty(err error) map[string]string {
	out := map[string]string{}
	for _, f := range fault.Of(err) {
		out[f.Path] = f.Found
	}
	return out
}

// sound is a statement without a fault, for a case to spoil.
func sound() identity.Statement {
	return identity.Statement{
		Sid: "ReadQueue", Actions: identity.Actions("sqs:ReceiveMessage"), Resources: identity.Resources(queueARN),
	}
}

func TestFaultsOfAStatement(t *testing.T) {
	cases := map[string]struct {
		spoil func(*identity.Statement)
		want  map[string]string
	}{
		"no sid": {
			spoil: func(s *identity.Statement) { s.Sid = "" },
			want:  map[string]string{"statements[0].sid": ""},
		},
		"a sid with a space": {
			spoil: func(s *identity.Statement) { s.Sid = "Read queue" },
			want:  map[string]string{"statements[Read queue].sid": "Read queue"},
		},
		"an effect that IAM does not know": {
			spoil: func(s *identity.Statement) { s.Effect = "allow" },
			want:  map[string]string{"statements[ReadQueue].effect": "allow"},
		},
		"no action and no resource": {
			spoil: func(s *identity.Statement) { s.Actions, s.Resources = nil, nil },
			want:  map[string]string{"statements[ReadQueue].actions": "", "statements[ReadQueue].resources": ""},
		},
		"a wildcard in a plain action": {
			spoil: func(s *identity.Statement) { s.Actions = identity.Actions("sqs:GetQueueUrl", "sqs:*") },
			want:  map[string]string{"statements[ReadQueue].actions[1]": "sqs:*"},
		},
		"every action of every service": {
			spoil: func(s *identity.Statement) { s.Actions = identity.Actions("*") },
			want:  map[string]string{"statements[ReadQueue].actions[0]": "*"},
		},
		"an action without a service": {
			spoil: func(s *identity.Statement) { s.Actions = identity.Actions("ReceiveMessage") },
			want:  map[string]string{"statements[ReadQueue].actions[0]": "ReceiveMessage"},
		},
		"a prefix without a reason": {
			spoil: func(s *identity.Statement) {
				s.Actions = []identity.Action{identity.ActionPrefix("sqs:Get", " "), identity.AllActions("sqs", "")}
			},
			want: map[string]string{"statements[ReadQueue].actions[0].reason": "", "statements[ReadQueue].actions[1].reason": ""},
		},
		"a prefix without a service": {
			spoil: func(s *identity.Statement) { s.Actions = []identity.Action{identity.ActionPrefix("", "all of it")} },
			want:  map[string]string{"statements[ReadQueue].actions[0]": "*"},
		},
		"any resource for an action that could be held to one": {
			spoil: func(s *identity.Statement) { s.Resources = identity.Resources("*") },
			want:  map[string]string{"statements[ReadQueue].resources[0]": "*"},
		},
		"any resource for two actions of which one could be held": {
			spoil: func(s *identity.Statement) {
				s.Actions, s.Resources = identity.Actions("ec2:DescribeVpcs", "ec2:CreateFleet"), identity.Resources("*")
			},
			want: map[string]string{"statements[ReadQueue].resources[0]": "*"},
		},
		"any resource without a reason": {
			spoil: func(s *identity.Statement) {
				s.Resources = []identity.Resource{identity.AnyResource(""), identity.ResourcePattern("arn:aws:s3:::*", "")}
			},
			want: map[string]string{"statements[ReadQueue].resources[0].reason": "", "statements[ReadQueue].resources[1].reason": ""},
		},
		"a resource that is no ARN": {
			spoil: func(s *identity.Statement) { s.Resources = identity.Resources("queue", "arn:aws:sqs:::", queueARN) },
			want:  map[string]string{"statements[ReadQueue].resources[0]": "queue", "statements[ReadQueue].resources[1]": "arn:aws:sqs:::"},
		},
		"a wildcard outside a resource's name, or in place of it": {
			spoil: func(s *identity.Statement) {
				s.Resources = identity.Resources("arn:aws:sqs:*:111122223333:q", "arn:aws:sqs:eu-west-1:*:q", "arn:aws:s3:::*")
			},
			want: map[string]string{
				"statements[ReadQueue].resources[0]": "arn:aws:sqs:*:111122223333:q",
				"statements[ReadQueue].resources[1]": "arn:aws:sqs:eu-west-1:*:q",
				"statements[ReadQueue].resources[2]": "arn:aws:s3:::*",
			},
		},
		"anyone, without a word on who": {
			spoil: func(s *identity.Statement) {
				s.Principal = identity.Anyone()
				s.Conditions = []identity.Condition{identity.Bool("aws:SecureTransport", true)}
			},
			want: map[string]string{"statements[ReadQueue].principal": "*"},
		},
		"anyone, held only where the key exists": {
			spoil: func(s *identity.Statement) {
				s.Principal = identity.Anyone()
				s.Conditions = []identity.Condition{identity.IfExists(identity.StringEquals("aws:PrincipalAccount", "111122223333"))}
			},
			want: map[string]string{"statements[ReadQueue].principal": "*"},
		},
		"anyone at all without a reason": {
			spoil: func(s *identity.Statement) { s.Principal = identity.AnyoneAtAll("") },
			want:  map[string]string{"statements[ReadQueue].principal.reason": ""},
		},
		"a principal without a name": {
			spoil: func(s *identity.Statement) { s.Principal = identity.AWS("") },
			want:  map[string]string{"statements[ReadQueue].principal[0]": ""},
		},
		"no principal where one is said": {
			spoil: func(s *identity.Statement) { s.Principal = identity.Service() },
			want:  map[string]string{"statements[ReadQueue].principal": ""},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := sound()
			c.spoil(&s)
			_, err := one(s).JSON()
			assert.Equal(t, c.want, faulty(err))
		})
	}
}

func TestFaultsOfConditions(t *testing.T) {
	cases := map[string]struct {
		conditions []identity.Condition
		path       string
		found      string
	}{
		"no value":                       {list(identity.StringEquals("aws:SourceAccount")), "StringEquals aws:SourceAccount", ""},
		"an empty value":                 {list(identity.StringEquals("aws:SourceAccount", "")), "StringEquals aws:SourceAccount", ""},
		"a key without a service":        {list(identity.StringEquals("SourceAccount", "1")), "StringEquals SourceAccount", "SourceAccount"},
		"a wildcard compared literally":  {list(identity.StringEquals("aws:ResourceTag/a", "b*")), "StringEquals aws:ResourceTag/a", "b*"},
		"the same when it must differ":   {list(identity.StringNotEquals("aws:ResourceTag/a", "b*")), "StringNotEquals aws:ResourceTag/a", "b*"},
		"a pattern that matches all":     {list(identity.StringLike("aws:ResourceTag/a", "**")), "StringLike aws:ResourceTag/a", "**"},
		"an ARN pattern that matches":    {list(identity.ArnLike("aws:SourceArn", "*")), "ArnLike aws:SourceArn", "*"},
		"an operator and a key repeated": {list(identity.Bool("aws:a", true), identity.Bool("aws:a", false)), "Bool aws:a", "false"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := sound()
			s.Conditions = c.conditions
			_, err := one(s).JSON()
			assert.Equal(t, map[string]string{"statements[ReadQueue].conditions[" + c.path + "]": c.found}, faulty(err))
		})
	}
}

func list(conditions ...identity.Condition) []identity.Condition { return conditions }

func TestAllFaultsOfADocumentComeAtOnce(t *testing.T) {
	write := identity.Statement{Sid: "Write", Actions: identity.Actions("sqs:*"), Resources: identity.Resources("*")}
	twin := sound()
	trusting := sound()
	trusting.Sid, trusting.Principal = "Trusting", identity.AWS(home().Root())

	_, err := identity.Document{Statements: []identity.Statement{sound(), write, twin, trusting}}.JSON()

	require.EqualError(t, err, "write IAM document: "+
		"statements[2].sid: found ReadQueue, accepted: a sid that no other statement has\n"+
		"statements[Trusting].principal: found AWS, accepted: a principal in every statement of a document, or in none\n"+
		"statements[Write].actions[0]: found sqs:*, accepted: the actions one by one, or ActionPrefix with a reason\n"+
		"statements[Write].resources[0]: found *, accepted: an ARN, as sqs:* can be held to one, or AnyResource with a reason")
}

func TestWidthThatIsAskedForPasses(t *testing.T) {
	cases := map[string]identity.Statement{
		"an action that no resource can hold": {
			Sid: "Look", Actions: identity.Actions("ec2:DescribeSubnets", "pricing:GetProducts", "ecr:GetAuthorizationToken"),
			Resources: identity.Resources("*"),
		},
		"a prefix, any resource and a pattern with reasons": {
			Sid: "Look", Actions: []identity.Action{identity.ActionPrefix("sqs:List", "names are no secret")},
			Resources: []identity.Resource{
				identity.AnyResource("every queue"), identity.ResourcePattern("arn:aws:sqs:*:*:*", "everywhere"),
			},
		},
		"a wildcard within a resource's name": {
			Sid: "Look", Actions: identity.Actions("s3:GetObject"), Resources: identity.Resources(home().Bucket("bucket/logs/*")),
		},
		"a denial of everything": {
			Sid: "Stop", Effect: identity.Deny, Actions: identity.Actions("s3:PutObject"), Resources: identity.Resources("*", "arn:aws:s3:::*"),
		},
		"a denial to anyone": {
			Sid: "Stop", Effect: identity.Deny, Principal: identity.Anyone(), Actions: identity.Actions("s3:PutObject"),
			Resources: identity.Resources("arn:aws:s3:::bucket/*"),
		},
		"a repository's policy, which has no resources": {
			Sid: "Pull", Principal: identity.AWS("arn:aws:iam::111122223333:role/node"), Actions: identity.Actions("ecr:BatchGetImage"),
		},
		"anyone of this account": {
			Sid: "Use", Principal: identity.Anyone(), Actions: identity.Actions("sqs:SendMessage"), Resources: identity.Resources(queueARN),
			Conditions: list(identity.StringEquals("aws:PrincipalAccount", "111122223333")),
		},
		"anyone at all with a reason": {
			Sid: "Pull", Principal: identity.AnyoneAtAll("ECR signs for its layers as itself"),
			Actions: identity.Actions("s3:GetObject"), Resources: identity.Resources("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"),
		},
	}
	for name, statement := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := one(statement).JSON()
			assert.NoError(t, err)
		})
	}
}

// No plain action with a wildcard in it gets through, wherever it stands.
func TestAPlainActionNeverHasAWildcard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-z]{0,4}:?[A-Za-z]{0,6}[*?][A-Za-z]{0,6}`).Draw(t, "action")
		s := sound()
		s.Actions = append(s.Actions, identity.Actions(name)...)
		_, err := one(s).JSON()
		if got := faulty(err)["statements[ReadQueue].actions[1]"]; got != name {
			t.Fatalf("%q was accepted: %v", name, err)
		}
	})
}

// Rows of the Service Authorization Reference, with and without resource types.
func TestWhichActionsTakeAnyResource(t *testing.T) {
	cases := map[string][]string{
		"": {
			"acm:ListCertificates", "autoscaling:DescribeAutoScalingGroups", "cloudwatch:PutMetricData",
			"ec2:DescribeSpotPriceHistory", "ecr:GetAuthorizationToken", "ecr-public:GetAuthorizationToken",
			"eks:DescribeAddonVersions", "elasticloadbalancing:DescribeTargetHealth", "kms:ListAliases",
			"logs:CreateLogDelivery", "pricing:GetProducts", "route53:ListHostedZones", "s3:ListAllMyBuckets",
			"secretsmanager:ListSecrets", "shield:GetSubscriptionState", "ssm:DescribeParameters",
			"sts:GetCallerIdentity", "tag:GetResources", "xray:PutTraceSegments",
		},
		"statements[Look].resources[0]": {
			"ec2:CreateFleet", "ec2:RunInstances", "eks:DescribeCluster", "ssm:GetParameter", "logs:DescribeLogGroups",
			// IAM evaluates it against the path that is listed.
			"iam:ListInstanceProfiles",
			"kms:Decrypt", "ec2:Describe", "lambda:InvokeFunction",
		},
	}
	for path, actions := range cases {
		for _, action := range actions {
			t.Run(action, func(t *testing.T) {
				_, err := one(identity.Statement{
					Sid: "Look", Actions: identity.Actions(action), Resources: identity.Resources("*"),
				}).JSON()
				want := map[string]string{}
				if path != "" {
					want[path] = "*"
				}
				assert.Equal(t, want, faulty(err))
			})
		}
	}
}
