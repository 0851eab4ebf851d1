// Package queue makes a queue of SQS for applications, and beside it the queue of
// dead letters: messages that were received again and again and never deleted.
//
// It is a standard queue: what is sent comes at least once, and in no order that can
// be relied on. So whoever works on it has to bear a message twice.
//
// Some files decide (alarms, queuepolicy, validate): they are pure and do not import
// Pulumi. The others register. Names are in names.go.
//
// What does not belong here: keys and topics, who may send and receive (that is for
// each application's own role), and what is in the messages.
package queue
