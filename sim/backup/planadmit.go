package backup

import (
	"regexp"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// Quotas of Backup that no request raises. Source: Backup developer guide,
// "AWS Backup quotas".
const (
	mostRules  = 10
	mostCopies = 5
)

// What upstream sends when the program does not say, in minutes.
const (
	startWindow      = 60
	completionWindow = 180
)

// planName is the form of the names. Source: Backup API Reference,
// BackupPlanInput.
var planName = regexp.MustCompile(`^[0-9A-Za-z_.-]{1,50}$`)

func admitPlan(w kind.World, d kind.Draft) error {
	rules := d.In.Objects("rules[*]")
	if name := d.In.Text("name"); !planName.MatchString(name) {
		return kind.Say("InvalidParameterValueException: Invalid backup plan name %s: it must contain 1 to 50 alphanumeric or '-_.' characters.", name)
	}
	if len(rules) == 0 {
		return kind.Say("MissingParameterValueException: A backup plan must have at least one rule.")
	}
	if len(rules) > mostRules {
		return kind.Say("LimitExceededException: A backup plan can have at most %d rules, got %d", mostRules, len(rules))
	}
	if err := admitOnce(w, d); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, rule := range rules {
		name := rule.Text("ruleName")
		if seen[name] {
			return inRule(name, "Duplicate rule name")
		}
		seen[name] = true
		for _, admit := range []func(kind.Values) string{wrongSchedule, wrongWindows, wrongLifecycle, wrongContinuous, wrongCopies} {
			if reason := admit(rule); reason != "" {
				return inRule(name, reason)
			}
		}
	}
	for _, kept := range retentions(d.In) {
		if home, ok := kept.find(w); ok {
			if err := lockOf(w, home).admit(kept, home.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// admitOnce refuses a second plan that says the same; a name alone may be used
// again.
func admitOnce(w kind.World, d kind.Draft) error {
	if d.Old != nil {
		return nil
	}
	for _, other := range w.All(planType) {
		if sameInputs(kind.Draft{In: d.In, Old: &other}, "name", "rules", "advancedBackupSettings", "scanSettings") {
			return kind.Say("AlreadyExistsException: Backup plan with the same plan document already exists")
		}
	}
	return nil
}

func inRule(name, reason string) error {
	return kind.Say("InvalidParameterValueException: Error in rule %s : %s", name, reason)
}

func wrongSchedule(rule kind.Values) string {
	if schedule := rule.Text("schedule"); schedule != "" && !isSchedule(schedule) {
		return "Invalid schedule expression " + schedule
	}
	return ""
}

func wrongWindows(rule kind.Values) string {
	start, complete := numberOr(rule, "startWindow", startWindow), numberOr(rule, "completionWindow", completionWindow)
	switch {
	case start < startWindow:
		return "StartWindowMinutes must be at least 60 minutes"
	case complete < start+60:
		return "CompletionWindowMinutes must be at least 60 minutes greater than StartWindowMinutes"
	}
	return ""
}

// wrongLifecycle takes zeros for unset, as upstream does; -1 means for ever.
func wrongLifecycle(of kind.Values) string {
	cold, remove := of.Number("lifecycle.coldStorageAfter"), of.Number("lifecycle.deleteAfter")
	switch {
	case remove < -1 || remove > longestRetention:
		return "Invalid lifecycle. DeleteAfterDays cannot be less than 1 or more than 36500 days"
	case cold < -1 || cold > longestRetention:
		return "Invalid lifecycle. MoveToColdStorageAfterDays cannot be less than 1 or more than 36500 days"
	case cold > 0 && remove > 0 && remove < cold+90:
		return "Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays"
	}
	return ""
}

// wrongContinuous speaks as Backup does, also where it names the ceiling of the
// other backups. Source: Backup developer guide, "Continuous backups and
// point-in-time recovery": 1 to 35 days.
func wrongContinuous(rule kind.Values) string {
	const most = 35
	days := rule.Number("lifecycle.deleteAfter")
	switch {
	case !rule.Flag("enableContinuousBackup"):
		return ""
	case rule.Number("lifecycle.coldStorageAfter") != 0:
		return "Invalid lifecycle. MoveToColdStorageAfterDays is unavailable"
	case days == 0:
		return "Lifecycle must be specified for backup rule enabled continuous backup"
	case days < 1 || days > most:
		return "Invalid lifecycle. DeleteAfterDays cannot be less than 1 or more than 36500 days"
	}
	return ""
}

func wrongCopies(rule kind.Values) string {
	copies := rule.Objects("copyActions[*]")
	if len(copies) > mostCopies {
		return "A backup rule can have at most 5 copy actions"
	}
	for _, to := range copies {
		arn := to.Text("destinationVaultArn")
		if _, resource, _ := strings.Cut(arn, ":backup:"); !strings.Contains(resource, ":backup-vault:") {
			return "Invalid destination backup vault ARN " + arn
		}
		if reason := wrongLifecycle(to); reason != "" {
			return reason
		}
	}
	return ""
}

func numberOr(v kind.Values, path string, otherwise int) int {
	if v.Has(path) {
		return v.Number(path)
	}
	return otherwise
}
