package recovery

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/infra/window"
)

func (a *Args) checkPlans(c *fault.Check) {
	known := tags.BackupPlans()
	for _, class := range slices.Sorted(maps.Keys(a.Plans)) {
		path := "plans." + string(class)
		if !slices.Contains(known, class) {
			c.Add(path, class, classNames(known))
			continue
		}
		c.Require(!slices.Contains(a.LeftOut, class), path, "a plan", "none, as leftOut names the class")
		rules := a.Plans[class].rules()
		c.Require(len(rules) > 0, path, nil, "at least one of hourly, daily, weekly and monthly")
		for _, t := range rules {
			a.checkRule(c, path+"."+string(t.often), class, t)
		}
	}
	for i, class := range a.LeftOut {
		c.Require(slices.Contains(known, class), fmt.Sprintf("leftOut[%d]", i), class, classNames(known))
	}
	for _, class := range known {
		_, planned := a.Plans[class]
		c.Require(planned || slices.Contains(a.LeftOut, class), "plans."+string(class), nil,
			"a plan, as stores are tagged with the class, or the class in leftOut")
	}
}

func (a *Args) checkRule(c *fault.Check, path string, class tags.BackupPlan, t timed) {
	rule := t.rule
	c.Require(within(rule.RetentionDays, 1, longestDays), path+".retentionDays", rule.RetentionDays, fmt.Sprintf("1 to %d days", longestDays))
	switch {
	case rule.ColdAfterDays == 0:
	case class != tags.BackupVolumes || t.often != monthly:
		// AWS Backup developer guide, "Feature availability by resource" and "Amazon
		// EBS snapshot archiving": of what is here only EBS, and only what is backed
		// up every 28 days or less often.
		c.Add(path+".coldAfterDays", rule.ColdAfterDays, "0: only plans.volumes.monthly can go to cold storage")
	case rule.ColdAfterDays < 1:
		c.Add(path+".coldAfterDays", rule.ColdAfterDays, "0 for never, or at least 1 day")
	default:
		c.Require(rule.RetentionDays >= rule.ColdAfterDays+leastColdFor, path+".retentionDays", rule.RetentionDays,
			fmt.Sprintf("at least %d, as what goes to cold storage after %s.coldAfterDays (%d) stays %d days there",
				rule.ColdAfterDays+leastColdFor, path, rule.ColdAfterDays, leastColdFor))
	}
	c.Require(within(rule.CopyDays, 0, longestDays), path+".copyDays", rule.CopyDays, fmt.Sprintf("0 for no copy, or 1 to %d days", longestDays))
	if rule.CopyDays > 0 {
		c.Require(a.Second != nil || a.CopyToVault != "", path+".copyDays", rule.CopyDays, "0 without secondRegion and copyToVault: there is nowhere to copy to")
	}
}

// checkLocked refuses a lock that retentions are outside of: AWS Backup takes the
// plan and fails its every job. One rule stands for all, as it is the lock that
// does not fit them.
func (a *Args) checkLocked(c *fault.Check) {
	kept := a.kept()
	if len(kept) == 0 {
		return
	}
	lock := a.VaultLock
	shortest, longest := kept[0], kept[0]
	for _, k := range kept {
		if k.days < shortest.days {
			shortest = k
		}
		if k.days > longest.days {
			longest = k
		}
	}
	c.Require(lock.MinDays <= shortest.days, "vaultLock.minDays", lock.MinDays,
		fmt.Sprintf("at most %d, as %s has to fit the lock", shortest.days, shortest.path))
	c.Require(lock.MaxDays >= longest.days, "vaultLock.maxDays", lock.MaxDays,
		fmt.Sprintf("at least %d, as %s has to fit the lock", longest.days, longest.path))
}

// kept are the retentions in the locked vaults, by the settings that ask for them.
func (a *Args) kept() []keptFor {
	var out []keptFor
	for _, class := range a.classes() {
		for _, t := range a.Plans[class].rules() {
			path := fmt.Sprintf("plans.%s.%s", class, t.often)
			out = append(out, keptFor{path + ".retentionDays", t.rule.RetentionDays})
			if a.Second != nil && t.rule.CopyDays > 0 {
				out = append(out, keptFor{path + ".copyDays", t.rule.CopyDays})
			}
		}
	}
	return out
}

type keptFor struct {
	path string
	days int
}

// checkWindows keeps RDS from working on the database while a backup is to begin:
// the job would wait or fail. Hourly backups meet every window, and wait.
func (a *Args) checkWindows(c *fault.Check) {
	plan := a.Plans[tags.BackupDatabase]
	if a.Database == nil {
		return
	}
	// A window that does not read is the database's fault to tell.
	backup, err := window.Daily(a.Database.BackupWindow)
	checks := []given{{"database.backups.window", backup, err}}
	maintenance, err := window.Weekly(a.Database.MaintenanceWindow)
	checks = append(checks, given{"database.maintenanceWindow", maintenance, err})
	for _, t := range plan.rules() {
		begins, ok := startWindow(tags.BackupDatabase, t.often)
		if !ok {
			continue
		}
		for _, g := range checks {
			c.Require(g.err != nil || !g.window.Overlaps(begins), g.path, g.window,
				fmt.Sprintf("a window apart from %s, when plans.database.%s begins", begins, t.often))
		}
	}
}

type given struct {
	path   string
	window window.Window
	err    error
}

func classNames(classes []tags.BackupPlan) string {
	texts := make([]string, len(classes))
	for i, class := range classes {
		texts[i] = string(class)
	}
	return strings.Join(texts, ", ")
}
