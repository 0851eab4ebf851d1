package recovery

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestWhatAConfigurationAchieves(t *testing.T) {
	t.Parallel()
	daily := &Rule{RetentionDays: 14}
	copiedDaily := &Rule{RetentionDays: 14, CopyDays: 7}
	for sentence, test := range map[string]struct {
		facts Facts
		want  Achieved
	}{
		"nothing keeps anything": {
			Facts{},
			Achieved{RPOMinutes: Never, RPOBy: "recovery.plans.database", RTOMinutes: 30, RTOBy: "database.readers", RestoreMinutes: Never},
		},
		"Aurora's own backup, and no reader": {
			Facts{Database: DatabaseFacts{RetentionDays: 7}},
			Achieved{RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 30, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 7},
		},
		"a daily plan alone, late by its start window": {
			Facts{Plan: Plan{Daily: daily}},
			Achieved{RPOMinutes: 1500, RPOBy: "recovery.plans.database.daily", RTOMinutes: 30, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 14},
		},
		"the longest retention is the history, whoever keeps it": {
			Facts{Database: DatabaseFacts{RetentionDays: 35, Readers: 1}, Plan: Plan{Daily: daily}},
			Achieved{RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 2, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 35},
		},
		"the most frequent rule that copies decides about the region": {
			Facts{
				Database: DatabaseFacts{RetentionDays: 1}, SecondRegion: true,
				Plan: Plan{Hourly: &Rule{RetentionDays: 2}, Daily: copiedDaily},
			},
			Achieved{
				RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 30, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 14,
				Region: &AchievedInRegion{RPOMinutes: 1620, RPOBy: "recovery.plans.database.daily", RTOMinutes: 240, RTOBy: "recovery.secondRegion"},
			},
		},
		"copies to another account do not outlive the region": {
			Facts{Plan: Plan{Daily: copiedDaily}},
			Achieved{RPOMinutes: 1500, RPOBy: "recovery.plans.database.daily", RTOMinutes: 30, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 14},
		},
		"a global database outlives it without copies": {
			Facts{Database: DatabaseFacts{RetentionDays: 1, Readers: 2, Global: true, GlobalReaders: 1}},
			Achieved{
				RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 2, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 1,
				Region: &AchievedInRegion{RPOMinutes: 1, RPOBy: "database.global", RTOMinutes: 30, RTOBy: "database.global"},
			},
		},
		"one without an instance there needs one first": {
			Facts{Database: DatabaseFacts{RetentionDays: 1, Readers: 2, Global: true}},
			Achieved{
				RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 2, RTOBy: "database.readers", RestoreMinutes: 90, HistoryDays: 1,
				Region: &AchievedInRegion{RPOMinutes: 1, RPOBy: "database.global", RTOMinutes: 60, RTOBy: "database.global.readers"},
			},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, Achieves(test.facts))
		})
	}
}

func anyRule(t *rapid.T, name string) *Rule {
	if !rapid.Bool().Draw(t, name) {
		return nil
	}
	return &Rule{RetentionDays: rapid.IntRange(1, 400).Draw(t, name+" days"), CopyDays: rapid.IntRange(0, 400).Draw(t, name+" copy")}
}

func anyFacts(t *rapid.T) Facts {
	return Facts{
		Database: DatabaseFacts{
			RetentionDays: rapid.IntRange(0, 35).Draw(t, "retention"), Readers: rapid.IntRange(0, 3).Draw(t, "readers"),
			Global: rapid.Bool().Draw(t, "global"), GlobalReaders: rapid.IntRange(0, 2).Draw(t, "global readers"),
		},
		Plan:         Plan{Hourly: anyRule(t, "hourly"), Daily: anyRule(t, "daily"), Weekly: anyRule(t, "weekly"), Monthly: anyRule(t, "monthly")},
		SecondRegion: rapid.Bool().Draw(t, "second"),
	}
}

// More backups, readers and copies never achieve less.
func TestMoreNeverAchievesLess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		less := anyFacts(t)
		more := less
		more.Database.RetentionDays++
		more.Database.Readers++
		more.Database.GlobalReaders++
		more.SecondRegion = true
		more.Plan.Hourly = &Rule{RetentionDays: 400, CopyDays: 1}
		was, is := Achieves(less), Achieves(more)
		if is.RPOMinutes > was.RPOMinutes || is.RTOMinutes > was.RTOMinutes || is.RestoreMinutes > was.RestoreMinutes || is.HistoryDays < was.HistoryDays {
			t.Fatalf("%+v achieves %+v, less than %+v", more, is, was)
		}
		if was.Region != nil && (is.Region == nil || is.Region.RPOMinutes > was.Region.RPOMinutes || is.Region.RTOMinutes > was.Region.RTOMinutes) {
			t.Fatalf("with the region lost, %+v achieves %+v, less than %+v", more, is.Region, was.Region)
		}
	})
}

// What is achieved is accepted as an objective, and a minute less is refused.
func TestTheObjectivesThatAreAchievedAreTheStrictestAccepted(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts(t)
		got := Achieves(facts)
		if got.RPOMinutes == Never {
			return
		}
		a := minimal()
		a.Database = &facts.Database
		a.Plans["database"] = facts.Plan
		if facts.SecondRegion {
			a.Second = &Second{Region: "eu-central-1"}
		}
		a.Objectives = Objectives{RPOMinutes: got.RPOMinutes, RTOMinutes: got.RTOMinutes, HistoryDays: got.HistoryDays}
		if got.Region != nil {
			a.Objectives.Region = &RegionObjectives{RPOMinutes: got.Region.RPOMinutes, RTOMinutes: got.Region.RTOMinutes}
		}
		if faults := objectiveFaults(a); len(faults) > 0 {
			t.Fatalf("what is achieved is refused: %v", faults)
		}
		a.Objectives.RPOMinutes--
		a.Objectives.RTOMinutes--
		a.Objectives.HistoryDays++
		want := 3
		if got.Region != nil {
			a.Objectives.Region.RTOMinutes--
			want++
		}
		if faults := objectiveFaults(a); len(faults) != want {
			t.Fatalf("want %d faults, got %v", want, faults)
		}
	})
}

// objectiveFaults are the faults of the objectives alone.
func objectiveFaults(a *Args) []string {
	var out []string
	for _, f := range a.Validate() {
		if len(f.Path) > len("objectives") && f.Path[:len("objectives")] == "objectives" {
			out = append(out, f.Error())
		}
	}
	return out
}
