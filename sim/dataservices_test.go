package sim_test

import (
	"fmt"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// change updates what an example made; null removes a property.
func (s *stage) change(name string, changes map[string]any) error {
	m := s.Made[name]
	checked, reasons := s.check(m.URN, s.inputs(name, changes))
	if reasons != "" {
		return kind.Say("%s", reasons)
	}
	outputs, err := s.update(m, checked)
	if err == nil {
		m.Inputs, m.Outputs = checked, outputs
		s.Made[name] = m
	}
	return err
}

// another creates a second resource from an example's inputs, with changes.
func (s *stage) another(name, suffix string, changes map[string]any) (examples.Made, error) {
	return s.create(s.Examples[name].Type, name+suffix, s.inputs(name, changes))
}

func TestProtection(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example string
		on, off map[string]any
		says    string
	}{
		"a log group under deletion protection stays": {
			"cloudwatch/log-group",
			map[string]any{"deletionProtectionEnabled": true},
			map[string]any{"deletionProtectionEnabled": false},
			"ValidationException: Cannot delete log group with deletion protection enabled",
		},
		"an association under mutation protection stays": {
			"route53/firewall-rule-group-association",
			map[string]any{"mutationProtection": "ENABLED"},
			map[string]any{"mutationProtection": "DISABLED"},
			"ValidationException: [RSLVR-02307]",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need(tt.example)
			require.NoError(t, s.change(tt.example, tt.on))
			require.ErrorContains(t, s.delete(s.Made[tt.example]), tt.says)
			require.NoError(t, s.change(tt.example, tt.off))
			require.NoError(t, s.delete(s.Made[tt.example]))
		})
	}
}

func TestRefusedUpdates(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example       string
		first, second map[string]any
		says          string
	}{
		"a protected association keeps its priority": {
			"route53/firewall-rule-group-association",
			map[string]any{"mutationProtection": "ENABLED"},
			map[string]any{"mutationProtection": "ENABLED", "priority": 102},
			"RSLVR-02307",
		},
		"a versioned bucket can't become one without versions": {
			"s3/versioning", nil,
			map[string]any{"versioningConfiguration": map[string]any{"status": "Disabled"}},
			"cannot be updated from 'Enabled' to 'Disabled'",
		},
		"a rule that only alerts has no block response": {
			"route53/firewall-rule", nil, map[string]any{"action": "ALERT"}, "has no block response",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need(tt.example)
			require.NoError(t, s.change(tt.example, tt.first))
			require.ErrorContains(t, s.change(tt.example, tt.second), tt.says)
		})
	}
}

func TestAcceptedUpdates(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example       string
		first, second map[string]any
	}{
		"a protected association changes while it loses its protection": {
			"route53/firewall-rule-group-association",
			map[string]any{"mutationProtection": "ENABLED"},
			map[string]any{"mutationProtection": "DISABLED", "priority": 102},
		},
		"tags are no part of what is protected": {
			"route53/firewall-rule-group-association",
			map[string]any{"mutationProtection": "ENABLED"},
			map[string]any{"mutationProtection": "ENABLED", "tags": map[string]any{"a": "b"}},
		},
		"blocking becomes alerting together with the response": {
			"route53/firewall-rule", nil, map[string]any{"action": "ALERT", "blockResponse": nil},
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need(tt.example)
			require.NoError(t, s.change(tt.example, tt.first))
			require.NoError(t, s.change(tt.example, tt.second))
		})
	}
}

func TestWhatGoesWithItsOwner(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		owner, part string
		stays       bool
	}{
		"a bucket takes its policy with it":                {owner: "s3/bucket", part: "s3/policy"},
		"a bucket takes its lifecycle rules with it":       {owner: "s3/bucket", part: "s3/lifecycle-rules"},
		"a bucket takes its logging configuration with it": {owner: "s3/bucket", part: "s3/logging"},
		"a queue takes its policy with it":                 {owner: "sqs/queue", part: "sqs/queue-policy"},
		"a VPC takes its firewall configuration with it":   {owner: "ec2/vpc", part: "route53/firewall-config"},
		"a target of access logs goes alone":               {owner: "s3/bucket-target", part: "s3/logging", stays: true},
		"a target of query logs goes alone":                {owner: "cloudwatch/log-group", part: "route53/query-log-config", stays: true},
		"a target of events goes alone":                    {owner: "sqs/queue", part: "cloudwatch/event-target", stays: true},
		"a topic that events go to goes alone":             {owner: "sns/topic", part: "cloudwatch/event-target-topic", stays: true},
		"a topic that an alarm calls goes alone":           {owner: "sns/topic", part: "cloudwatch/metric-alarm", stays: true},
		"a topic takes its policy with it":                 {owner: "sns/topic", part: "sns/topic-policy"},
		"a topic takes its subscriptions with it":          {owner: "sns/topic", part: "sns/topic-subscription"},
		"a queue that is subscribed goes alone":            {owner: "sqs/dead-letters", part: "sns/topic-subscription-queue", stays: true},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			part := s.need(tt.part)
			require.NoError(t, s.delete(s.Made[tt.owner]))
			_, found := s.read(part)
			assert.Equal(t, tt.stays, found)
		})
	}
}

