package queue

import (
	"fmt"

	"github.com/covetpy/platform/infra/alarm"
)

const (
	namespace = "AWS/SQS"
	// SQS measures every minute.
	minute = 60
)

// Parts of alarms' names.
const (
	alarmAge  = "age"
	alarmDead = "dead-letters"
)

// age fires when the oldest message is too old: nobody takes them, or not as fast as
// they come. A queue without messages for six hours measures nothing, which is fine
// (SQS developer guide, "Available CloudWatch metrics for Amazon SQS").
func (a *Args) age() alarm.Alarm {
	return alarm.Alarm{
		Name: alarmAge, Severity: alarm.Page,
		Says: fmt.Sprintf("Messages wait for more than %d s in the queue %s. Look whether its workers run, whether they fail on "+
			"each message, and whether there are enough of them.", a.AlertAgeSeconds, a.QueueName()),
		Metric:        alarm.Metric{Namespace: namespace, Name: "ApproximateAgeOfOldestMessage", Statistic: "Maximum"},
		PeriodSeconds: minute, Bad: 3, Of: 5, // one slow message is no backlog
		Comparison: alarm.Above, Threshold: float64(a.AlertAgeSeconds), Missing: alarm.MissingIsFine,
	}
}

// dead fires as long as there is a dead letter. What SQS moved there by itself is not
// among the messages that it counts as sent, so those that lie there are counted.
func (a *Args) dead() alarm.Alarm {
	return alarm.Alarm{
		Name: alarmDead, Severity: alarm.Ticket,
		Says: fmt.Sprintf("There are messages in %s that were received %d times and never deleted. Read one, mend what fails on "+
			"it, and move them back (aws sqs start-message-move-task); after %d days they are lost.", a.DeadName(), a.MaxReceives, DeadLetterDays),
		Metric:        alarm.Metric{Namespace: namespace, Name: "ApproximateNumberOfMessagesVisible", Statistic: "Maximum"},
		PeriodSeconds: minute, Bad: 1, Of: 1,
		Comparison: alarm.Above, Threshold: 0, Missing: alarm.MissingIsFine,
	}
}
