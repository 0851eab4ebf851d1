package app

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
)

func TestJobsThatCouldNotRun(t *testing.T) {
	const five = `five fields, "30 3 * * *" for half past three each night`
	cron := func(change func(*Cron)) map[string]Cron {
		c := Cron{Schedule: "0 0 * * *", Command: []string{"run"}}
		change(&c)
		return map[string]Cron{"nightly": c}
	}
	name := "a name of at most 21 lower case letters, digits and dashes"
	cases := map[string]struct {
		migration *Migration
		crons     map[string]Cron
		want      fault.Faults
	}{
		"a migration of nothing": {
			migration: &Migration{TimeoutSeconds: -1, Retries: 11, Resources: &Resources{CPUMillis: 100, CPULimitMillis: new(50)}},
			want: fault.Faults{
				{Path: "migration.command", Accepted: "a command of the image"},
				{Path: "migration.resources.cpuLimitMillis", Found: "50", Accepted: "at least migration.resources.cpuMillis (100), which the pod asks for"},
				{Path: "migration.resources.ephemeralMiB", Accepted: "1 to 1048576 MiB, for logs and what is written"},
				{Path: "migration.resources.memoryMiB", Accepted: "16 to 1048576 MiB"},
				{Path: "migration.retries", Found: "11", Accepted: "0 to 10"},
				{Path: "migration.timeoutSeconds", Found: "-1", Accepted: "0 to 604800"},
			},
		},
		"a cron of nothing": {
			crons: map[string]Cron{"nightly": {}},
			want: fault.Faults{
				{Path: "crons.nightly.command", Accepted: "a command of the image"},
				{Path: "crons.nightly.schedule", Accepted: five},
			},
		},
		"names that Kubernetes would refuse": {
			crons: map[string]Cron{
				"Nightly":               {Schedule: "0 0 * * *", Command: []string{"run"}},
				strings.Repeat("a", 22): {Schedule: "0 0 * * *", Command: []string{"run"}},
				strings.Repeat("a", 21): {Schedule: "0 0 * * *", Command: []string{"run"}},
			},
			want: fault.Faults{
				{Path: "crons.Nightly", Found: "Nightly", Accepted: name},
				{Path: "crons." + strings.Repeat("a", 22), Found: strings.Repeat("a", 22), Accepted: name},
			},
		},
		"a word for a schedule": {
			crons: cron(func(c *Cron) { c.Schedule = "@hourly" }),
			want:  fault.Faults{{Path: "crons.nightly.schedule", Found: "@hourly", Accepted: five}},
		},
		"a sixth field": {
			crons: cron(func(c *Cron) { c.Schedule = "0 0 0 * * *" }),
			want:  fault.Faults{{Path: "crons.nightly.schedule", Found: "0 0 0 * * *", Accepted: five}},
		},
		"an hour that no day has": {
			crons: cron(func(c *Cron) { c.Schedule = "0 24 * * *" }),
			want:  fault.Faults{{Path: "crons.nightly.schedule", Found: "0 24 * * *", Accepted: five}},
		},
		"a day that no year has": {
			crons: cron(func(c *Cron) { c.Schedule = "0 0 30 2 *" }),
			want:  fault.Faults{{Path: "crons.nightly.schedule", Found: "0 0 30 2 *", Accepted: "a day that some month has"}},
		},
		"a time zone among the fields": {
			crons: cron(func(c *Cron) { c.Schedule = "TZ=UTC 0 0 * *" }),
			want:  fault.Faults{{Path: "crons.nightly.schedule", Found: "TZ=UTC 0 0 * *", Accepted: five}},
		},
		"a time zone that nobody lives in": {
			crons: cron(func(c *Cron) { c.TimeZone = "Europe/Atlantis" }),
			want:  fault.Faults{{Path: "crons.nightly.timeZone", Found: "Europe/Atlantis", Accepted: "a time zone of IANA's, Europe/Dublin"}},
		},
		"an overlap that there is not, and a start that may be missed": {
			crons: cron(func(c *Cron) { c.Overlap, c.StartWithinSeconds = "queue", 9 }),
			want: fault.Faults{
				{Path: "crons.nightly.overlap", Found: "queue", Accepted: "forbid, replace or allow"},
				{Path: "crons.nightly.startWithinSeconds", Found: "9", Accepted: "10 to 604800 seconds"},
			},
		},
		"everything at its bounds": {
			migration: &Migration{Command: []string{"m"}, TimeoutSeconds: 604800, Retries: 10},
			crons: cron(func(c *Cron) {
				c.Schedule, c.TimeZone, c.StartWithinSeconds, c.Overlap = "0 0 29 2 *", "America/Argentina/Buenos_Aires", 10, Allow
			}),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := withJobs()
			a.Migration, a.Crons = c.migration, c.crons
			assert.Equal(t, c.want, jobFaults(a))
		})
	}
}

// The parser panics on some texts; whatever a person writes is an answer.
func TestNoExpressionBreaksValidation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expression := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`(CRON_)?TZ=[A-Z]{0,3}( [0-9*/,?-]{0,4}){0,6}`),
			rapid.StringMatching(`[0-9*/,?-]{0,5}( [0-9*/,?-]{0,5}){3,5}`),
		).Draw(t, "expression")
		var c fault.Check
		checkSchedule(&c, "schedule", expression)
		if len(c.Faults()) == 0 {
			_, err := parseSchedule(expression)
			if err != nil {
				t.Fatalf("%q is accepted, and can't be read: %v", expression, err)
			}
		}
	})
}
