// Package alerts makes the topics that alarms and events of an environment go
// to, one for each severity, and tells people of them by mail.
//
// Some files decide (policy, validate): they are pure and do not import Pulumi.
// The others register. Names are in names.go.
//
// What does not belong here: what is worth an alarm, which each component says
// of what it makes, and how a page reaches someone who sleeps: that is the work
// of whatever reads the mail, or is subscribed beside it.
package alerts
