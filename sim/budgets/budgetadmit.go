package budgets

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/sim/kind"
)

// The limits of a budget's notifications. Source: AWS Budgets API reference,
// Notification and CreateNotification.
const (
	mostNotifications = 10
	mostAddresses     = 10
	highestThreshold  = 15_000_000_000_000
	// highestShare of a budget, in per cent. Source: AWS Cost Management user guide,
	// "Creating a budget".
	highestShare = 1_000_000_000
)

func refuse(words string, values ...any) error {
	return kind.Say("InvalidParameterException: "+words, values...)
}

func admitBudget(w kind.World, d kind.Draft) error {
	if account := d.In.Text("accountId"); account != "" && account != w.Account() {
		return kind.Say("AccessDeniedException: Account %s is not this account, %s", account, w.Account())
	}
	if err := admitLimit(d.In); err != nil {
		return err
	}
	from, to := d.In.Text("timePeriodStart"), d.In.Text("timePeriodEnd")
	if from != "" && !parse(from).Before(parse(to)) {
		return refuse("Start time should not be in after end time: %s, %s", from, to)
	}
	return admitNotifications(d.In)
}

// parse a time that was checked before.
func parse(text string) time.Time {
	at, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// shares are budgets of what part of something reserved is used, or of usage is
// covered.
var shares = []string{"RI_COVERAGE", "RI_UTILIZATION", "SAVINGS_PLANS_COVERAGE", "SAVINGS_PLANS_UTILIZATION"}

// currencies that an account may be billed in, of which it has one. Source: AWS
// Billing user guide, "Supported currencies".
var currency = regexp.MustCompile(`^[A-Z]{3}$`)

func admitLimit(in kind.Values) error {
	of, limit, unit := in.Text("budgetType"), in.Text("limitAmount"), in.Text("limitUnit")
	planned := in.Objects("plannedLimits[*]")
	switch {
	case in.Has("autoAdjustData"):
		if limit != "" || len(planned) > 0 {
			return refuse("An auto-adjusting budget can't have a limit of its own")
		}
		return nil
	case limit == "" && len(planned) == 0:
		return refuse("A budget must have a BudgetLimit or PlannedBudgetLimits")
	case len(planned) > 0:
		return admitPlanned(in.Text("timeUnit"), of, planned)
	}
	return admitAmount(of, limit, unit)
}

func admitAmount(of, limit, unit string) error {
	n, err := strconv.ParseFloat(limit, 64)
	switch {
	case err != nil || n < 0:
		return refuse("Budget limit amount %q is not a number that is at least 0", limit)
	case unit == "":
		return refuse("A budget limit must have a unit")
	case of == "COST" && !currency.MatchString(unit):
		return refuse("Unit: %s - A cost budget's unit is the currency that the account is billed in", unit)
	case slices.Contains(shares, of) && (unit != "PERCENTAGE" || n != 100):
		return refuse("The limit of a budget of the type %s must be 100 PERCENTAGE", of)
	}
	return nil
}

// admitPlanned: monthly budgets are planned for 12 months, quarterly ones for 4
// quarters. Source: AWS Budgets API reference, Budget, PlannedBudgetLimits.
func admitPlanned(period, of string, planned []kind.Values) error {
	wanted := map[string]int{"MONTHLY": 12, "QUARTERLY": 4}[period]
	if len(planned) != wanted {
		return refuse("A %s budget can have %d PlannedBudgetLimits, got %d", period, wanted, len(planned))
	}
	for _, limit := range planned {
		if err := admitAmount(of, limit.Text("amount"), limit.Text("unit")); err != nil {
			return err
		}
	}
	return nil
}

func admitNotifications(in kind.Values) error {
	notifications := in.Objects("notifications[*]")
	if len(notifications) > mostNotifications {
		return kind.Say("CreationLimitExceededException: a budget can have %d notifications, got %d", mostNotifications, len(notifications))
	}
	seen := map[string]bool{}
	for _, n := range notifications {
		threshold := n.Props["threshold"].NumberValue()
		kindOf, share := n.Text("notificationType"), n.Text("thresholdType") == "PERCENTAGE"
		topics, addresses := n.Texts("subscriberSnsTopicArns[*]"), n.Texts("subscriberEmailAddresses[*]")
		key := fmt.Sprint(kindOf, n.Text("comparisonOperator"), threshold, share)
		switch {
		case threshold < 0 || threshold > highestThreshold || share && threshold > highestShare:
			return refuse("Notification threshold %v is out of range", threshold)
		case seen[key]:
			return kind.Say("DuplicateRecordException: Notification: %s %v already exists", kindOf, threshold)
		case len(topics)+len(addresses) == 0:
			return refuse("A notification must have a subscriber")
		case len(topics) > 1:
			return kind.Say("CreationLimitExceededException: a notification can have one SNS subscriber, got %d", len(topics))
		case len(addresses) > mostAddresses:
			return kind.Say("CreationLimitExceededException: a notification can have %d email subscribers, got %d", mostAddresses, len(addresses))
		case kindOf == "FORECASTED" && in.Text("timeUnit") == "DAILY":
			return refuse("Forecasted notifications are not supported for DAILY budgets")
		}
		if i := slices.IndexFunc(addresses, func(a string) bool { return !strings.Contains(a, "@") }); i >= 0 {
			return refuse("Subscriber address %s is no email address", addresses[i])
		}
		seen[key] = true
	}
	return nil
}
