package mocktest_test

import (
	"errors"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/kms"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/mocktest"
)

const queueType = "aws:sqs/queue:Queue"

// box is a component with two queues, of which the second waits for the first.
func box(ctx *pulumi.Context, name string) (*sqs.Queue, error) {
	component := &pulumi.ResourceState{}
	if err := ctx.RegisterComponentResource("test:box:Box", name, component); err != nil {
		return nil, err
	}
	first, err := sqs.NewQueue(ctx, name+"-first", &sqs.QueueArgs{Name: pulumi.String("one")}, pulumi.Parent(component))
	if err != nil {
		return nil, err
	}
	return sqs.NewQueue(ctx, name+"-second", &sqs.QueueArgs{RedrivePolicy: first.Arn}, pulumi.Parent(component),
		pulumi.Protect(true), pulumi.IgnoreChanges([]string{"name"}), pulumi.DeleteBeforeReplace(true),
		pulumi.ReplaceOnChanges([]string{"fifoQueue"}), pulumi.Aliases([]pulumi.Alias{{Name: pulumi.String("old")}}))
}

func TestARegistrationIsRecordedWhole(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		_, err := box(ctx, "box")
		return err
	}))
	assert.Equal(t, []mocktest.Resource{
		{
			Type: queueType, Name: "box-first", Parent: "box", ParentType: "test:box:Box", Custom: true,
			Inputs: resource.PropertyMap{"name": resource.NewProperty("one")},
		},
		{
			Type: queueType, Name: "box-second", Parent: "box", ParentType: "test:box:Box", Custom: true,
			Inputs:  resource.PropertyMap{"redrivePolicy": resource.NewProperty("arn:aws:sqs:eu-west-1:111122223333:one")},
			Protect: true, DeleteBeforeReplace: true,
			IgnoreChanges: []string{"name"}, ReplaceOnChanges: []string{"fifoQueue"},
			DependsOn: []string{"box-first"}, Aliases: []string{"old"},
		},
		{Type: "test:box:Box", Name: "box", Inputs: resource.PropertyMap{}},
	}, rec.All())
	assert.Equal(t, []string{"box-first", "box-second"}, rec.Names(queueType))
	assert.Equal(t, rec.All()[1], rec.One(t, queueType, "box-second"))
	assert.Equal(t, []string{"sqs/Queue box-first", "sqs/Queue box-second"}, rec.Lines())
}

func TestInputsAreReadWithAndWithoutTags(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		_, err := sqs.NewQueue(ctx, "jobs", &sqs.QueueArgs{
			Name: pulumi.String("one"), Tags: pulumi.StringMap{"Name": pulumi.String("jobs")},
		})
		return err
	}))
	queue := rec.One(t, queueType, "jobs")
	assert.Equal(t, map[string]any{"name": "one"}, queue.Plain())
	assert.Equal(t, map[string]any{"Name": "jobs"}, queue.Tags())
	assert.Len(t, queue.Inputs, 2, "the record stays whole")
}

func TestTheSameURNTwiceIsAnError(t *testing.T) {
	err := mocktest.New().Run(func(ctx *pulumi.Context) error {
		_, first := box(ctx, "box")
		_, second := box(ctx, "box")
		return errors.Join(first, second)
	})
	assert.ErrorContains(t, err, "the URN is taken")
}

func TestOutputsAndAnswers(t *testing.T) {
	rec := mocktest.New().
		Outputs(queueType, func(r mocktest.Resource) resource.PropertyMap {
			return resource.PropertyMap{"url": resource.NewProperty("https://sqs/" + r.Name)}
		}).
		Answers("aws:kms/getAlias:getAlias", func(args resource.PropertyMap) (resource.PropertyMap, error) {
			return resource.PropertyMap{"targetKeyArn": args["name"]}, nil
		})
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		queue, err := box(ctx, "box")
		require.NoError(t, err)
		alias, err := kms.LookupAlias(ctx, &kms.LookupAliasArgs{Name: "alias/a"})
		require.NoError(t, err)
		assert.Equal(t, "alias/a", alias.TargetKeyArn)
		_, err = kms.LookupKey(ctx, &kms.LookupKeyArgs{KeyId: "k"})
		assert.ErrorContains(t, err, "call aws:kms/getKey:getKey: no answer was given")
		// Read through a resource, as an assertion in an ApplyT might never run.
		_, err = sqs.NewQueue(ctx, "echo", &sqs.QueueArgs{Name: queue.Url})
		return err
	}))
	assert.Equal(t, "https://sqs/box-second", rec.One(t, queueType, "echo").Inputs["name"].StringValue())
}

// What a preview can't know reaches no other resource's inputs.
func TestAPreviewKnowsInputsAlone(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(func(ctx *pulumi.Context) error {
		assert.True(t, ctx.DryRun())
		queue, err := box(ctx, "box")
		require.NoError(t, err)
		_, err = sqs.NewQueue(ctx, "echo", &sqs.QueueArgs{Name: queue.ID().ToStringOutput()})
		return err
	}))
	second := rec.One(t, queueType, "box-second")
	assert.NotContains(t, second.Inputs, resource.PropertyKey("redrivePolicy"))
	assert.NotContains(t, rec.One(t, queueType, "echo").Inputs, resource.PropertyKey("name"))
}

func TestARNsHaveTheFormOfTheirService(t *testing.T) {
	cases := map[string]struct {
		typ    string
		inputs map[string]any
		want   string
	}{
		"a key":              {"aws:kms/key:Key", nil, "arn:aws:kms:eu-west-1:111122223333:key/logical"},
		"a named cluster":    {"aws:eks/cluster:Cluster", map[string]any{"name": "c"}, "arn:aws:eks:eu-west-1:111122223333:cluster/c"},
		"a role":             {"aws:iam/role:Role", nil, "arn:aws:iam::111122223333:role/logical"},
		"a role with a path": {"aws:iam/role:Role", map[string]any{"name": "r", "path": "/p/"}, "arn:aws:iam::111122223333:role/p/r"},
		"a bucket":           {"aws:s3/bucket:Bucket", map[string]any{"bucket": "b"}, "arn:aws:s3:::b"},
		"a topic":            {"aws:sns/topic:Topic", nil, "arn:aws:sns:eu-west-1:111122223333:logical"},
		"a log group": {
			"aws:cloudwatch/logGroup:LogGroup",
			map[string]any{"name": "/a/b"},
			"arn:aws:logs:eu-west-1:111122223333:log-group:/a/b",
		},
		"an alarm": {
			"aws:cloudwatch/metricAlarm:MetricAlarm", nil, "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:logical",
		},
		"one that is given": {queueType, map[string]any{"arn": "arn:given"}, "arn:given"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			id, state, err := mocktest.New().NewResource(pulumi.MockResourceArgs{
				TypeToken: c.typ, Name: "logical", Custom: true, Inputs: resource.NewPropertyMapFromMap(c.inputs),
			})
			require.NoError(t, err)
			assert.Equal(t, "logical-id", id)
			assert.Equal(t, c.want, state["arn"].StringValue())
		})
	}
}