func TestBucketNamesAreEveryRegions(t *testing.T) {
	t.Parallel()
	for region, says := range map[string]string{
		"eu-central-1": "BucketAlreadyOwnedByYou",
		"us-east-1":    "BucketAlreadyExists",
	} {
		t.Run(region, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need("s3/bucket")
			_, err := s.another("s3/bucket", "-"+region, map[string]any{"region": region})
			require.ErrorContains(t, err, says)
		})
	}
}

func TestBucketOutputs(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("s3/bucket-made-up")
	assert.Regexp(t, `^s3-bucket-made-up-[0-9a-f]{7}$`, m.ID)
	want := map[string]string{
		"bucket":                   m.ID,
		"arn":                      "arn:aws:s3:::" + m.ID,
		"bucketDomainName":         m.ID + ".s3.amazonaws.com",
		"bucketRegion":             "eu-west-1",
		"bucketRegionalDomainName": m.ID + ".s3.eu-west-1.amazonaws.com",
		"hostedZoneId":             "Z1BKCTXD74EZPE",
		"websiteDomain":            "s3-website-eu-west-1.amazonaws.com",
		"websiteEndpoint":          m.ID + ".s3-website-eu-west-1.amazonaws.com",
	}
	for key, value := range want {
		assert.Equal(t, kind.Text(value), m.Outputs[resource.PropertyKey(key)], key)
	}
}

func TestPublicPolicyNeedsAnOpenBucket(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	public := map[string]any{"policy": `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::covetpy-dev-flow-logs/*"}]}`}
	s.need("s3/public-access-block")
	_, err := s.another("s3/policy", "", public)
	require.ErrorContains(t, err, "BlockPublicPolicy")
	require.NoError(t, s.change("s3/public-access-block", map[string]any{"blockPublicPolicy": false}))
	_, err = s.another("s3/policy", "", public)
	require.NoError(t, err)
}

func TestLockedBucketKeepsItsVersions(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	locked := s.need("s3/bucket-locked")
	_, err := s.another("s3/versioning", "", map[string]any{
		"bucket": locked.ID, "versioningConfiguration": map[string]any{"status": "Suspended"},
	})
	require.ErrorContains(t, err, "InvalidBucketState")
}

func TestObjectLockComesAfterVersions(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	bucket := map[string]any{"bucket": s.need("s3/bucket").ID}
	_, err := s.another("s3/object-lock", "", bucket)
	require.ErrorContains(t, err, "InvalidBucketState: Versioning must be 'Enabled'")
	s.need("s3/versioning")
	_, err = s.another("s3/object-lock", "", bucket)
	require.NoError(t, err)
	require.ErrorContains(t, s.change("s3/versioning", map[string]any{"versioningConfiguration": map[string]any{"status": "Suspended"}}), "InvalidBucketState")
}

func TestLogGroupNeedsALivingKey(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	require.NoError(t, s.delete(s.need("cloudwatch/log-key")))
	_, err := s.another("cloudwatch/log-group", "", nil)
	require.ErrorContains(t, err, "pending deletion")
}

func TestQuotas(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example, key string
		most         int
	}{
		"log resource policies of a region": {"cloudwatch/log-resource-policy", "policyName", 10},
		"targets of a rule":                 {"cloudwatch/event-target", "targetId", 5},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			for i := range tt.most + 1 {
				name := fmt.Sprintf("number-%d", i)
				_, err := s.another(tt.example, name, map[string]any{tt.key: name})
				if i < tt.most {
					require.NoError(t, err)
				} else {
					require.ErrorContains(t, err, "LimitExceededException")
				}
			}
		})
	}
}
