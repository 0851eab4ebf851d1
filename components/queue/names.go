package queue

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Parts of names. Logical names end in one, and physical names begin with one, so
// that a queue called "jobs-dead" is not the dead letters of "jobs". They are in
// URNs: a part that is changed here deletes and makes again what bears it, or needs
// an alias.
const (
	partAlarm = "alarm"
	partDead  = "dead"
	partQueue = "queue"
)

// QueueName is the physical name of the queue, known before it exists.
func (a *Args) QueueName() string { return a.Names.Name(naming.SQSQueue, partQueue, a.Name) }

// DeadName is the physical name of the queue of dead letters.
func (a *Args) DeadName() string { return a.Names.Name(naming.SQSQueue, partDead, a.Name) }

// ARN of the queue, known before it exists.
func (a *Args) ARN() string { return a.Where.ARN("sqs", a.QueueName()) }

// DeadARN is that of the queue of dead letters.
func (a *Args) DeadARN() string { return a.Where.ARN("sqs", a.DeadName()) }

// alarmName is "covetpy-prod-queue-jobs-age".
func (a *Args) alarmName(part string) string {
	return a.Names.Name(naming.Alarm, partQueue, a.Name, part)
}

// logical is the logical name of a part: "queue-jobs-dead".
func (b *build) logical(part string) string { return b.name + "-" + part }

// named is the tag that the console shows as a queue's name.
func (b *build) named(part string) pulumi.StringMap {
	return tags.Named(b.args.Names.Name(naming.TagValue, part, b.args.Name))
}
