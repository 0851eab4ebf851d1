package operations

import "github.com/covetpy/platform/policy/rule"

const (
	backupPlanType  = "aws:backup/plan:Plan"
	restorePlanType = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
	reportPlanType  = "aws:backup/reportPlan:ReportPlan"
)

var backupReports = rule.Rule{
	ID:    "operations-backup-reports",
	Title: "Reports of AWS Backup leave no kind of job out",
	Why: "AWS Backup forgets a job after 30 days. Who has reports takes them for the whole record, and finds nothing in " +
		"them of the backups, the copies or the restores that nobody asked to be reported.",
	Fix: "Add a reportPlan with the template BACKUP_JOB_REPORT, one with COPY_JOB_REPORT where a plan copies, and one with " +
		"RESTORE_JOB_REPORT where restores are tested.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{backupPlanType, restorePlanType, reportPlanType},
	Controls: recorded(rule.NIST.IDs("AU-11")...),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		if len(s.OfType(reportPlanType)) == 0 {
			return // who asks AWS Backup itself, or an auditor's own tool, has no reports
		}
		for _, plan := range s.OfType(backupPlanType) {
			rules, copies := plan.At("rules"), rule.No
			for _, item := range rules.Items() {
				copies = rule.Or(copies, item.At("copyActions").Given())
			}
			rep.On(plan).Require(reported(s, "BACKUP_JOB_REPORT"), plan.At("name"), "no report tells of its backups")
			rep.On(plan).Require(rule.Or(rule.Not(copies), reported(s, "COPY_JOB_REPORT")), rules, "no report tells of its copies")
		}
		for _, test := range s.OfType(restorePlanType) {
			rep.On(test).Require(reported(s, "RESTORE_JOB_REPORT"), test.At("name"), "no report tells of its restores")
		}
	},
}

// reported says whether a report of the stack has a template.
func reported(s *rule.Stack, template string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, report := range s.OfType(reportPlanType) {
		answers = append(answers, report.At("reportSetting.reportTemplate").Is(template))
	}
	return rule.Or(answers...)
}
