package recovery

import (
	"fmt"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/tags"
)

// facts are what the arguments say about the objectives.
func (a *Args) facts() Facts {
	return Facts{Database: *a.Database, Plan: a.Plans[tags.BackupDatabase], SecondRegion: a.Second != nil}
}

// checkObjectives refuses what is not achieved, by the objective's own path. There
// is nothing to hold without a database.
func (a *Args) checkObjectives(c *fault.Check) {
	const path = "objectives."
	o := a.Objectives
	c.Require(o.RPOMinutes > 0, path+"rpoMinutes", o.RPOMinutes, "at least 1 minute")
	c.Require(o.RTOMinutes > 0, path+"rtoMinutes", o.RTOMinutes, "at least 1 minute")
	c.Require(o.HistoryDays > 0, path+"historyDays", o.HistoryDays, "at least 1 day")
	if a.Database == nil {
		return
	}
	got := Achieves(a.facts())
	atLeast(c, path+"rpoMinutes", o.RPOMinutes, got.RPOMinutes, "what is lost with "+got.RPOBy)
	atLeast(c, path+"rtoMinutes", o.RTOMinutes, got.RTOMinutes, fmt.Sprintf("what it takes with %d in %s", a.Database.Readers, got.RTOBy))
	c.Require(o.HistoryDays <= got.HistoryDays, path+"historyDays", o.HistoryDays,
		fmt.Sprintf("at most %d, what database.backups.retentionDays and plans.database keep", got.HistoryDays))
	if o.Region != nil {
		o.Region.check(c, got.Region)
	}
}

func (r *RegionObjectives) check(c *fault.Check, got *AchievedInRegion) {
	const path = "objectives.region"
	c.Require(r.RPOMinutes > 0, path+".rpoMinutes", r.RPOMinutes, "at least 1 minute")
	c.Require(r.RTOMinutes > 0, path+".rtoMinutes", r.RTOMinutes, "at least 1 minute")
	if got == nil {
		c.Add(path, fmt.Sprintf("%d and %d minutes", r.RPOMinutes, r.RTOMinutes),
			"null, as nothing outlives the region: there is neither secondRegion with copyDays in plans.database, nor database.global")
		return
	}
	atLeast(c, path+".rpoMinutes", r.RPOMinutes, got.RPOMinutes, "what is lost with "+got.RPOBy+" and its way to the second region")
	atLeast(c, path+".rtoMinutes", r.RTOMinutes, got.RTOMinutes, "what it takes with "+got.RTOBy)
}

// atLeast refuses an objective that is stricter than what is achieved. One that
// is no number of minutes has its own fault.
func atLeast(c *fault.Check, path string, stated, achieved int, why string) {
	if stated <= 0 || stated >= achieved {
		return
	}
	if achieved == Never {
		c.Add(path, stated, "nothing, as no backup is kept")
		return
	}
	c.Add(path, stated, fmt.Sprintf("at least %d, %s", achieved, why))
}
