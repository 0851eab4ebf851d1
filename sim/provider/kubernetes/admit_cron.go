package kubernetes

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // an API server brings the time zones along, whatever the machine has

	batchv1 "k8s.io/api/batch/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// longestCron is a name to which the time of a job can be appended.
const longestCron = 52

func admitCronJob(job *batchv1.CronJob, at *field.Path) field.ErrorList {
	var out field.ErrorList
	spec := job.Spec
	if len(job.Name) > longestCron {
		out = append(out, field.Invalid(field.NewPath("metadata", "name"), job.Name, fmt.Sprintf("must be no more than %d characters", longestCron)))
	}
	switch where := at.Child("schedule"); {
	case spec.Schedule == "":
		out = append(out, field.Required(where, ""))
	case strings.Contains(spec.Schedule, "TZ"):
		out = append(out, field.Invalid(where, spec.Schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"))
	default:
		if err := schedule(spec.Schedule); err != nil {
			out = append(out, field.Invalid(where, spec.Schedule, err.Error()))
		}
	}
	if zone := spec.TimeZone; zone != nil {
		if _, err := time.LoadLocation(*zone); err != nil || *zone == "" || strings.EqualFold(*zone, "local") {
			out = append(out, field.Invalid(at.Child("timeZone"), *zone, "unknown time zone "+*zone))
		}
	}
	switch spec.ConcurrencyPolicy {
	case "", batchv1.AllowConcurrent, batchv1.ForbidConcurrent, batchv1.ReplaceConcurrent:
	default:
		out = append(out, field.NotSupported(at.Child("concurrencyPolicy"), spec.ConcurrencyPolicy,
			[]batchv1.ConcurrencyPolicy{batchv1.AllowConcurrent, batchv1.ForbidConcurrent, batchv1.ReplaceConcurrent}))
	}
	if spec.StartingDeadlineSeconds != nil {
		out = append(out, nonnegative(*spec.StartingDeadlineSeconds, at.Child("startingDeadlineSeconds"))...)
	}
	out = append(out, numbers(at, map[string]*int32{
		"successfulJobsHistoryLimit": spec.SuccessfulJobsHistoryLimit, "failedJobsHistoryLimit": spec.FailedJobsHistoryLimit,
	})...)
	return append(out, admitJob(spec.JobTemplate.Spec, at.Child("jobTemplate", "spec"))...)
}

// cronField is one of the five.
type cronField struct {
	least, most int
	names       string
}

var cronFields = []cronField{
	{0, 59, ""},
	{0, 23, ""},
	{1, 31, ""},
	{1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"},
	{0, 6, "sun mon tue wed thu fri sat"},
}

// schedule says why a cron expression does not parse.
func schedule(text string) error {
	if strings.HasPrefix(text, "@") {
		switch text {
		case "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly":
			return nil
		}
		if length, ok := strings.CutPrefix(text, "@every "); ok {
			_, err := time.ParseDuration(length)
			return err
		}
		return fmt.Errorf("unrecognized descriptor: %s", text)
	}
	parts := strings.Fields(text)
	if len(parts) != len(cronFields) {
		return fmt.Errorf("expected exactly %d fields, found %d: %v", len(cronFields), len(parts), parts)
	}
	for i, part := range parts {
		for item := range strings.SplitSeq(part, ",") {
			if err := cronFields[i].check(item); err != nil {
				return err
			}
		}
	}
	return nil
}

// check reads one item of a list: a star, a number, a range, each with a step.
func (f cronField) check(item string) error {
	span, step, stepped := strings.Cut(item, "/")
	if stepped {
		if n, err := strconv.Atoi(step); err != nil || n < 1 {
			return fmt.Errorf("step of range should be a positive number: %s", item)
		}
	}
	if span == "*" || span == "?" {
		return nil
	}
	from, to, ranged := strings.Cut(span, "-")
	if !ranged {
		to = from
	}
	first, err := f.number(from)
	if err != nil {
		return err
	}
	last, err := f.number(to)
	switch {
	case err != nil:
		return err
	case first < f.least:
		return fmt.Errorf("beginning of range (%d) below minimum (%d): %s", first, f.least, item)
	case last > f.most:
		return fmt.Errorf("end of range (%d) above maximum (%d): %s", last, f.most, item)
	case first > last:
		return fmt.Errorf("beginning of range (%d) beyond end of range (%d): %s", first, last, item)
	}
	return nil
}

func (f cronField) number(text string) (int, error) {
	for i, name := range strings.Fields(f.names) {
		if strings.EqualFold(name, text) {
			return f.least + i, nil
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("failed to parse int from %s: %w", text, err)
	}
	return n, nil
}
