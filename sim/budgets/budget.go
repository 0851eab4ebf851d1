package budgets

import (
	"strconv"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	// layout of times, in UTC, as upstream writes them.
	layout = "2006-01-02_15:04"
	// forever is the end of a budget that has none. Source: AWS Budgets API reference,
	// Budget, TimePeriod.
	forever = "2087-06-15_00:00"
)

// budget belongs to the account and to no region.
func budget() kind.Kind {
	return kind.Kind{
		Type:   "aws:budgets/budget:Budget",
		Global: true,
		ID: func(w kind.World, d kind.Draft) string {
			return d.In.Or("accountId", w.Account()) + ":" + budgetName(w, d)
		},
		// The service has no budget names with these, nor upstream's ids.
		Autoname: kind.Autoname{Max: 100},
		Defaults: kind.Props{"timePeriodEnd": kind.Text(forever)},
		Within:   map[string]kind.Props{"costTypes": costTypes()},
		Noted:    map[resource.PropertyKey]func(string) string{"limitAmount": amount},
		Checks: map[string]kind.Check{
			"name":                       name(100),
			"namePrefix":                 name(74),
			"plannedLimits[*].startTime": moment,
			"timePeriodEnd":              moment,
			"timePeriodStart":            moment,
		},
		Rules: budgetRules,
		Refs:  []kind.Ref{kind.Topic("notifications[*].subscriberSnsTopicArns[*]")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "DuplicateRecordException: Error creating budget: %[1]s - the budget already exists.",
		}},
		Admit:   admitBudget,
		Outputs: budgetOutputs,
	}
}

func name(most int) kind.Check {
	return kind.All(
		kind.Length(1, most),
		kind.Pattern(`[^:\\]+`, "must contain neither a colon nor a backslash"),
		kind.Not(`.*/action/.*`, "must not contain /action/"),
	)
}

// moment accepts times as upstream writes them.
func moment(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	if _, err := time.Parse(layout, v.StringValue()); err != nil {
		return "cannot be parsed as " + strconv.Quote(layout) + ": " + err.Error()
	}
	return ""
}

// amount is a decimal as the service writes it: "1200" comes back as "1200.0".
func amount(given string) string {
	if _, err := strconv.ParseFloat(given, 64); err != nil {
		return given
	}
	whole, fraction, _ := strings.Cut(given, ".")
	if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
		fraction = "0"
	}
	return whole + "." + fraction
}

// costTypes are what a cost budget counts unless it says otherwise. Source: AWS
// Budgets API reference, CostTypes.
func costTypes() kind.Props {
	all := kind.Props{"useAmortized": kind.Flag(false), "useBlended": kind.Flag(false)}
	for _, what := range []string{"Credit", "Discount", "OtherSubscription", "Recurring", "Refund", "Subscription", "Support", "Tax", "Upfront"} {
		all[resource.PropertyKey("include"+what)] = kind.Flag(true)
	}
	return all
}

func budgetRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for _, pair := range [][2]string{
		{"costFilters", "filterExpression"}, {"limitAmount", "plannedLimits"}, {"limitUnit", "plannedLimits"}, {"name", "namePrefix"},
	} {
		if in.Has(pair[0]) && in.Has(pair[1]) {
			failures = append(failures, kind.Failure{Path: pair[0], Reason: `"` + pair[0] + `": conflicts with ` + pair[1]})
		}
	}
	return failures
}

func budgetName(w kind.World, d kind.Draft) string {
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	return d.In.Text("name")
}

func budgetOutputs(w kind.World, d kind.Draft) kind.Props {
	account, called, _ := strings.Cut(d.ID, ":")
	own := kind.Props{
		"costFilters":     kind.List(),
		"costTypes":       kind.Nested(costTypes()),
		"limitAmount":     kind.Text(""),
		"limitUnit":       kind.Text(""),
		"name":            kind.Text(called),
		"namePrefix":      kind.Text(""),
		"timePeriodStart": kind.Text(begin(w.Now().UTC(), d.In.Text("timeUnit")).Format(layout)),
	}
	out := d.Settled(own)
	out["accountId"] = kind.Text(account)
	out["arn"] = kind.Text("arn:aws:budgets::" + account + ":budget/" + called)
	return out
}

// begin of the period that a moment is in.
func begin(now time.Time, unit string) time.Time {
	year, month, day := now.Date()
	switch unit {
	case "ANNUALLY":
		month, day = time.January, 1
	case "QUARTERLY":
		month, day = month-(month-1)%3, 1
	case "MONTHLY":
		day = 1
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
