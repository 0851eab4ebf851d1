package recovery

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/backup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// newPlan makes the plan of a class and selects its stores.
func (b *build) newPlan(class tags.BackupPlan) (pulumi.StringOutput, error) {
	rules := backup.PlanRuleArray{}
	for _, rule := range b.args.backupRules(class) {
		rules = append(rules, b.rule(class, rule))
	}
	// A copy names its vault by an ARN that is known before the vault exists, so
	// that no input says that it has to.
	var needs []pulumi.Resource
	if b.second != nil {
		needs = append(needs, b.second)
	}
	plan, err := backup.NewPlan(b.ctx, b.logical(string(class)), &backup.PlanArgs{
		Name:  pulumi.String(b.args.planName(class)),
		Rules: rules,
		Tags:  b.named("backup", string(class)),
	}, b.own, pulumi.DependsOn(needs))
	if err != nil {
		return pulumi.StringOutput{}, fmt.Errorf("register the plan: %w", err)
	}
	// The selection begins the backups: what it selects is read by the role, and
	// is to lie in a vault that is locked. It can only be made anew, and holds
	// nothing.
	_, err = backup.NewSelection(b.ctx, b.logical(string(class)), &backup.SelectionArgs{
		Name:       pulumi.String(b.args.planName(class)),
		PlanId:     plan.ID(),
		IamRoleArn: b.role.Arn,
		Resources:  pulumi.StringArray{pulumi.String(storesOf(class).pattern(b.args.Where))},
		Conditions: b.selected(class),
	}, b.own, pulumi.DeleteBeforeReplace(true), pulumi.DependsOn(slices.Concat(b.granted, b.locked)))
	if err != nil {
		return pulumi.StringOutput{}, fmt.Errorf("register the selection: %w", err)
	}
	return plan.ID().ToStringOutput(), nil
}

func (b *build) rule(class tags.BackupPlan, rule backupRule) backup.PlanRuleArgs {
	lifecycle := backup.PlanRuleLifecycleArgs{DeleteAfter: pulumi.Int(rule.keepDays)}
	if rule.coldDays > 0 {
		lifecycle.ColdStorageAfter = pulumi.Int(rule.coldDays)
		// EBS calls its cold storage an archive, which has to be asked for by name.
		lifecycle.OptInToArchiveForSupportedResources = pulumi.Bool(true)
	}
	out := backup.PlanRuleArgs{
		RuleName:         pulumi.String(rule.name),
		TargetVaultName:  b.vault.Name,
		Schedule:         pulumi.String(rule.schedule),
		StartWindow:      pulumi.Int(rule.startMinutes),
		CompletionWindow: pulumi.Int(rule.completionMinutes),
		Lifecycle:        lifecycle,
		// A backup outlives its store, and whoever finds it asks whose it was.
		RecoveryPointTags: tags.Input(map[string]string{
			tags.KeyProject: b.args.Names.Project, tags.KeyEnvironment: b.args.Names.Environment, tags.KeyBackup: string(class),
		}),
	}
	var copies backup.PlanRuleCopyActionArray
	for _, c := range rule.copies {
		copies = append(copies, backup.PlanRuleCopyActionArgs{
			DestinationVaultArn: pulumi.String(c.vaultARN),
			Lifecycle:           backup.PlanRuleCopyActionLifecycleArgs{DeleteAfter: pulumi.Int(c.keepDays)},
		})
	}
	if copies != nil {
		out.CopyActions = copies
	}
	return out
}

// selected narrows the class's stores to this environment's: all conditions have
// to hold, which selection tags would not ask for.
func (b *build) selected(class tags.BackupPlan) backup.SelectionConditionArray {
	var equal backup.SelectionConditionStringEqualArray
	for _, c := range b.args.conditions(class) {
		equal = append(equal, backup.SelectionConditionStringEqualArgs{Key: pulumi.String(c.key), Value: pulumi.String(c.value)})
	}
	return backup.SelectionConditionArray{backup.SelectionConditionArgs{StringEquals: equal}}
}
