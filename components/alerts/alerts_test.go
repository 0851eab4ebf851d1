package alerts

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	topicType  = "aws:sns/topic:Topic"
	policyType = "aws:sns/topicPolicy:TopicPolicy"
	readerType = "aws:sns/topicSubscription:TopicSubscription"
)

func valid() *Args {
	return &Args{
		Names:  naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:  identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		KeyARN: pulumi.String("arn:key-messages"),
		Page:   []string{"on-call@example.com"},
		Ticket: []string{"platform@example.com", "security@example.com"},
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewAlerts(ctx, "alerts", args)
		return err
	}
}

func TestValidate(t *testing.T) {
	const address = "a mail address, on-call@example.com"
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"all is well":            {func(*Args) {}, nil},
		"nobody reads":           {func(a *Args) { a.Page, a.Ticket = nil, nil }, nil},
		"both severities to one": {func(a *Args) { a.Ticket = a.Page }, nil},
		"addresses that are none": {func(a *Args) { a.Page = []string{"on-call", "On Call <on-call@example.com>", ""} }, fault.Faults{
			{Path: "page[0]", Found: "on-call", Accepted: address},
			{Path: "page[1]", Found: "On Call <on-call@example.com>", Accepted: address},
			{Path: "page[2]", Accepted: address},
		}},
		"an address twice": {func(a *Args) { a.Ticket[1] = a.Ticket[0] }, fault.Faults{
			{Path: "ticket[1]", Found: "platform@example.com", Accepted: "each address once"},
		}},
		"nobody's topics": {func(a *Args) { a.Names, a.Where = naming.Scope{}, identity.Scope{} }, fault.Faults{
			{Path: "names.environment", Accepted: "the environment's name"},
			{Path: "names.project", Accepted: "the project's name"},
			{Path: "where.account", Accepted: "an account's twelve digits"},
			{Path: "where.partition", Accepted: "aws or another partition"},
			{Path: "where.region", Accepted: "a region, eu-west-1"},
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			args := valid()
			test.change(args)
			assert.Equal(t, test.want, args.Validate())
		})
	}
}

func TestFaultsRegisterNothing(t *testing.T) {
	keyless := valid()
	keyless.KeyARN = nil
	for sentence, test := range map[string]struct {
		args *Args
		want string
	}{
		"no args": {nil, `make alerts "alerts": args are nil`},
		"a fault": {&Args{KeyARN: pulumi.String("arn:key")}, `make alerts "alerts": names.environment: missing`},
		"no key":  {keyless, "encrypt topics: KeyARN is nil"},
	} {
		t.Run(sentence, func(t *testing.T) {
			rec := mocktest.New()
			require.ErrorContains(t, rec.Run(program(test.args)), test.want)
			assert.Empty(t, rec.All())
		})
	}
}

func TestTopics(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(valid())))
	assert.Equal(t, []string{"alerts-page", "alerts-ticket"}, rec.Names(topicType))
	assert.Equal(t, []string{"alerts-page", "alerts-ticket"}, rec.Names(policyType))
	assert.Equal(t, []string{"alerts-page-on-call@example.com", "alerts-ticket-platform@example.com", "alerts-ticket-security@example.com"}, rec.Names(readerType))
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-alerts-page", "kmsMasterKeyId": "arn:key-messages", "tags": map[string]any{"Name": "covetpy-prod-alerts-page"},
	}, rec.One(t, topicType, "alerts-page").Inputs.Mappable())
	assert.Equal(t, map[string]any{
		"topic": "arn:aws:sns:eu-west-1:111122223333:covetpy-prod-alerts-ticket", "protocol": "email", "endpoint": "security@example.com",
	}, rec.One(t, readerType, "alerts-ticket-security@example.com").Inputs.Mappable())
	for _, res := range rec.All() {
		assert.True(t, !res.Custom || res.ParentType == Type, res.Name)
	}
}

func TestOnlyWhoSendsMaySend(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(valid())))
	in := rec.One(t, policyType, "alerts-ticket").Inputs.Mappable()
	const topic = "arn:aws:sns:eu-west-1:111122223333:covetpy-prod-alerts-ticket"
	assert.Equal(t, topic, in["arn"])
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": [
		{
			"Sid": "AlarmsSend", "Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"},
			"Action": "sns:Publish", "Resource": "`+topic+`",
			"Condition": {
				"StringEquals": {"aws:SourceAccount": "111122223333"},
				"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:covetpy-prod-*"}
			}
		},
		{
			"Sid": "EventRulesSend", "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
			"Action": "sns:Publish", "Resource": "`+topic+`"
		},
		{
			"Sid": "DatabasesSend", "Effect": "Allow", "Principal": {"Service": "events.rds.amazonaws.com"},
			"Action": "sns:Publish", "Resource": "`+topic+`",
			"Condition": {
				"StringEquals": {"aws:SourceAccount": "111122223333"},
				"ArnLike": {"aws:SourceArn": [
					"arn:aws:rds:eu-west-1:111122223333:cluster:covetpy-prod-*",
					"arn:aws:rds:eu-west-1:111122223333:db-proxy:*",
					"arn:aws:rds:eu-west-1:111122223333:db:covetpy-prod-*",
					"arn:aws:rds:eu-west-1:111122223333:es:*"
				]}
			}
		},
		{
			"Sid": "TLSOnly", "Effect": "Deny", "Principal": {"AWS": "*"}, "Resource": "`+topic+`",
			"Action": [
				"sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic",
				"sns:Publish", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"
			],
			"Condition": {"Bool": {"aws:SecureTransport": "false"}}
		}
	]}`, in["policy"].(string))
}

// TestWhoTakesATopicIsAfterItsPolicy registers an alarm on each topic.
func TestWhoTakesATopicIsAfterItsPolicy(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		made, err := NewAlerts(ctx, "alerts", valid())
		if err != nil {
			return err
		}
		for _, severity := range []alarm.Severity{alarm.Page, alarm.Ticket} {
			err := alarm.New(ctx, "alarm-"+string(severity), alarm.Alarm{
				Name: "any", Severity: severity, Says: "Anything.",
				Metric:        alarm.Metric{Namespace: "AWS/RDS", Name: "CPUUtilization", Statistic: "Average"},
				PeriodSeconds: 60, Bad: 1, Of: 1, Comparison: alarm.Above, Missing: alarm.MissingKeeps,
			}, alarm.Args{Name: "any", Topics: made.Topics})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	for _, severity := range []string{"page", "ticket"} {
		watching := rec.One(t, "aws:cloudwatch/metricAlarm:MetricAlarm", "alarm-"+severity)
		assert.Equal(t, []string{"alerts-" + severity, "alerts-" + severity}, watching.DependsOn, "the topic and its policy")
		assert.Equal(t, []any{valid().ARN(alarm.Severity(severity))}, watching.Inputs.Mappable()["alarmActions"], "the ARN that was known before")
	}
}

func TestAPreviewKnowsWhoMaySend(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(program(valid())))
	assert.True(t, rec.One(t, policyType, "alerts-page").Inputs["policy"].IsString())
	assert.Len(t, rec.Of(readerType), 3)
}
