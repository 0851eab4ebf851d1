package recovery

import (
	"fmt"
	"strings"
)

// Stated is an environment's objectives and what it achieves, for the handbook.
type Stated struct {
	// Environment is the stack's name.
	Environment string
	// Objectives as they are configured, and what the configuration achieves.
	Objectives Objectives
	Achieved   Achieved
}

// State puts an environment's objectives beside what its arguments achieve; false
// without a database, as there is nothing to hold them against.
func (a *Args) State(environment string) (Stated, bool) {
	if a.Database == nil {
		return Stated{}, false
	}
	return Stated{Environment: environment, Objectives: a.Objectives, Achieved: Achieves(a.facts())}, true
}

// ObjectivesTable shows what each environment promises beside what it achieves,
// in Markdown.
func ObjectivesTable(all []Stated) string {
	var b strings.Builder
	b.WriteString("| Environment | Objective | Promised, at most | Achieved |\n|---|---|---|---|\n")
	for _, s := range all {
		o, got := s.Objectives, s.Achieved
		row := func(what, promised, achieved string) {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", s.Environment, what, promised, achieved)
		}
		row("data lost while the region stands (RPO)", span(o.RPOMinutes), span(got.RPOMinutes)+", by `"+got.RPOBy+"`")
		row("until it serves after the loss of an instance or a zone (RTO)", span(o.RTOMinutes), span(got.RTOMinutes))
		row("until it serves after a restore", "no promise", span(got.RestoreMinutes))
		row("history, at least", fmt.Sprintf("%d days", o.HistoryDays), fmt.Sprintf("%d days", got.HistoryDays))
		if got.Region == nil {
			row("the region lost", "no promise", "made anew, without its data")
			continue
		}
		rpo, rto := "no promise", "no promise"
		if o.Region != nil {
			rpo, rto = span(o.Region.RPOMinutes), span(o.Region.RTOMinutes)
		}
		row("data lost with the region (RPO)", rpo, span(got.Region.RPOMinutes)+", by `"+got.Region.RPOBy+"`")
		row("until it serves in the second region (RTO)", rto, span(got.Region.RTOMinutes))
	}
	return b.String()
}

// TimesTable shows the times that the objectives count with, in Markdown.
func TimesTable() string {
	var b strings.Builder
	b.WriteString("| What takes the time | At worst | Assumed | Source |\n|---|---|---|---|\n")
	for _, t := range Times() {
		assumed := "no"
		if t.Assumed {
			assumed = "yes"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", t.What, span(t.Minutes), assumed, t.Source)
	}
	return b.String()
}

// scenario is something that can be lost.
type scenario struct{ lost, data, service string }

// scenarios are the six of the handbook.
func scenarios() []scenario {
	const nothing = "nothing"
	return []scenario{
		{"a pod", nothing + "; what it held in memory", span(PodRestart.Minutes) + ", by itself; the other pods serve meanwhile"},
		{"a node", nothing + "; what its pods held in memory", span(NodeReplacement.Minutes) + ", by itself; pods on other nodes serve meanwhile"},
		{
			"a zone", nothing + ": Aurora, its backups and S3 lie in three zones; a volume waits for its zone, or is restored in another",
			span(Failover.Minutes) + " with a reader, by itself; " + span(Recreation.Minutes) + " without, by a person",
		},
		{
			"the database", span(ContinuousLag.Minutes) + " at most; with a mistake that is found late, what was written since the chosen second",
			span(Restore.Minutes) + ", by a person",
		},
		{
			"the region", span(GlobalLag.Minutes) + " with a global database; otherwise the time between two copied backups, " +
				span(startMinutes) + " of waiting and " + span(Copy.Minutes) + " of copying",
			span(GlobalFailover.Minutes) + " with a global database that has an instance there; otherwise " + span(Rebuild.Minutes) + ", by a person",
		},
		{
			"the account, by mistake", nothing + " if it is opened again in time; otherwise what is not copied to another account (copyToVault)",
			span(OtherAccount.Minutes) + ", by people",
		},
	}
}

// ScenariosTable shows what is lost in each of six scenarios, and how long it
// takes, in Markdown.
func ScenariosTable() string {
	var b strings.Builder
	b.WriteString("| Lost | Data lost with it | Until it serves again |\n|---|---|---|\n")
	for _, s := range scenarios() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", s.lost, s.data, s.service)
	}
	return b.String()
}

// Render puts the tables that depend on no environment into the handbook.
func Render(page string) (string, error) {
	page, err := Fill(page, "scenarios", ScenariosTable())
	if err != nil {
		return "", err
	}
	return Fill(page, "times", TimesTable())
}

// span writes minutes as a person would.
func span(minutes int) string {
	switch {
	case minutes == Never:
		return "everything"
	case minutes > minutesPerHour && minutes%minutesPerHour == 0:
		return fmt.Sprintf("%d h", minutes/minutesPerHour)
	default:
		return fmt.Sprintf("%d min", minutes)
	}
}

// Fill puts a table into a page, in place of what stands between the marks
// <!-- recovery:NAME --> and <!-- /recovery -->.
func Fill(page, name, table string) (string, error) {
	begin, end := "<!-- recovery:"+name+" -->\n", "<!-- /recovery -->"
	before, rest, found := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return "", fmt.Errorf("fill in the table %q: the page has no part between %q and %q", name, strings.TrimSpace(begin), end)
	}
	return before + begin + table + end + after, nil
}
