package backup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A schedule is six fields as EventBridge reads them, in "cron(...)"; a rate is
// none. Source: Backup developer guide, "Creating a backup plan", which refers
// to the EventBridge user guide, "Cron expressions".
var fields = []cronField{
	{least: 0, most: 59},
	{least: 0, most: 23},
	{least: 1, most: 31, special: regexp.MustCompile(`^(\?|L|LW|[0-9]+W)$`)},
	{least: 1, most: 12, names: []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}},
	{least: 1, most: 7, names: []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}, special: regexp.MustCompile(`^(\?|L|[1-7]L|([1-7]|[A-Z]{3})#[1-5])$`)},
	{least: 1970, most: 2199},
}

const dayOfMonth, dayOfWeek = 2, 4

type cronField struct {
	least, most int
	// names stand for the numbers from least on.
	names []string
	// special values are taken as they are.
	special *regexp.Regexp
}

// isSchedule is true for what Backup takes as a schedule.
func isSchedule(expression string) bool {
	inner, isCron := strings.CutPrefix(expression, "cron(")
	inner, closed := strings.CutSuffix(inner, ")")
	given := strings.Fields(inner)
	if !isCron || !closed || len(given) != len(fields) {
		return false
	}
	for i, f := range fields {
		if !f.accepts(given[i]) {
			return false
		}
	}
	// A day is one of the month or one of the week, and the other is left open.
	return (given[dayOfMonth] == "?") != (given[dayOfWeek] == "?")
}

// accepts lists of values, ranges and steps: "1,15", "MON-FRI", "0/15", "*".
func (f cronField) accepts(text string) bool {
	if f.special != nil && f.special.MatchString(text) {
		return true
	}
	return !slices.ContainsFunc(strings.Split(text, ","), func(part string) bool { return !f.acceptsPart(part) })
}

func (f cronField) acceptsPart(part string) bool {
	part, step, stepped := strings.Cut(part, "/")
	if n, err := strconv.Atoi(step); stepped && (err != nil || n < 1) {
		return false
	}
	if part == "*" {
		return true
	}
	from, to, ranged := strings.Cut(part, "-")
	return f.acceptsValue(from) && (!ranged || f.acceptsValue(to))
}

func (f cronField) acceptsValue(text string) bool {
	if slices.Contains(f.names, text) {
		return true
	}
	n, err := strconv.Atoi(text)
	return err == nil && n >= f.least && n <= f.most
}
