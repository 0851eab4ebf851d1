package backup

import (
	"fmt"
	"strings"
	"time"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"

// lockDate is where the cloud remembers from when on a lock is for ever.
const lockDate = "__lockDate"

// longestRetention and the like are in days: a hundred years.
const longestRetention = 36500

// vaultLock is in governance mode without changeableForDays, and can then always
// go. In compliance mode it can until its lock date.
func vaultLock() kind.Kind {
	k := vaultSetting(lockType, "a lock")
	k.Checks = map[string]kind.Check{}
	k.Admit = admitLock
	base := k.Outputs
	k.Outputs = func(w kind.World, d kind.Draft) kind.Props {
		out := base(w, d)
		if days := d.In.Number("changeableForDays"); days > 0 && d.Old == nil {
			out[lockDate] = kind.Text(w.Now().AddDate(0, 0, days).Format(time.RFC3339Nano))
		}
		return out
	}
	k.Retire = retireLock
	return k
}

func retireLock(w kind.World, d kind.Draft) error {
	text := kind.Values{Props: d.Old.Outputs}.Text(lockDate)
	if text == "" {
		return nil // governance mode
	}
	date, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return fmt.Errorf("read the lock date of backup vault %s: %w", d.ID, err)
	}
	if w.Now().Before(date) {
		return nil
	}
	return kind.Say("InvalidRequestException: The lock of backup vault %s is immutable since %s and cannot be changed or deleted.", d.ID, date.Format(time.RFC3339))
}

func admitLock(w kind.World, d kind.Draft) error {
	limits := limitsOf(d.In)
	for _, path := range []string{"minRetentionDays", "maxRetentionDays", "changeableForDays"} {
		if days := d.In.Number(path); days < 0 || days > longestRetention {
			name := strings.ToUpper(path[:1]) + path[1:]
			return kind.Say("InvalidParameterValueException: %s must be between 1 and %d, got %d", name, longestRetention, days)
		}
	}
	if limits.most > 0 && limits.least > limits.most {
		return kind.Say("InvalidParameterValueException: MinRetentionDays (%d) cannot be greater than MaxRetentionDays (%d)", limits.least, limits.most)
	}
	home, _ := w.Find(vaultType, "id", d.In.Text("backupVaultName"))
	for _, user := range w.Users(planType, home) {
		for _, kept := range retentions(kind.Values{Props: user.Inputs}) {
			if kept.into(home, user.Where) {
				if err := limits.admit(kept, home.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// limits are the retention that a lock asks for, in days; zero is no limit.
type limits struct{ least, most int }

func limitsOf(lock kind.Values) limits {
	return limits{least: lock.Number("minRetentionDays"), most: lock.Number("maxRetentionDays")}
}

// lockOf is the lock of a vault, which may be another region's.
func lockOf(w kind.World, home sim.Object) limits {
	for _, lock := range w.Users(lockType, home) {
		return limitsOf(kind.Values{Props: lock.Inputs})
	}
	return limits{}
}

// admit refuses what Backup itself lets pass: every job of such a rule fails.
func (l limits) admit(kept retention, name string) error {
	const then = "; Backup would fail the rule's every job, the simulated cloud refuses"
	switch {
	case kept.days > 0 && kept.days < l.least:
		return kind.Say("rule %s keeps recovery points for %d days, the lock of backup vault %s asks for at least %d"+then, kept.rule, kept.days, name, l.least)
	case l.most > 0 && kept.days <= 0:
		return kind.Say("rule %s keeps recovery points for ever, the lock of backup vault %s allows at most %d days"+then, kept.rule, name, l.most)
	case l.most > 0 && kept.days > l.most:
		return kind.Say("rule %s keeps recovery points for %d days, the lock of backup vault %s allows at most %d"+then, kept.rule, kept.days, name, l.most)
	}
	return nil
}
