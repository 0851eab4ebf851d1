package backup_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/registry"
)

type m = map[string]any

const (
	vaultType  = "aws:backup/vault:Vault"
	lockType   = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
	policyType = "aws:backup/vaultPolicy:VaultPolicy"
	planType   = "aws:backup/plan:Plan"
	home, away = "eu-west-1", "eu-central-1"
)

// account is a cloud with a vault in each of two regions. What one example can
// show is shown by sim/testdata; here is what takes a second call, a second
// region or time.
type account struct {
	t          *testing.T
	clock      *clock
	calls      *lifecycle.Lifecycle
	here, away made
}

type made struct {
	typ, region, id string
	inputs          m
	outputs         kind.Values
}

// clock stands still until it is set on.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time                            { return c.now }
func (c *clock) Wait(context.Context, time.Duration) error { return nil }

func newAccount(t *testing.T) *account {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	a := &account{t: t, clock: &clock{time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}}
	a.calls = lifecycle.New(sim.New(sim.WithClock(a.clock)), kinds)
	a.here, a.away = a.made(vaultType, home, "here", m{"name": "here"}), a.made(vaultType, away, "away", m{"name": "away"})
	return a
}

func urn(typ, name string) string { return "urn:pulumi:test::sim::" + typ + "::" + name }

func (a *account) made(typ, region, name string, inputs m) made {
	a.t.Helper()
	made, err := a.create(typ, region, name, inputs)
	require.NoError(a.t, err)
	return made
}

func (a *account) check(typ, name string, inputs m) kind.Props {
	a.t.Helper()
	checked, failures, err := a.calls.Check(typ, lifecycle.CheckRequest{URN: urn(typ, name), News: resource.NewPropertyMapFromMap(inputs), Seed: []byte(name)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	return checked
}

func (a *account) create(typ, region, name string, inputs m) (made, error) {
	a.t.Helper()
	id, outputs, err := a.calls.Create(context.Background(), lifecycle.Request{Type: typ, URN: urn(typ, name), Region: region, Inputs: a.check(typ, name, inputs)})
	return made{typ, region, id, inputs, kind.Values{Props: outputs}}, err
}

// change updates an object in place.
func (a *account) change(old made, changes m) (kind.Values, error) {
	a.t.Helper()
	inputs := maps.Clone(old.inputs)
	maps.Copy(inputs, changes)
	outputs, err := a.calls.Update(context.Background(), lifecycle.Request{
		Type: old.typ, URN: urn(old.typ, old.id), ID: old.id, Region: old.region, Inputs: a.check(old.typ, old.id, inputs),
	})
	return kind.Values{Props: outputs}, err
}

func (a *account) delete(o made) error {
	return a.calls.Delete(context.Background(), lifecycle.Request{Type: o.typ, URN: urn(o.typ, o.id), ID: o.id, Region: o.region, Olds: o.outputs.Props})
}

func (a *account) alive(o made) bool {
	_, _, found, err := a.calls.Read(context.Background(), lifecycle.Request{Type: o.typ, URN: urn(o.typ, o.id), ID: o.id, Region: o.region, Olds: o.outputs.Props})
	require.NoError(a.t, err)
	return found
}

// rules is a plan's inputs with one rule that says more than where to.
func (a *account) rules(more m) m {
	rule := m{"ruleName": "daily", "targetVaultName": "here"}
	maps.Copy(rule, more)
	return m{"name": "p", "rules": []any{rule}}
}

func (a *account) copied(days int) m {
	to := m{"destinationVaultArn": a.away.outputs.Text("arn")}
	if days > 0 {
		to["lifecycle"] = m{"deleteAfter": days}
	}
	return m{"lifecycle": m{"deleteAfter": 30}, "copyActions": []any{to}}
}

func TestALockAsksForARetentionOfEveryRule(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		rule func(a *account) m
		// where is the vault with the lock.
		where string
		says  string
	}{
		"long enough and not too long":      {func(*account) m { return m{"lifecycle": m{"deleteAfter": 30}} }, home, ""},
		"too short":                         {func(*account) m { return m{"lifecycle": m{"deleteAfter": 5}} }, home, "keeps recovery points for 5 days, the lock of backup vault here asks for at least 7"},
		"too long":                          {func(*account) m { return m{"lifecycle": m{"deleteAfter": 90}} }, home, "keeps recovery points for 90 days, the lock of backup vault here allows at most 60"},
		"for ever, where there is a most":   {func(*account) m { return m{} }, home, "keeps recovery points for ever"},
		"of a copy, too short":              {func(a *account) m { return a.copied(5) }, away, "keeps recovery points for 5 days, the lock of backup vault away"},
		"of a copy that says nothing: kept": {func(a *account) m { return a.copied(0) }, away, ""},
		"of a copy, under another's lock":   {func(a *account) m { return a.copied(5) }, home, ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			said := func(err error) {
				t.Helper()
				if tt.says == "" {
					require.NoError(t, err)
				} else {
					require.ErrorContains(t, err, tt.says)
				}
			}
			name := map[string]string{home: "here", away: "away"}[tt.where]
			lock := m{"backupVaultName": name, "minRetentionDays": 7, "maxRetentionDays": 60}

			first := newAccount(t)
			first.made(lockType, tt.where, "lock", lock)
			_, err := first.create(planType, home, "plan", first.rules(tt.rule(first)))
			said(err)

			second := newAccount(t)
			second.made(planType, home, "plan", second.rules(tt.rule(second)))
			_, err = second.create(lockType, tt.where, "lock", lock)
			said(err)
		})
	}
}

