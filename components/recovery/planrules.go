package recovery

import "github.com/covetpy/platform/infra/tags"

// timed is a rule and how often it runs.
type timed struct {
	often frequency
	rule  *Rule
}

// rules are those that the plan has, the most frequent first.
func (p Plan) rules() []timed {
	var out []timed
	for _, t := range []timed{{hourly, p.Hourly}, {daily, p.Daily}, {weekly, p.Weekly}, {monthly, p.Monthly}} {
		if t.rule != nil {
			out = append(out, t)
		}
	}
	return out
}

// backupRule is a rule as AWS Backup takes it. Zeros are unset.
type backupRule struct {
	name              string
	schedule          string
	startMinutes      int
	completionMinutes int
	keepDays          int
	coldDays          int
	copies            []backupCopy
}

// backupCopy is what a rule does with each backup that it has made.
type backupCopy struct {
	vaultARN string
	keepDays int
}

// backupRules are what the plan of a class does.
func (a *Args) backupRules(class tags.BackupPlan) []backupRule {
	timed := a.Plans[class].rules()
	out := make([]backupRule, len(timed))
	for i, t := range timed {
		out[i] = backupRule{
			name:              string(t.often),
			schedule:          schedule(class, t.often),
			startMinutes:      startMinutes,
			completionMinutes: completionMinutes(t.often),
			keepDays:          t.rule.RetentionDays,
			coldDays:          t.rule.ColdAfterDays,
			copies:            a.copies(t.rule),
		}
	}
	return out
}

func (a *Args) copies(rule *Rule) []backupCopy {
	if rule.CopyDays == 0 {
		return nil
	}
	var out []backupCopy
	if a.Second != nil {
		out = append(out, backupCopy{a.secondVaultARN(), rule.CopyDays})
	}
	if a.CopyToVault != "" {
		out = append(out, backupCopy{a.CopyToVault, rule.CopyDays})
	}
	return out
}

// copied says whether any rule copies.
func (a *Args) copied() bool {
	for _, class := range a.classes() {
		for _, t := range a.Plans[class].rules() {
			if len(a.copies(t.rule)) > 0 {
				return true
			}
		}
	}
	return false
}

// reportKinds are the kinds of jobs that are reported. Restores are, also without
// a test: a person's restore is what an auditor asks for first. Reports of
// compliance ask for AWS Config, which is not this component's to switch on.
func (a *Args) reportKinds() []string {
	if a.copied() {
		return []string{"backup", "copy", "restore"}
	}
	return []string{"backup", "restore"}
}
