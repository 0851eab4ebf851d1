package slo

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"time"

	"github.com/covetpy/platform/docs/runbooks"
	"github.com/covetpy/platform/infra/fault"
)

// Limits of an SLO's window: a shorter one has no budget to speak of, a longer one
// no data (Amazon Managed Service for Prometheus keeps 150 days by default).
const (
	MinWindow = Day
	MaxWindow = 90 * Day
)

var (
	namePattern  = regexp.MustCompile(`^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$`)
	alertPattern = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
)

// Validate finds every fault of a set of SLOs at once. A path begins with the
// SLO's place in the set, "slos[0].objective".
func Validate(slos []SLO) error {
	var c fault.Check
	for i, s := range slos {
		c.Join(fmt.Sprintf("slos[%d]", i), s.Faults())
	}
	checkSet(&c, slos)
	return c.Err()
}

// Faults are those of one SLO by itself.
func (s SLO) Faults() fault.Faults {
	var c fault.Check
	s = s.WithDefaults()
	c.Require(namePattern.MatchString(s.Service), "service", fault.Written(s.Service), "an application's name, in lower case")
	c.Require(namePattern.MatchString(s.Name), "name", fault.Written(s.Name), "a name in lower case, availability")
	c.Require(s.Objective > 0 && s.Objective < Whole, "objective", s.Objective, "more than 0 and less than 100: without a budget there is nothing to watch")
	whole := s.Window%time.Hour == 0
	c.Require(whole && s.Window >= MinWindow && s.Window <= MaxWindow, "window", s.Window,
		fmt.Sprintf("whole hours, from %s to %s", Range(MinWindow), Range(MaxWindow)))
	c.Require(s.MinimumErrors > 0, "minimumErrors", s.MinimumErrors, "1 or more")
	fault.OneOf(&c, "absent", s.Absent, SeverityPage, SeverityTicket, SeverityNone)
	checkRunbook(&c, "runbook", s.Runbook)
	s.Indicator.check(&c)
	for i, b := range s.Alerts {
		s.checkAlert(&c, fmt.Sprintf("alerts[%d]", i), b)
		again := slices.ContainsFunc(s.Alerts[:i], func(o Burn) bool { return o.Alert == b.Alert })
		c.Require(!again, fmt.Sprintf("alerts[%d].alert", i), b.Alert, "a name that no other alert of this objective has")
	}
	for i, d := range s.DependsOn {
		c.Require(d != s.Ref(), fmt.Sprintf("dependsOn[%d]", i), d, "another objective than itself")
	}
	return c.Faults()
}

func (s SLO) checkAlert(c *fault.Check, path string, b Burn) {
	c.Require(alertPattern.MatchString(b.Alert), path+".alert", fault.Written(b.Alert), "a name in letters and digits, ErrorBudgetBurns")
	if s.Runbook == "" && alertPattern.MatchString(b.Alert) {
		checkRunbook(c, path+".alert", b.Alert)
	}
	fault.OneOf(c, path+".severity", b.Severity, SeverityPage, SeverityTicket)
	c.Require(b.Share > 0 && b.Share <= Whole, path+".share", b.Share, "more than 0, and 100 at most")
	minutes := b.Long%time.Minute == 0 && b.Short%time.Minute == 0
	c.Require(minutes && b.Short >= CustomRange, path+".short", b.Short,
		fmt.Sprintf("whole minutes, %s or more", Range(CustomRange)))
	c.Require(b.Long > b.Short, path+".long", b.Long, fmt.Sprintf("longer than short (%s)", Range(b.Short)))
	if b.Long <= 0 || s.Window <= 0 {
		return
	}
	c.Require(s.Window >= b.Long, "window", s.Window,
		fmt.Sprintf("%s.long (%s) or longer: an alert can't look back further than its objective", path, Range(b.Long)))
	s.checkReach(c, path, b)
}

// checkReach finds alerts that can never fire: not even if everything failed.
func (s SLO) checkReach(c *fault.Check, path string, b Burn) {
	if s.Threshold(b).Cmp(big.NewRat(1, 1)) < 0 || s.Objective <= 0 {
		return
	}
	percent := new(big.Rat).Mul(s.Threshold(b), big.NewRat(100, 1))
	c.Add("objective", s.Objective, fmt.Sprintf(
		"one that %s.share (%s in %s) can be reached with: the alert would need %s %% of events to fail",
		path, b.Share, Range(b.Long), percent.FloatString(1),
	))
}

func checkRunbook(c *fault.Check, path, name string) {
	if name == "" {
		return
	}
	known := runbooks.Names()
	c.Require(slices.Contains(known, name), path, name, "the name of a file in docs/runbooks: "+fault.Words(known))
}

// checkSet finds what is wrong between SLOs: names twice, dependencies on nothing,
// and in a circle.
func checkSet(c *fault.Check, slos []SLO) {
	places := map[Ref]int{}
	for i, s := range slos {
		if first, twice := places[s.Ref()]; twice {
			c.Add(fmt.Sprintf("slos[%d].name", i), s.Name, fmt.Sprintf("a name that slos[%d] of the same service does not have", first))
			continue
		}
		places[s.Ref()] = i
	}
	for i, s := range slos {
		for j, d := range s.DependsOn {
			path := fmt.Sprintf("slos[%d].dependsOn[%d]", i, j)
			_, known := places[d]
			c.Require(known, path, d, "an objective that there is")
			c.Require(!known || d == s.Ref() || !reaches(slos, places, d, s.Ref()), path, d,
				fmt.Sprintf("an objective that does not depend on %s: each would silence the other", s.Ref()))
		}
	}
}

// reaches says whether one SLO depends on another, through others too.
func reaches(slos []SLO, places map[Ref]int, from, to Ref) bool {
	seen := map[Ref]bool{}
	queue := []Ref{from}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		place, known := places[next]
		if seen[next] || !known {
			continue
		}
		seen[next] = true
		for _, d := range slos[place].DependsOn {
			if d == to {
				return true
			}
			queue = append(queue, d)
		}
	}
	return false
}
