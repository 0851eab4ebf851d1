package recovery

import "math"

// Objectives is what may be lost when something fails, and for how long. Each is
// checked against what the configuration achieves (Achieves).
type Objectives struct {
	// RPOMinutes is the most data of the database that is lost while the region
	// stands, in minutes (recovery point objective).
	RPOMinutes int
	// RTOMinutes is the most time until the database serves again after the loss of
	// an instance or a zone (recovery time objective). A restore from a backup
	// takes longer: Achieved.RestoreMinutes.
	RTOMinutes int
	// HistoryDays that can be gone back, for a mistake that is found late.
	HistoryDays int
	// Region is the same for the loss of the whole region; nil where that loss is
	// accepted.
	Region *RegionObjectives
}

// RegionObjectives is what may be lost with a whole region.
type RegionObjectives struct {
	// RPOMinutes is the most data that is lost, in minutes.
	RPOMinutes int
	// RTOMinutes is the most time until the database serves in the second region.
	RTOMinutes int
}

// DatabaseFacts is what the database's own settings give.
type DatabaseFacts struct {
	// RetentionDays of Aurora's continuous backup (database.backups.retentionDays).
	RetentionDays int
	// BackupWindow and MaintenanceWindow are when AWS works on the database,
	// "02:00-03:00" and "sun:04:00-sun:05:00".
	BackupWindow, MaintenanceWindow string
	// Readers are the instances beside the writer.
	Readers int
	// Global says that a second region holds a copy (Aurora Global Database), and
	// GlobalReaders how many instances serve it there.
	Global        bool
	GlobalReaders int
}

// Facts are what the objectives depend on.
type Facts struct {
	// Database is the database's own part.
	Database DatabaseFacts
	// Plan is the plan of the class database.
	Plan Plan
	// SecondRegion says that backups are copied to one.
	SecondRegion bool
}

// Never is the time after which what is lost comes back when nothing keeps it.
const Never = math.MaxInt

// Achieved is what a configuration achieves. A time is the longest that is to be
// expected (Times), and Never when there is none.
type Achieved struct {
	// RPOMinutes and RPOBy: the data that is lost, and the setting that decides.
	RPOMinutes int
	RPOBy      string
	// RTOMinutes and RTOBy: until the database serves after the loss of an instance
	// or a zone.
	RTOMinutes int
	RTOBy      string
	// RestoreMinutes until the database serves when it was restored from a backup
	// in the region.
	RestoreMinutes int
	// HistoryDays that can be gone back.
	HistoryDays int
	// Region is nil when nothing outlives the region.
	Region *AchievedInRegion
}

// AchievedInRegion is what outlives the region.
type AchievedInRegion struct {
	RPOMinutes int
	RPOBy      string
	RTOMinutes int
	RTOBy      string
}

// Settings that decide, as the configuration spells them.
const (
	byContinuous = "database.backups.retentionDays"
	byReaders    = "database.readers"
	byGlobal     = "database.global"
	byGlobalSize = "database.global.readers"
	bySecond     = "recovery.secondRegion"
	byPlan       = "recovery.plans.database"
)

// Achieves works out what the facts give.
func Achieves(f Facts) Achieved {
	out := Achieved{
		RPOMinutes: Never, RPOBy: byPlan,
		RTOMinutes: Failover.Minutes, RTOBy: byReaders,
		RestoreMinutes: Never,
		HistoryDays:    f.Database.RetentionDays,
		Region:         inRegion(f),
	}
	if rules := f.Plan.rules(); len(rules) > 0 {
		out.RPOMinutes, out.RPOBy = rules[0].rpoMinutes(), byPlan+"."+string(rules[0].often)
		out.RestoreMinutes = Restore.Minutes
		for _, t := range rules {
			out.HistoryDays = max(out.HistoryDays, t.rule.RetentionDays)
		}
	}
	if f.Database.RetentionDays > 0 {
		out.RPOMinutes, out.RPOBy = min(out.RPOMinutes, ContinuousLag.Minutes), byContinuous
		out.RestoreMinutes = Restore.Minutes
	}
	if f.Database.Readers == 0 {
		out.RTOMinutes = Recreation.Minutes
	}
	return out
}

// inRegion is what outlives the region: a global database, or copies.
func inRegion(f Facts) *AchievedInRegion {
	if f.Database.Global {
		out := &AchievedInRegion{
			RPOMinutes: GlobalLag.Minutes, RPOBy: byGlobal,
			RTOMinutes: GlobalFailover.Minutes, RTOBy: byGlobal,
		}
		if f.Database.GlobalReaders == 0 {
			out.RTOMinutes, out.RTOBy = out.RTOMinutes+Recreation.Minutes, byGlobalSize
		}
		return out
	}
	if !f.SecondRegion {
		return nil
	}
	for _, t := range f.Plan.rules() {
		if t.rule.CopyDays > 0 {
			return &AchievedInRegion{
				RPOMinutes: t.rpoMinutes() + Copy.Minutes, RPOBy: byPlan + "." + string(t.often),
				RTOMinutes: Rebuild.Minutes, RTOBy: bySecond,
			}
		}
	}
	return nil
}

// rpoMinutes is the age of the latest backup when the next one is late by as much
// as it may be.
func (t timed) rpoMinutes() int { return t.often.minutes() + startMinutes }
