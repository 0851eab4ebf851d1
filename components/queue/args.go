package queue

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what queue to make. Validate has the limits of each field.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Name tells the queue from the environment's others.
	Name string
	// KeyARN encrypts messages: a key for messages.
	KeyARN pulumi.StringInput
	// Topics hear of dead letters and of messages that nobody takes.
	Topics alarm.Topics
	// Protect makes Pulumi refuse to delete or replace the queues.
	Protect bool

	// VisibilitySeconds is how long a message that was received is hidden from others,
	// 1 to 43,200. It has to be longer than the work on one takes, or two work on it.
	VisibilitySeconds int
	// RetentionDays is how long a message waits that nobody deletes, 1 to 13 days: less
	// than the DeadLetterDays, because SQS counts those from when the message was first
	// sent, too.
	RetentionDays int
	// MaxReceives is how often a message is received before it is a dead letter, 1 to
	// 1,000.
	MaxReceives int
	// AlertAgeSeconds is how old the oldest message may be before someone is woken, at
	// least 60, and less than the retention.
	AlertAgeSeconds int
}

// inputs says what is missing of what other components make. It is apart from
// Validate because none of it exists when a configuration is validated.
func (a *Args) inputs() error {
	var missing []error
	if a.KeyARN == nil {
		missing = append(missing, errors.New("KeyARN is nil, give it the ARN of a key"))
	}
	if a.Topics.Page == nil || a.Topics.Ticket == nil {
		missing = append(missing, errors.New("a topic is nil, give Topics the ARN of each"))
	}
	return errors.Join(missing...)
}
