package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/truth"
)

func TestWhereAnActionIsGranted(t *testing.T) {
	tests := map[string]struct {
		statements, boundary string
		want                 []string
	}{
		"nowhere":                               {readOnly, "", nil},
		"where a statement says":                {send, "", []string{queue}},
		"where each of several says":            {send + "," + statement("Allow", "*", "arn:aws:sqs:*", ""), "", []string{queue, "arn:aws:sqs:*"}},
		"within the boundary":                   {statement("Allow", "sqs:*", "*", ""), send, []string{queue}},
		"not outside the boundary":              {send, statement("Allow", "sqs:*", "arn:aws:sqs:*:*:other", ""), nil},
		"everywhere but what is left out":       {`{"Effect": "Allow", "Action": "sqs:*", "NotResource": "` + queue + `"}`, "", []string{"* but " + queue}},
		"everywhere but what is denied":         {statement("Allow", "sqs:*", "*", "") + "," + statement("Deny", "sqs:*", queue, ""), "", []string{"* but " + queue}},
		"only where it is not denied":           {statement("Allow", "sqs:*", "*", "") + `, {"Effect": "Deny", "Action": "*", "NotResource": "` + queue + `"}`, "", []string{queue}},
		"not where a boundary denies":           {send, statement("Allow", "*", "*", "") + "," + denySend, nil},
		"not where a deny has no resource":      {send + `, {"Effect": "Deny", "Action": "*"}`, "", nil},
		"a deny of something else takes none":   {send + "," + statement("Deny", "*", "arn:aws:s3:::*", ""), "", []string{queue}},
		"a deny of all but it takes none":       {send + `, {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:sqs:*"}`, "", []string{queue}},
		"a variable in a deny is not a promise": {send + "," + statement("Deny", "*", "arn:aws:sqs:*:*:${aws:username}", ""), "", []string{queue + " but arn:aws:sqs:*:*:${aws:username}"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range (iam.Grants{Policies: policy(t, tt.statements), Boundary: policy(t, tt.boundary)}).Reaches("sqs:SendMessage", nil) {
				assert.Equal(t, r.Resource, r.Pattern().Text)
				on := r.Resource
				for _, e := range r.Except {
					on += " but " + e
				}
				got = append(got, on)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestWhetherAnActionIsGrantedSomewhere(t *testing.T) {
	g := iam.Grants{Policies: policy(t, statement("Allow", "s3:GetObject", "arn:aws:s3:::logs/*", "")+","+
		statement("Allow", "s3:PutObject", "*", fromVPC)+`, {"Effect": "Allow", "Action": "s3:DeleteObject", "NotResource": "arn:aws:s3:::logs/*"}`)}
	tests := map[string]struct {
		action, resources string
		context           iam.Context
		want              truth.Truth
	}{
		"on something of a pattern":         {"s3:GetObject", "arn:aws:s3:::*", nil, truth.Yes},
		"not on another thing":              {"s3:GetObject", "arn:aws:s3:::data/*", nil, truth.No},
		"under a condition":                 {"s3:PutObject", "*", nil, truth.Unknown},
		"under a condition that is met":     {"s3:PutObject", "*", iam.Context{"aws:SourceVpc": {"vpc-1"}}, truth.Yes},
		"under a condition that is not met": {"s3:PutObject", "*", iam.Context{"aws:SourceVpc": nil}, truth.No},
		"on what is left out":               {"s3:DeleteObject", "arn:aws:s3:::logs/2026/*", nil, truth.No},
		"on more than what is left out":     {"s3:DeleteObject", "arn:aws:s3:::*", nil, truth.Yes},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want.String(), g.Can(tt.action, tt.resources, tt.context).String())
		})
	}
	assert.Equal(t, []string{"s3:deleteobject", "s3:getobject", "s3:putobject"}, g.Actions())
}

func TestWhetherAStatementIsAboutAResource(t *testing.T) {
	about := func(elements, resource string) string {
		s := policy(t, `{"Effect": "Allow", "Action": "*", `+elements+`}`)[0].Statements[0]
		return s.HasResource(resource).String()
	}
	assert.Equal(t, "yes", about(`"Resource": ["arn:aws:s3:::b", "arn:aws:s3:::a?"]`, "arn:aws:s3:::aé"))
	assert.Equal(t, "no", about(`"Resource": "arn:aws:s3:::a?*b"`, "arn:aws:s3:::aéc"))
	assert.Equal(t, "yes", about(`"Resource": "*"`, ""), "whatever it is")
	assert.Equal(t, "unknown", about(`"Resource": "arn:aws:s3:::a"`, ""))
	assert.Equal(t, "unknown", about(`"NotResource": "arn:aws:s3:::${aws:username}"`, "arn:aws:s3:::a"))
	assert.Equal(t, "no", about(`"NotResource": "arn:aws:s3:::*"`, "arn:aws:s3:::a"))
}

func TestActionsOfAWS(t *testing.T) {
	assert.Equal(t, iam.Write, iam.LevelOf("S3:putobject"))
	assert.Equal(t, iam.Permissions, iam.LevelOf("s3:PutBucketPolicy"))
	assert.Equal(t, iam.List, iam.LevelOf("s3:ListBucket"))
	assert.Equal(t, iam.Tagging, iam.LevelOf("ec2:CreateTags"))
	assert.Equal(t, iam.NoLevel, iam.LevelOf("s3:NoSuchThing"))
	assert.Equal(t, "Permissions management", iam.Permissions.String())

	assert.Equal(t, truth.Yes, iam.SupportsResources("s3:GetObject"))
	assert.Equal(t, truth.No, iam.SupportsResources("ec2:DescribeInstances"))
	assert.Equal(t, truth.Unknown, iam.SupportsResources("nonsense"))

	assert.Equal(t, []string{"sqs:DeleteMessage", "sqs:DeleteQueue"}, iam.Expand("SQS:delete*"))
	assert.Contains(t, iam.Expand("*:GetObject"), "s3:GetObject")
	assert.Empty(t, iam.Expand("nosuch:*"))
	assert.Greater(t, len(iam.Expand("*")), 15000)
}
