package recovery

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
)

// newEvents tells of jobs that did not do their work. Nobody is woken: what was
// backed up before is still there.
func (b *build) newEvents() error {
	for _, event := range b.args.jobEvents() {
		if err := b.newEvent(event); err != nil {
			return fmt.Errorf("tell of a failed %s: %w", event.name, err)
		}
	}
	return nil
}

func (b *build) newEvent(event jobEvent) error {
	pattern, err := event.pattern()
	if err != nil {
		return err
	}
	rule, err := cloudwatch.NewEventRule(b.ctx, b.logical(partFailed, event.name), &cloudwatch.EventRuleArgs{
		Name:         pulumi.String(b.args.eventRuleName(event)),
		Description:  pulumi.String(event.description),
		EventPattern: pulumi.String(pattern),
		Tags:         b.named("backup", partFailed, event.name),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the rule: %w", err)
	}
	_, err = cloudwatch.NewEventTarget(b.ctx, b.logical(partFailed, event.name), &cloudwatch.EventTargetArgs{
		Rule:     rule.Name,
		TargetId: pulumi.String("topic"),
		Arn:      b.args.Topics.Ticket.ToStringOutput(),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the target: %w", err)
	}
	return nil
}

// newAlarms tells of what no job tells of.
func (b *build) newAlarms() error {
	for _, a := range b.args.alarms() {
		err := alarm.New(b.ctx, b.logical(a.Name), a, alarm.Args{
			Name:       b.args.alarmName(a.Name),
			Dimensions: pulumi.StringMap{"BackupVaultName": b.vault.Name},
			Topics:     b.args.Topics,
		}, b.own)
		if err != nil {
			return err
		}
	}
	return nil
}