func TestALockInComplianceModeIsForEverAfterItsDate(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for title, tt := range map[string]struct {
		lock  m
		after time.Duration
		says  string
	}{
		"it goes before":                      {m{"changeableForDays": 3, "minRetentionDays": 7}, 3*day - time.Second, ""},
		"it stays from the date on":           {m{"changeableForDays": 3, "minRetentionDays": 7}, 3 * day, "InvalidRequestException: The lock of backup vault here is immutable since 2026-01-04T12:00:00Z"},
		"in governance mode it always can go": {m{"minRetentionDays": 7}, 1000 * day, ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			inputs := maps.Clone(tt.lock)
			inputs["backupVaultName"] = "here"
			lock := a.made(lockType, home, "lock", inputs)
			assert.NotContains(t, lock.outputs.Props, resource.PropertyKey("__lockDate"), "what only the cloud remembers is shown")
			a.clock.now = a.clock.now.Add(tt.after)
			err := a.delete(lock)
			if tt.says == "" {
				require.NoError(t, err)
				assert.False(t, a.alive(lock))
				return
			}
			require.ErrorContains(t, err, tt.says)
			assert.True(t, a.alive(lock))
		})
	}
}

func TestAVaultGoesWithItsPartsAndWithoutItsPlans(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	lock := a.made(lockType, home, "lock", m{"backupVaultName": "here", "minRetentionDays": 1})
	policy := a.made(policyType, home, "policy", m{"backupVaultName": "here", "policy": `{"Statement":{"Effect":"Deny","Principal":"*","Action":"backup:*","Resource":"*"}}`})
	plan := a.made(planType, home, "plan", a.rules(a.copied(0)))
	require.NoError(t, a.delete(a.here))
	require.NoError(t, a.delete(a.away))
	assert.Equal(t, []bool{false, false, true}, []bool{a.alive(lock), a.alive(policy), a.alive(plan)})
}

func TestACopyGoes(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct{ arn, says string }{
		"to a vault of another region": {"arn:aws:backup:eu-central-1:111122223333:backup-vault:away", ""},
		"to another account's vault":   {"arn:aws:backup:eu-central-1:444455556666:backup-vault:theirs", ""},
		"to no vault that is not there": {
			"arn:aws:backup:eu-central-1:111122223333:backup-vault:here",
			"Cannot find Backup vault with ARN arn:aws:backup:eu-central-1:111122223333:backup-vault:here",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			_, err := a.create(planType, home, "plan", a.rules(m{"copyActions": []any{m{"destinationVaultArn": tt.arn}}}))
			if tt.says == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.says)
			}
		})
	}
}

