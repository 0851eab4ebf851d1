package database

import "github.com/covetpy/platform/infra/alarm"

// subscription to events of RDS.
type subscription struct {
	name       string // part of the logical name, for ever
	source     string // RDS API, CreateEventSubscription, SourceType
	categories []string
	severity   alarm.Severity
}

// Source types.
const (
	fromCluster  = "db-cluster"
	fromInstance = "db-instance"
	fromProxy    = "db-proxy"
)

// subscriptions to what happens to the cluster and its instances (Aurora user
// guide, "Amazon RDS event categories and event messages for Aurora"). A failover
// and a failure page, as what comes after them can need a person at once; the rest
// is read in working hours. Routine events (backups, creations) tell nobody.
func (a *Args) subscriptions() []subscription {
	out := []subscription{
		{partCluster, fromCluster, []string{"failover", "failure"}, alarm.Page},
		{partCluster + "-notices", fromCluster, []string{"maintenance", "notification"}, alarm.Ticket},
		{partInstance, fromInstance, []string{"failure", "low storage"}, alarm.Page},
		{partInstance + "-notices", fromInstance, []string{"availability", "maintenance", "recovery"}, alarm.Ticket},
	}
	if a.Proxy != nil {
		out = append(out, subscription{partProxy, fromProxy, []string{"failure"}, alarm.Page})
	}
	return out
}
