package cloudwatch

import (
	"regexp"

	"github.com/covetpy/platform/sim/kind"
)

const (
	ruleType   = "aws:cloudwatch/eventRule:EventRule"
	defaultBus = "default"
)

// eventRule is on the default bus, the only one that this cloud has: its id is
// therefore its name.
func eventRule() kind.Kind {
	return kind.Kind{
		Type:     ruleType,
		ID:       eventRuleName,
		Autoname: kind.Autoname{Max: 64},
		Defaults: kind.Props{"eventBusName": kind.Text(defaultBus), "forceDestroy": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"eventPattern": kind.JSON(4096),
			"roleArn":      kind.ARN(),
		},
		Rules: eventRuleRules,
		Refs:  []kind.Ref{role("roleArn")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "the event rule %[1]s is another resource's already; EventBridge would overwrite it, the simulated cloud refuses",
		}},
		Admit:   admitEventRule,
		Outputs: eventRuleOutputs,
		InUse:   "ValidationException: Rule can't be deleted since it has targets.",
	}
}

func eventRuleRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	if !in.Has("eventPattern") && !in.Has("scheduleExpression") {
		failures = append(failures, kind.Failure{Path: "eventPattern", Reason: "one of `event_pattern,schedule_expression` must be specified"})
	}
	for _, pair := range [][2]string{{"isEnabled", "state"}, {"name", "namePrefix"}} {
		if in.Has(pair[0]) && in.Has(pair[1]) {
			failures = append(failures, kind.Failure{Path: pair[0], Reason: `"` + pair[0] + `": conflicts with ` + pair[1]})
		}
	}
	return failures
}

func eventRuleName(w kind.World, d kind.Draft) string {
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	return d.In.Text("name")
}

// schedule is a rate with its unit in the right number, or six cron fields.
var schedule = regexp.MustCompile(`^(rate\((1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days))\)|cron\(\S+( \S+){5}\))$`)

func admitEventRule(_ kind.World, d kind.Draft) error {
	if err := admitBus(d); err != nil {
		return err
	}
	if when := d.In.Text("scheduleExpression"); when != "" && !schedule.MatchString(when) {
		return kind.Say("ValidationException: Parameter ScheduleExpression is not valid.")
	}
	if pattern := d.In.Text("eventPattern"); pattern != "" {
		if reason := wrongPattern(pattern); reason != "" {
			return kind.Say("InvalidEventPatternException: Event pattern is not valid. Reason: %s", reason)
		}
	}
	return nil
}

func admitBus(d kind.Draft) error {
	if bus := d.In.Or("eventBusName", defaultBus); bus != defaultBus {
		return kind.Say("ResourceNotFoundException: Event bus %s does not exist.", bus)
	}
	return nil
}

func eventRuleOutputs(w kind.World, d kind.Draft) kind.Props {
	state := d.In.Or("state", "ENABLED")
	if d.In.Has("isEnabled") && !d.In.Flag("isEnabled") {
		state = "DISABLED"
	}
	return kind.Props{
		"name":      kind.Text(d.ID),
		"arn":       kind.Text(w.ARN("events", "rule/"+d.ID)),
		"state":     kind.Text(state),
		"isEnabled": kind.Flag(state != "DISABLED"),
	}
}