func TestASchedule(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		expression string
		taken      bool
	}{
		"has six fields":                      {"cron(0 5 ? * * *)", true},
		"may have lists, ranges and steps":    {"cron(0,30 0/6 ? JAN-JUN MON-FRI 2026-2030)", true},
		"may mean the last day of a month":    {"cron(0 5 L * ? *)", true},
		"may mean the second Tuesday":         {"cron(0 5 ? * TUE#2 *)", true},
		"has no five fields":                  {"cron(0 5 * * *)", false},
		"is no rate":                          {"rate(12 hours)", false},
		"has cron( around it":                 {"0 5 ? * * *", false},
		"can't mean both kinds of day":        {"cron(0 5 1 * MON *)", false},
		"can't leave both kinds of day open":  {"cron(0 5 ? * ? *)", false},
		"has hours below 24":                  {"cron(0 24 ? * * *)", false},
		"has no question mark for the minute": {"cron(? 5 ? * * *)", false},
		"has no step of nothing":              {"cron(0/0 5 ? * * *)", false},
		"has days of the week from 1 to 7":    {"cron(0 5 ? * 0 *)", false},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			_, err := a.create(planType, home, "plan", a.rules(m{"schedule": tt.expression}))
			if tt.taken {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, "Error in rule daily : Invalid schedule expression "+tt.expression)
			}
		})
	}
}

func TestAPlanHasAVersionForEveryDocument(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		change func(a *account) m
		same   bool
	}{
		"the same when only tags change": {func(*account) m { return m{"tags": m{"Name": "p"}} }, true},
		"another when a rule does":       {func(a *account) m { return a.rules(m{"lifecycle": m{"deleteAfter": 7}}) }, false},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			plan := a.made(planType, home, "plan", a.rules(nil))
			outputs, err := a.change(plan, tt.change(a))
			require.NoError(t, err)
			assert.Equal(t, tt.same, plan.outputs.Text("version") == outputs.Text("version"))
		})
	}
}

func TestASelectionIsLimited(t *testing.T) {
	t.Parallel()
	many := func(n int, arn string) []any {
		list := make([]any, n)
		for i := range list {
			list[i] = arn
		}
		return list
	}
	const volume = "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1"
	for title, tt := range map[string]struct {
		resources []any
		says      string
	}{
		"to 500 resources":     {many(500, volume), ""},
		"and not 501":          {many(501, volume), "At most 500 ARNs without wildcards"},
		"to 30 with wildcards": {many(30, "arn:aws:rds:*:*:cluster:*"), ""},
		"and not 31 of them":   {many(31, "arn:aws:rds:*:*:cluster:*"), "or 30 ARNs with wildcards"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			plan := a.made(planType, home, "plan", a.rules(nil))
			role := a.made("aws:iam/role:Role", home, "r", m{"assumeRolePolicy": `{"Statement":{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sts:AssumeRole"}}`})
			_, err := a.create("aws:backup/selection:Selection", home, "s", m{
				"name": "s", "planId": plan.id, "iamRoleArn": role.outputs.Text("arn"), "resources": tt.resources,
			})
			if tt.says == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.says)
			}
		})
	}
}

func TestVaultsOfARegionShareTheKeyThatAWSManages(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	other := a.made(vaultType, home, "other", m{"name": "other"})
	assert.Equal(t, a.here.outputs.Text("kmsKeyArn"), other.outputs.Text("kmsKeyArn"))
	assert.NotEqual(t, a.here.outputs.Text("kmsKeyArn"), a.away.outputs.Text("kmsKeyArn"))
	assert.Regexp(t, `^arn:aws:kms:eu-west-1:111122223333:key/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`, other.outputs.Text("kmsKeyArn"))
}

func TestARestoreTestingPlanGetsANameWithoutADash(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	plan := a.made("aws:backup/restoreTestingPlan:RestoreTestingPlan", home, "weekly", m{
		"scheduleExpression": "cron(0 5 ? * SUN *)", "recoveryPointSelection": m{"algorithm": "LATEST_WITHIN_WINDOW", "includeVaults": []any{"*"}, "recoveryPointTypes": []any{"SNAPSHOT"}},
	})
	assert.Regexp(t, `^weekly_[0-9a-f]{7}$`, plan.id)
	assert.Regexp(t, `^arn:aws:backup:eu-west-1:111122223333:restore-testing-plan:`+plan.id+`-[0-9a-f-]{36}$`, plan.outputs.Text("arn"))
}
