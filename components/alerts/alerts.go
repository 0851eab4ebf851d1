package alerts

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sns"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Type is the component's token.
const Type = "covetpy:alerts:Alerts"

// Alerts are topics by severity.
type Alerts struct {
	pulumi.ResourceState

	// Topics are the topics' ARNs once they let their senders in: what alarms,
	// rules and event subscriptions take.
	Topics alarm.Topics
	// PageARN and TicketARN are the same, as outputs.
	PageARN, TicketARN pulumi.StringOutput
}

// NewAlerts makes the topics. Faults of args come back all at once (fault.Of),
// before anything is registered.
func NewAlerts(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Alerts, error) {
	if args == nil {
		return nil, fmt.Errorf("make alerts %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.key()); err != nil {
		return nil, fmt.Errorf("make alerts %q: %w", name, err)
	}
	alerts := &Alerts{}
	if err := ctx.RegisterComponentResource(Type, name, alerts, opts...); err != nil {
		return nil, fmt.Errorf("register alerts %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, own: pulumi.Parent(alerts)}
	if err := b.provision(alerts); err != nil {
		return nil, fmt.Errorf("make alerts %q: %w", name, err)
	}
	outputs := pulumi.Map{"pageArn": alerts.PageARN, "ticketArn": alerts.TicketARN}
	if err := ctx.RegisterResourceOutputs(alerts, outputs); err != nil {
		return nil, fmt.Errorf("register outputs of alerts %q: %w", name, err)
	}
	return alerts, nil
}

// key says that there is none. It is apart from Validate because the key does
// not exist when a configuration is validated.
func (a *Args) key() error {
	if a.KeyARN == nil {
		return errors.New("encrypt topics: KeyARN is nil, give it the ARN of a key")
	}
	return nil
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	own  pulumi.ResourceOption
}

func (b *build) provision(alerts *Alerts) error {
	var err error
	if alerts.PageARN, err = b.newTopic(alarm.Page, b.args.Page); err != nil {
		return err
	}
	if alerts.TicketARN, err = b.newTopic(alarm.Ticket, b.args.Ticket); err != nil {
		return err
	}
	alerts.Topics = alarm.Topics{Page: alerts.PageARN, Ticket: alerts.TicketARN}
	return nil
}

// newTopic makes the topic of a severity and returns its ARN once senders may
// send.
func (b *build) newTopic(severity alarm.Severity, addresses []string) (pulumi.StringOutput, error) {
	none := pulumi.StringOutput{}
	logical := b.name + "-" + string(severity)
	topic, err := sns.NewTopic(b.ctx, logical, &sns.TopicArgs{
		Name:           pulumi.String(b.args.topic(severity)),
		KmsMasterKeyId: b.args.KeyARN.ToStringOutput(),
		Tags:           tags.Named(b.args.Names.Name(naming.TagValue, partAlerts, string(severity))),
	}, b.own)
	if err != nil {
		return none, fmt.Errorf("register topic %s: %w", severity, err)
	}
	document, err := policy(b.args.Where, b.args.Names.Prefix(), b.args.ARN(severity)).JSON()
	if err != nil {
		return none, fmt.Errorf("write policy of topic %s: %w", severity, err)
	}
	admits, err := sns.NewTopicPolicy(b.ctx, logical, &sns.TopicPolicyArgs{Arn: topic.Arn, Policy: pulumi.String(document)}, b.own)
	if err != nil {
		return none, fmt.Errorf("register policy of topic %s: %w", severity, err)
	}
	for _, address := range addresses {
		_, err := sns.NewTopicSubscription(b.ctx, logical+"-"+address, &sns.TopicSubscriptionArgs{
			Topic: topic.Arn, Protocol: pulumi.String("email"), Endpoint: pulumi.String(address),
		}, b.own)
		if err != nil {
			return none, fmt.Errorf("register subscription of %s to topic %s: %w", address, severity, err)
		}
	}
	ready, _ := pulumi.OutputWithDependencies(b.ctx.Context(), topic.Arn, admits).(pulumi.StringOutput) // of the type that went in
	return ready, nil
}
