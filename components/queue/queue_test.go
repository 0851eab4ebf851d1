package queue

import (
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	queueType  = "aws:sqs/queue:Queue"
	policyType = "aws:sqs/queuePolicy:QueuePolicy"
	allowType  = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"
	alarmType  = "aws:cloudwatch/metricAlarm:MetricAlarm"

	arn     = "arn:aws:sqs:eu-west-1:111122223333:covetpy-prod-queue-jobs"
	deadARN = "arn:aws:sqs:eu-west-1:111122223333:covetpy-prod-dead-jobs"
)

func valid() *Args {
	return &Args{
		Names:  naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:  identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Name:   "jobs",
		KeyARN: pulumi.String("arn:key-messages"),
		Topics: alarm.Topics{Page: pulumi.String("arn:page"), Ticket: pulumi.String("arn:ticket")},

		Protect: true, VisibilitySeconds: 300, RetentionDays: 4, MaxReceives: 5, AlertAgeSeconds: 900,
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewQueue(ctx, "queue-jobs", args)
		return err
	}
}

func made(t require.TestingT, args *Args) *mocktest.Recorder {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

func TestValidate(t *testing.T) {
	const name = "lower-case letters, digits and single dashes, beginning with a letter: jobs"
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"all is well": {func(*Args) {}, nil},
		"the least": {func(a *Args) {
			a.VisibilitySeconds, a.RetentionDays, a.MaxReceives, a.AlertAgeSeconds = 1, 1, 1, 60
		}, nil},
		"the most": {func(a *Args) {
			a.VisibilitySeconds, a.RetentionDays, a.MaxReceives, a.AlertAgeSeconds = 43200, 13, 1000, 13*86400-1
		}, nil},
		"too little of everything": {func(a *Args) {
			a.Name, a.VisibilitySeconds, a.RetentionDays, a.MaxReceives, a.AlertAgeSeconds = "", 0, 0, 0, 59
		}, fault.Faults{
			{Path: "alertAgeSeconds", Found: "59", Accepted: "at least 60"},
			{Path: "maxReceives", Found: "0", Accepted: "1 to 1000"},
			{Path: "name", Accepted: name},
			{Path: "retentionDays", Found: "0", Accepted: "1 to 13"},
			{Path: "visibilitySeconds", Found: "0", Accepted: "1 to 43200"},
		}},
		"dead letters that would die at once": {func(a *Args) { a.RetentionDays = 14 }, fault.Faults{
			{Path: "retentionDays", Found: "14", Accepted: "1 to 13"},
		}},
		"a message that is gone before someone is woken": {func(a *Args) { a.RetentionDays, a.AlertAgeSeconds = 1, 86400 }, fault.Faults{
			{Path: "alertAgeSeconds", Found: "86400", Accepted: "less than retentionDays (86400 s), when the message is gone"},
		}},
		"names that are none": {func(a *Args) { a.Name = "jobs-" }, fault.Faults{{Path: "name", Found: "jobs-", Accepted: name}}},
		"nobody's queue": {func(a *Args) { a.Names, a.Where = naming.Scope{}, identity.Scope{} }, fault.Faults{
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
	bare := valid()
	bare.KeyARN, bare.Topics = nil, alarm.Topics{}
	for want, args := range map[string]*Args{
		`make queue "queue-jobs": args are nil`:                                                             nil,
		"KeyARN is nil, give it the ARN of a key\na topic is nil, give Topics the ARN of each":              bare,
		`make queue "queue-jobs": alertAgeSeconds: found 0, accepted: at least 60` + "\nmaxReceives: found": {},
	} {
		rec := mocktest.New()
		require.ErrorContains(t, rec.Run(program(args)), want)
		assert.Empty(t, rec.All())
	}
}

func TestTheTwoQueues(t *testing.T) {
	rec := made(t, valid())
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-queue-jobs", "kmsMasterKeyId": "arn:key-messages", "receiveWaitTimeSeconds": 20.0,
		"messageRetentionSeconds": 345600.0, "visibilityTimeoutSeconds": 300.0,
		"redrivePolicy": `{"deadLetterTargetArn":"` + deadARN + `","maxReceiveCount":5}`,
		"tags":          map[string]any{"Name": "covetpy-prod-queue-jobs"},
	}, rec.One(t, queueType, "queue-jobs-queue").Inputs.Mappable())
	assert.Equal(t, map[string]any{
		"name": "covetpy-prod-dead-jobs", "kmsMasterKeyId": "arn:key-messages", "receiveWaitTimeSeconds": 20.0,
		"messageRetentionSeconds": 1209600.0, "tags": map[string]any{"Name": "covetpy-prod-dead-jobs"},
	}, rec.One(t, queueType, "queue-jobs-dead").Inputs.Mappable())
	assert.JSONEq(t, `{"redrivePermission":"byQueue","sourceQueueArns":["`+arn+`"]}`,
		rec.One(t, allowType, "queue-jobs-dead").Inputs["redriveAllowPolicy"].StringValue())
	assert.Contains(t, rec.One(t, queueType, "queue-jobs-queue").DependsOn, "queue-jobs-dead", "its target has to exist")
	for _, r := range rec.All() {
		assert.Equal(t, r.Type == queueType, r.Protect, "%s %s", r.Type, r.Name)
		assert.True(t, !r.Custom || r.ParentType == Type, r.Name)
	}
}

func TestNobodyComesWithoutTLS(t *testing.T) {
	rec := made(t, valid())
	for name, resource := range map[string]string{"queue-jobs-queue": arn, "queue-jobs-dead": deadARN} {
		assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": [{
			"Sid": "TLSOnly", "Effect": "Deny", "Principal": {"AWS": "*"}, "Resource": "`+resource+`",
			"Action": [
				"sqs:AddPermission", "sqs:CancelMessageMoveTask", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:DeleteQueue",
				"sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues", "sqs:ListMessageMoveTasks", "sqs:ListQueueTags",
				"sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:RemovePermission", "sqs:SendMessage", "sqs:SetQueueAttributes",
				"sqs:StartMessageMoveTask", "sqs:TagQueue", "sqs:UntagQueue"
			],
			"Condition": {"Bool": {"aws:SecureTransport": "false"}}
		}]}`, rec.One(t, policyType, name).Inputs["policy"].StringValue(), name)
	}
}

func TestAlarms(t *testing.T) {
	rec := made(t, valid())
	inputs := func(name string) map[string]any {
		in := rec.One(t, alarmType, name).Inputs.Mappable()
		assert.NotEmpty(t, in["alarmDescription"])
		delete(in, "alarmDescription")
		return in
	}
	common := map[string]any{
		"namespace": "AWS/SQS", "statistic": "Maximum", "period": 60.0,
		"comparisonOperator": "GreaterThanThreshold", "treatMissingData": "notBreaching",
	}
	with := func(more map[string]any) map[string]any {
		maps.Copy(more, common)
		return more
	}
	assert.Equal(t, with(map[string]any{
		"name": "covetpy-prod-queue-jobs-age", "metricName": "ApproximateAgeOfOldestMessage", "threshold": 900.0,
		"dimensions": map[string]any{"QueueName": "covetpy-prod-queue-jobs"}, "evaluationPeriods": 5.0, "datapointsToAlarm": 3.0,
		"alarmActions": []any{"arn:page"}, "okActions": []any{"arn:page"},
	}), inputs("queue-jobs-alarm-age"))
	assert.Equal(t, with(map[string]any{
		"name": "covetpy-prod-queue-jobs-dead-letters", "metricName": "ApproximateNumberOfMessagesVisible", "threshold": 0.0,
		"dimensions": map[string]any{"QueueName": "covetpy-prod-dead-jobs"}, "evaluationPeriods": 1.0, "datapointsToAlarm": 1.0,
		"alarmActions": []any{"arn:ticket"}, "okActions": []any{"arn:ticket"},
	}), inputs("queue-jobs-alarm-dead-letters"))
}

// TestNoTwoQueuesShareAName draws two queues and compares all their names, within
// what SQS takes.
func TestNoTwoQueuesShareAName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,4}(-(dead|queue|age|dead-letters)){0,20}`), 2, 2, rapid.ID[string]).Draw(t, "names")
		seen := map[string]bool{}
		for _, name := range names {
			args := valid()
			args.Name = name
			require.Empty(t, args.Validate())
			b := &build{name: "queue-" + name, args: args}
			for _, physical := range []string{args.QueueName(), args.DeadName()} {
				require.LessOrEqual(t, len(physical), 80)
				require.False(t, seen[physical], physical)
				seen[physical] = true
			}
			for _, logical := range []string{b.logical(partQueue), b.logical(partDead)} {
				require.False(t, seen[logical], logical)
				seen[logical] = true
			}
		}
	})
}

// TestAUserComesAfterThePolicy takes the URL as an application would: it waits for the
// policy.
func TestAUserComesAfterThePolicy(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		queue, err := NewQueue(ctx, "queue-jobs", valid())
		if err != nil {
			return err
		}
		return alarm.New(ctx, "user", valid().age(), alarm.Args{
			Name: "user", Dimensions: pulumi.StringMap{"URL": queue.URL}, Topics: valid().Topics,
		})
	}))
	assert.Equal(t, []string{"queue-jobs-queue", "queue-jobs-queue"}, rec.One(t, alarmType, "user").DependsOn, "the queue and its policy")
}
