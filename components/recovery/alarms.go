package recovery

import "github.com/covetpy/platform/infra/alarm"

// alarms are what no event tells of: events come at best effort, and a plan that
// selects nothing, or whose role is gone, makes no job that could fail.
func (a *Args) alarms() []alarm.Alarm {
	days := a.quietDays()
	if days == 0 {
		return nil
	}
	return []alarm.Alarm{{
		Name:     partStopped,
		Severity: alarm.Ticket,
		Says: "No backup was completed in the vault " + a.vaultName() + " for longer than its plans allow. " +
			"Look at the jobs (aws backup list-backup-jobs), the tags of the stores and the backup role.",
		Metric:        alarm.Metric{Namespace: "AWS/Backup", Name: "NumberOfBackupJobsCompleted", Statistic: "Sum"},
		PeriodSeconds: minutesPerDay * 60,
		Bad:           days,
		Of:            days,
		Comparison:    alarm.Below,
		Threshold:     1,
		Missing:       alarm.MissingIsBad,
	}}
}

// quietDays is how many days without a backup are wrong: one more than the most
// frequent rule needs. CloudWatch looks back a week at most, so what is backed
// up weekly or less often has no such alarm (0).
func (a *Args) quietDays() int {
	for _, class := range a.classes() {
		if p := a.Plans[class]; p.Hourly != nil || p.Daily != nil {
			return 2
		}
	}
	return 0
}
