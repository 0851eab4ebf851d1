package queue

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
)

// Type is the component's token.
const Type = "covetpy:queue:Queue"

// Queue is a queue and its dead letters.
type Queue struct {
	pulumi.ResourceState

	// URL is by what programs call the queue, once nobody may without TLS.
	URL pulumi.StringOutput
	// ARN of the queue; Args.ARN knows it before.
	ARN pulumi.StringOutput
	// DeadURL and DeadARN are those of the queue of dead letters.
	DeadURL, DeadARN pulumi.StringOutput
}

// waitSeconds is the longest that SQS lets a receiver wait for a message: the fewer
// empty answers, the less it costs (SQS developer guide, "Short and long polling").
const waitSeconds = 20

// NewQueue makes a queue. Faults of args come back all at once (fault.Of), before
// anything is registered.
func NewQueue(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Queue, error) {
	if args == nil {
		return nil, fmt.Errorf("make queue %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("make queue %q: %w", name, err)
	}
	q := &Queue{}
	if err := ctx.RegisterComponentResource(Type, name, q, opts...); err != nil {
		return nil, fmt.Errorf("register queue %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, own: pulumi.Parent(q)}
	if err := b.provision(q); err != nil {
		return nil, fmt.Errorf("make queue %q: %w", name, err)
	}
	outputs := pulumi.Map{"url": q.URL, "arn": q.ARN, "deadUrl": q.DeadURL, "deadArn": q.DeadARN}
	if err := ctx.RegisterResourceOutputs(q, outputs); err != nil {
		return nil, fmt.Errorf("register outputs of queue %q: %w", name, err)
	}
	return q, nil
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	own  pulumi.ResourceOption
}

func (b *build) provision(q *Queue) error {
	dead, deadClosed, err := b.newQueue(partDead, b.args.DeadName(), b.args.DeadARN(), &sqs.QueueArgs{
		MessageRetentionSeconds: pulumi.Int(DeadLetterDays * secondsInADay),
	})
	if err != nil {
		return err
	}
	redrive, err := b.args.redrive()
	if err != nil {
		return err
	}
	// The target is named by the ARN that it is known to get, and has to exist by then.
	queue, closed, err := b.newQueue(partQueue, b.args.QueueName(), b.args.ARN(), &sqs.QueueArgs{
		MessageRetentionSeconds:  pulumi.Int(b.args.RetentionDays * secondsInADay),
		VisibilityTimeoutSeconds: pulumi.Int(b.args.VisibilitySeconds),
		RedrivePolicy:            pulumi.String(redrive),
	}, pulumi.DependsOn([]pulumi.Resource{dead}))
	if err != nil {
		return err
	}
	if err := b.admitDeadLetters(dead); err != nil {
		return err
	}
	q.URL, q.ARN = b.ready(queue.Url, closed), queue.Arn
	q.DeadURL, q.DeadARN = b.ready(dead.Url, deadClosed), dead.Arn
	return errors.Join(
		b.watch(b.args.age(), b.args.QueueName()),
		b.watch(b.args.dead(), b.args.DeadName()),
	)
}

// newQueue makes one of the two queues, and closes it to whoever comes without TLS.
func (b *build) newQueue(part, name, arn string, args *sqs.QueueArgs, opts ...pulumi.ResourceOption) (*sqs.Queue, pulumi.Resource, error) {
	args.Name = pulumi.String(name)
	args.KmsMasterKeyId = b.args.KeyARN.ToStringOutput()
	args.ReceiveWaitTimeSeconds = pulumi.Int(waitSeconds)
	args.Tags = b.named(part)
	queue, err := sqs.NewQueue(b.ctx, b.logical(part), args, append(opts, b.own, pulumi.Protect(b.args.Protect))...)
	if err != nil {
		return nil, nil, fmt.Errorf("register queue %s: %w", name, err)
	}
	text, err := tlsOnly(arn).JSON()
	if err != nil {
		return nil, nil, fmt.Errorf("write policy of queue %s: %w", name, err)
	}
	closed, err := sqs.NewQueuePolicy(b.ctx, b.logical(part), &sqs.QueuePolicyArgs{QueueUrl: queue.Url, Policy: pulumi.String(text)}, b.own)
	if err != nil {
		return nil, nil, fmt.Errorf("register policy of queue %s: %w", name, err)
	}
	return queue, closed, nil
}

// admitDeadLetters lets no other queue leave its dead letters among these.
func (b *build) admitDeadLetters(dead *sqs.Queue) error {
	text, err := b.args.redriveAllow()
	if err != nil {
		return err
	}
	_, err = sqs.NewRedriveAllowPolicy(b.ctx, b.logical(partDead), &sqs.RedriveAllowPolicyArgs{
		QueueUrl: dead.Url, RedriveAllowPolicy: pulumi.String(text),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register redrive allow policy: %w", err)
	}
	return nil
}

// watch registers an alarm. The dimension is a name that is known, so that nothing
// waits for the queue.
func (b *build) watch(a alarm.Alarm, queue string) error {
	return alarm.New(b.ctx, b.logical(partAlarm+"-"+a.Name), a, alarm.Args{
		Name:       b.args.alarmName(a.Name),
		Dimensions: pulumi.StringMap{"QueueName": pulumi.String(queue)},
		Topics:     b.args.Topics,
	}, b.own)
}

// ready is a URL that waits for what has to stand before the queue is used.
func (b *build) ready(url pulumi.StringOutput, needs ...pulumi.Resource) pulumi.StringOutput {
	out, _ := pulumi.OutputWithDependencies(b.ctx.Context(), url, needs...).(pulumi.StringOutput) // of the type that went in
	return out
}
