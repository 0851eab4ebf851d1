// Package cloudwatch describes the resource types that upstream files under
// CloudWatch, one file each: alarms, dashboards, CloudWatch Logs and
// EventBridge.
package cloudwatch

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		compositeAlarm(),
		contributorInsightRule(),
		dashboard(),
		eventRule(),
		eventTarget(),
		logAccountPolicy(),
		logAnomalyDetector(),
		logDataProtectionPolicy(),
		logGroup(),
		logMetricFilter(),
		logResourcePolicy(),
		logSubscriptionFilter(),
		metricAlarm(),
		queryDefinition(),
	}
}

// role that EventBridge takes on.
func role(path string) kind.Ref {
	ref := kind.Role(path)
	ref.Missing = "ValidationException: Provided role '%s' cannot be assumed by principal 'events.amazonaws.com'."
	return ref
}
