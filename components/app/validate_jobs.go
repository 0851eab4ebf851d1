package app

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a zone that is there is there on every machine that validates

	"github.com/robfig/cron/v3"

	"github.com/covetpy/platform/infra/fault"
)

// Bounds of jobs.
const (
	// maxCronName keeps a CronJob's name, the application's and a dash before it,
	// within the 52 characters that leave room for its jobs' own.
	maxCronName = 52 - MaxName - 1
	// maxTimeoutSeconds is a week: what runs longer is no job.
	maxTimeoutSeconds = 7 * 86400
	// leastStartSeconds is how often Kubernetes looks: a run with less may be missed.
	leastStartSeconds = 10
	maxRetries        = 10
)

var cronName = regexp.MustCompile(`^[a-z]([a-z0-9-]*[a-z0-9])?$`)

// checkJobs checks the migration and the crons.
func (a *Args) checkJobs(c *fault.Check) {
	if m := a.Migration; m != nil {
		a.checkJob(c, "migration", m.Command, m.TimeoutSeconds, m.Retries, m.Resources)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Crons)) {
		path, job := "crons."+name, a.Crons[name]
		c.Require(cronName.MatchString(name) && len(name) <= maxCronName, path, name,
			fmt.Sprintf("a name of at most %d lower case letters, digits and dashes", maxCronName))
		a.checkJob(c, path, job.Command, job.TimeoutSeconds, job.Retries, job.Resources)
		checkSchedule(c, path+".schedule", job.Schedule)
		if job.TimeZone != "" {
			checkTimeZone(c, path+".timeZone", job.TimeZone)
		}
		if job.Overlap != "" {
			fault.OneOf(c, path+".overlap", job.Overlap, Forbid, Replace, Allow)
		}
		c.Require(job.StartWithinSeconds == 0 || job.StartWithinSeconds >= leastStartSeconds && job.StartWithinSeconds <= maxTimeoutSeconds,
			path+".startWithinSeconds", job.StartWithinSeconds, fmt.Sprintf("%d to %d seconds", leastStartSeconds, maxTimeoutSeconds))
	}
}

// checkJob checks what all jobs have.
func (a *Args) checkJob(c *fault.Check, path string, command []string, timeout, retries int, own *Resources) {
	c.Require(len(command) > 0, path+".command", nil, "a command of the image")
	between(c, path+".timeoutSeconds", timeout, 0, maxTimeoutSeconds)
	between(c, path+".retries", retries, 0, maxRetries)
	if own != nil {
		a.checkResources(c, path+".resources", *own)
	}
}

// checkSchedule checks a cron expression by the parser that Kubernetes and KEDA use.
// Both would take more forms, but not the same ones.
func checkSchedule(c *fault.Check, path, expression string) {
	schedule, err := parseSchedule(expression)
	if err != nil {
		c.Add(path, fault.Written(expression), `five fields, "30 3 * * *" for half past three each night`)
		return
	}
	c.Require(!schedule.Next(aMonday).IsZero(), path, expression, "a day that some month has")
}

// aMonday is a moment to reckon from, so that an expression means the same today and
// tomorrow.
var aMonday = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

const cronFields = 5

func parseSchedule(expression string) (cron.Schedule, error) {
	// The parser takes a time zone as a sixth field, and panics on some that are cut
	// short.
	if len(strings.Fields(expression)) != cronFields || strings.Contains(expression, "TZ") {
		return nil, fmt.Errorf("read %q: it has not five fields", expression)
	}
	return cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(expression)
}

// checkTimeZone refuses Go's own names for the zone of the machine, too.
func checkTimeZone(c *fault.Check, path, zone string) {
	_, err := time.LoadLocation(zone)
	c.Require(err == nil && zone != "" && zone != "Local", path, fault.Written(zone), "a time zone of IANA's, Europe/Dublin")
}
