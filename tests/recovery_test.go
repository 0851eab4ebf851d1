package tests

import (
	"context"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/sim"
)

// withRecovery changes a copy of the settings of backups.
func (w *world) withRecovery(change func(*config.Config, *config.Recovery)) *world {
	w.t.Helper()
	return w.with(func(c *config.Config) {
		r := *c.Recovery
		r.Plans = maps.Clone(r.Plans)
		change(c, &r)
		c.Recovery = &r
	})
}

const (
	lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
	planType = "aws:backup/plan:Plan"
)

// TestAStoreThatNoPlanSelectsStopsTheUp leaves out the class of the databases.
func TestAStoreThatNoPlanSelectsStopsTheUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "staging").withRecovery(func(_ *config.Config, r *config.Recovery) {
		delete(r.Plans, config.BackupDatabase)
		r.Objectives.HistoryDays = 7
	})
	result, err := w.fails(engine.OpUp)
	require.ErrorIs(t, err, engine.ErrPolicy)
	said := strings.Join(problems(result), "\n")
	require.Contains(t, said, "recovery-backup-plan")
	require.Contains(t, said, "aws:rds/cluster:Cluster")
	require.Contains(t, said, "database")
	require.Contains(t, said, "no backup plan of the stack selects it")
}

// TestABackupClassIsAdded plans a class that was left out.
func TestABackupClassIsAdded(t *testing.T) {
	t.Parallel()
	all := newWorld(t, "dev")
	w := all.withRecovery(func(_ *config.Config, r *config.Recovery) { delete(r.Plans, config.BackupObjects) })
	w.up()
	result := all.onlyAdds()
	require.Equal(t, len(result.Changes()), result.Count(engine.ActionCreate, engine.ActionUpdate))
	var made []string
	for _, s := range result.Changes() {
		made = append(made, string(s.Action)+" "+string(s.URN.Type()))
	}
	require.Subset(t, made, []string{"create " + planType, "create aws:backup/selection:Selection"})
	all.leave()
}

// TestBackupsAreCopiedToAnotherAccount has the keys of what is backed up admit the
// account, without which every copy job would fail.
func TestBackupsAreCopiedToAnotherAccount(t *testing.T) {
	t.Parallel()
	const theirs = `{"accounts": ["123443211234"]}`
	w := newWorld(t, "prod").configuring(map[string]string{
		"consistency-other-account": theirs, "identity-cross-account": theirs,
	}).withRecovery(func(_ *config.Config, r *config.Recovery) {
		r.CopyToVault = "arn:aws:backup:eu-west-1:123443211234:backup-vault:kept"
	})
	w.up()
	admits := map[string]bool{}
	for _, r := range w.ofType(keyType) {
		admits[r.URN.Name()] = strings.Contains(text(r.Inputs, "policy"), "arn:aws:iam::123443211234:root")
	}
	for name, open := range admits {
		kept := name == "keys-database" || name == "keys-volumes" || name == "keys-backups"
		require.Equal(t, kept, open, name)
	}
	require.Subset(t, admits, map[string]bool{"keys-database": true, "keys-volumes": true, "keys-backups": true})
	w.leave()
}

// calendar is a clock whose days are turned by hand; nothing waits for it.
type calendar struct{ days atomic.Int64 }

func (c *calendar) Now() time.Time { return today.AddDate(0, 0, int(c.days.Load())) }

func (*calendar) Wait(context.Context, time.Duration) error { return nil }

// TestALockInComplianceModeGoesWhileItMay is taken off in its grace; after that
// the cloud refuses, and says since when.
func TestALockInComplianceModeGoesWhileItMay(t *testing.T) {
	t.Parallel()
	for sentence, c := range map[string]struct {
		days   int64
		refuse bool
	}{
		"a day before its grace is over": {2, false},
		"a day after":                    {4, true},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			clock := &calendar{}
			w := newWorld(t, "prod", sim.WithClock(clock)).withRecovery(func(_ *config.Config, r *config.Recovery) {
				r.VaultLock = &config.VaultLock{Mode: config.LockCompliance, MinDays: 1, MaxDays: 3650, GraceDays: 3}
			})
			w.up()
			clock.days.Store(c.days)
			if !c.refuse {
				w.leave()
				return
			}
			result, _ := w.unprotected().fails(engine.OpUp)
			require.Contains(t, strings.Join(problems(result), "\n"), "The lock of backup vault covetpy-prod-backups is immutable since 2026-11-26T00:00:00Z")
			w.up() // it stands as before
		})
	}
}

// TestASecondRegionIsAdded copies images and backups of an environment that stands.
func TestASecondRegionIsAdded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "staging").with(func(c *config.Config) { c.Encryption.MultiRegion = true })
	w.up()
	w = w.withRecovery(func(c *config.Config, r *config.Recovery) {
		registry := *c.Registry
		registry.Replicate = true
		c.Registry = &registry
		r.SecondRegion = &config.SecondRegion{Region: "eu-central-1"}
		for class, plan := range r.Plans {
			plan = maps.Clone(plan)
			daily := plan[config.Daily]
			daily.CopyDays = 7
			plan[config.Daily] = daily
			r.Plans[class] = plan
		}
	})
	result := w.onlyAdds()
	require.Positive(t, result.Count(engine.ActionCreate))
	w.leave()
}
