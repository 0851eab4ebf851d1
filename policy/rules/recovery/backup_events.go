package recovery

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	eventRuleType          = "aws:cloudwatch/eventRule:EventRule"
	vaultNotificationsType = "aws:backup/vaultNotifications:VaultNotifications"
	restoreTestingType     = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
)

var backupEvents = rule.Rule{
	ID:    "recovery-backup-events",
	Title: "Who is told of one kind of failed backup job is told of each",
	Why: "A plan whose jobs fail looks like any other: backups grow older, and the first to look is whoever needs one. " +
		"Backups, copies and restores fail by events of their own; a stack that listens to some takes silence for success.",
	Fix: "Add an aws.cloudwatch.EventRule with source aws.backup and the detail-type of each kind of job, or an " +
		"aws.backup.VaultNotifications with its failures.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{planType, restoreTestingType, eventRuleType, vaultNotificationsType},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "SI-4(5)"}),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		if rule.Or(toldOf(s, "Backup Job"), toldOf(s, "Copy Job"), toldOf(s, "Restore Job")) == rule.No {
			return // told by alarms, a framework, or not at all: it listens to no event
		}
		for _, plan := range s.OfType(planType) {
			rules := plan.At("rules")
			rep.On(plan).Require(toldOf(s, "Backup Job"), rules, "nobody is told of a backup that fails")
			copied := rule.No
			for _, item := range rules.Items() {
				copied = rule.Or(copied, rule.Not(item.At("copyActions").Empty()))
			}
			rep.On(plan).Require(rule.Or(rule.Not(copied), toldOf(s, "Copy Job")), rules, "nobody is told of a copy that fails")
		}
		for _, test := range s.OfType(restoreTestingType) {
			rep.On(test).Require(toldOf(s, "Restore Job"), test.At("name"), "nobody is told of a test that fails")
		}
	},
}

// toldOf says whether an event rule takes the changes of a kind of job, or a vault
// notifies of it.
func toldOf(s *rule.Stack, job string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, r := range s.OfType(eventRuleType) {
		answers = append(answers, r.At("eventPattern").Holds(func(text string) bool { return takes(text, job+" State Change") }))
	}
	// BACKUP_JOB_FAILED, or BACKUP_JOB_COMPLETED, which tells of every end.
	prefix := strings.ToUpper(strings.ReplaceAll(job, " ", "_")) + "_"
	for _, r := range s.OfType(vaultNotificationsType) {
		for _, event := range r.At("backupVaultEvents").Items() {
			answers = append(answers, event.Holds(func(text string) bool {
				return slices.Contains([]string{"FAILED", "COMPLETED", "EXPIRED"}, strings.TrimPrefix(text, prefix))
			}))
		}
	}
	return rule.Or(answers...)
}

// takes says whether a pattern takes AWS Backup's events of a type. What a pattern
// does not name it takes all of.
func takes(pattern, detailType string) bool {
	var p struct {
		Source     []any `json:"source"`
		DetailType []any `json:"detail-type"`
	}
	if json.Unmarshal([]byte(pattern), &p) != nil || !slices.Contains(p.Source, any("aws.backup")) {
		return false
	}
	return len(p.DetailType) == 0 || slices.Contains(p.DetailType, any(detailType))
}
