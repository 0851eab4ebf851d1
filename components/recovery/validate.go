package recovery

import (
	"fmt"
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

var (
	regionForm = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]$`)
	vaultForm  = regexp.MustCompile(`^arn:aws[a-z-]*:backup:([a-z0-9-]+):([0-9]{12}):backup-vault:[A-Za-z0-9_-]{2,50}$`)
)

// What AWS Backup accepts (API reference, PutBackupVaultLockConfiguration and
// CreateRestoreTestingSelection).
const (
	longestDays  = 36500
	leastGrace   = 3
	longestKept  = 168
	leastColdFor = 90
)

// Validate returns every fault of the arguments, by the configuration's keys. It
// needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	a.checkPlans(&c)
	a.checkSecond(&c)
	a.checkOtherVault(&c)
	a.checkLock(&c)
	if a.RestoreTest != nil {
		c.Join("restoreTest", a.RestoreTest.validate())
		c.Require(len(a.tested()) > 0, "restoreTest", "a test", "none without a plan for databases, volumes or objects")
	}
	if a.Reports != nil {
		c.Require(within(a.Reports.RetentionDays, 1, longestDays), "reports.retentionDays", a.Reports.RetentionDays, fmt.Sprintf("1 to %d days", longestDays))
	}
	a.checkOptIn(&c)
	a.checkWindows(&c)
	a.checkObjectives(&c)
	return c.Faults()
}

func (a *Args) checkSecond(c *fault.Check) {
	if a.Second == nil {
		return
	}
	const path = "secondRegion.region"
	if !regionForm.MatchString(a.Second.Region) {
		c.Add(path, fault.Written(a.Second.Region), "a region, eu-central-1")
		return
	}
	c.Require(a.Second.Region != a.Where.Region, path, a.Second.Region, "another region than the environment's own")
	c.Require(a.copied(), "secondRegion", a.Second.Region, "a rule with copyDays above 0, as nothing is copied there")
}

func (a *Args) checkOtherVault(c *fault.Check) {
	if a.CopyToVault == "" {
		return
	}
	const path = "copyToVault"
	parts := vaultForm.FindStringSubmatch(a.CopyToVault)
	if parts == nil {
		c.Add(path, a.CopyToVault, "the ARN of a backup vault, arn:aws:backup:eu-west-1:111122223333:backup-vault:name")
		return
	}
	c.Require(parts[2] != a.Where.Account, path, a.CopyToVault, "a vault of another account: for this one's second region there is secondRegion")
	// AWS Backup developer guide, "Copy a backup": an Aurora snapshot goes to
	// another account or to another region, not to both at once.
	c.Require(parts[1] == a.Where.Region, path, a.CopyToVault, "a vault in "+a.Where.Region+", as a backup of Aurora can't go to another account and another region at once")
	c.Require(a.copied(), path, a.CopyToVault, "a rule with copyDays above 0, as nothing is copied there")
}

// CopyAccounts are the other accounts that backups are copied to, whom the keys
// of what is backed up have to admit. Empty where CopyToVault is no vault of
// another account, which is a fault.
func (a *Args) CopyAccounts() []string {
	parts := vaultForm.FindStringSubmatch(a.CopyToVault)
	if parts == nil || parts[2] == a.Where.Account {
		return nil
	}
	return []string{parts[2]}
}

// checkLock looks at retentions only when the lock's own limits are sound.
func (a *Args) checkLock(c *fault.Check) {
	if a.VaultLock == nil {
		return
	}
	faults := a.VaultLock.validate(a.Protect)
	c.Join("vaultLock", faults)
	if len(faults) == 0 {
		a.checkLocked(c)
	}
}

func (l *VaultLock) validate(protect bool) fault.Faults {
	var c fault.Check
	fault.OneOf(&c, "mode", l.Mode, Governance, Compliance)
	days := fmt.Sprintf("1 to %d days", longestDays)
	c.Require(within(l.MinDays, 1, longestDays), "minDays", l.MinDays, days)
	c.Require(within(l.MaxDays, 1, longestDays), "maxDays", l.MaxDays, days)
	c.Require(l.MinDays <= l.MaxDays, "maxDays", l.MaxDays, fmt.Sprintf("at least minDays, %d", l.MinDays))
	switch l.Mode {
	case Compliance:
		c.Require(within(l.GraceDays, leastGrace, longestDays), "graceDays", l.GraceDays, fmt.Sprintf("%d to %d days, as mode is compliance: in them a mistake can be taken back", leastGrace, longestDays))
		c.Require(protect, "mode", l.Mode, "governance where nothing is protected: nobody can delete a vault in compliance mode while it holds anything")
	case Governance:
		c.Require(l.GraceDays == 0, "graceDays", l.GraceDays, "0, as a lock in governance mode can always be taken off")
	}
	return c.Faults()
}

func (r *RestoreTest) validate() fault.Faults {
	var c fault.Check
	fault.OneOf(&c, "schedule", r.Schedule, TestWeekly, TestMonthly)
	c.Require(within(r.HoursKept, 1, longestKept), "hoursKept", r.HoursKept, fmt.Sprintf("1 to %d hours", longestKept))
	return c.Faults()
}

// checkOptIn refuses to switch off what a plan needs. A map of some services only
// would show the others as a difference for ever, as AWS tells all of them.
func (a *Args) checkOptIn(c *fault.Check) {
	if a.OptIn == nil {
		return
	}
	for _, class := range a.classes() {
		service := storesOf(class).service
		c.Require(a.OptIn[service], "optIn."+service, a.OptIn[service], "true, as plans."+string(class)+" needs it")
	}
}

func within(value, least, most int) bool { return value >= least && value <= most }
