package queue

import (
	"fmt"
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

// Limits of SQS (SQS developer guide, "Message quotas"; API reference,
// SetQueueAttributes), except for what is said to be ours.
const (
	mostVisibilitySeconds = 43200
	// DeadLetterDays is how long SQS keeps a message at most.
	DeadLetterDays = 14
	mostReceives   = 1000
	// leastAlertAge is the period of the alarm, which is ours.
	leastAlertAge = 60
	secondsInADay = 86400
)

// nameForm is ours: what SQS takes as a part of a name, as other names are.
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(nameForm.MatchString(a.Name), "name", fault.Written(a.Name), "lower-case letters, digits and single dashes, beginning with a letter: jobs")
	within(&c, "visibilitySeconds", a.VisibilitySeconds, mostVisibilitySeconds)
	within(&c, "retentionDays", a.RetentionDays, DeadLetterDays-1)
	within(&c, "maxReceives", a.MaxReceives, mostReceives)
	longest := a.RetentionDays * secondsInADay
	switch {
	case a.AlertAgeSeconds < leastAlertAge:
		c.Add("alertAgeSeconds", a.AlertAgeSeconds, fmt.Sprintf("at least %d", leastAlertAge))
	case a.RetentionDays >= 1 && a.AlertAgeSeconds >= longest:
		c.Add("alertAgeSeconds", a.AlertAgeSeconds, fmt.Sprintf("less than retentionDays (%d s), when the message is gone", longest))
	}
	return c.Faults()
}

// within demands 1 to most.
func within(c *fault.Check, path string, found, most int) {
	c.Require(found >= 1 && found <= most, path, found, fmt.Sprintf("1 to %d", most))
}
