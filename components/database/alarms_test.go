package database

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/alarm"
)

// summary is an alarm without its words, which TestAlarmsSayWhatToLookAt reads.
type summary struct {
	severity  alarm.Severity
	metric    string
	compares  alarm.Comparison
	threshold float64
	bad, of   int
	period    int
	missing   alarm.Missing
	dimension string
}

func summaries(a *Args) map[string]summary {
	out := map[string]summary{}
	for _, w := range a.alarms("database") {
		var of []string
		for k, v := range w.of {
			of = append(of, k+"="+v)
		}
		out[w.Name] = summary{
			w.Severity, w.Metric.Statistic + " " + w.Metric.Name, w.Comparison, w.Threshold, w.Bad, w.Of, w.PeriodSeconds, w.Missing,
			strings.Join(of, " "),
		}
	}
	return out
}

func TestAlarmsFollowFromWhatIsMade(t *testing.T) {
	const cluster, proxy = "DBClusterIdentifier=covetpy-prod-database", "ProxyName=covetpy-prod-database-proxy"
	const dev = "DBClusterIdentifier=covetpy-dev-database"
	keeps, fine := alarm.MissingKeeps, alarm.MissingIsFine
	assert.Equal(t, map[string]summary{
		"cpu":           {alarm.Ticket, "Maximum CPUUtilization", alarm.Above, 80, 15, 15, 60, keeps, cluster},
		"memory":        {alarm.Ticket, "Minimum FreeableMemory", alarm.Below, 1.6 * gib, 15, 15, 60, keeps, cluster},
		"connections":   {alarm.Page, "Maximum DatabaseConnections", alarm.Above, 1334, 5, 5, 60, keeps, cluster}, // 80 % of 1668
		"local-storage": {alarm.Page, "Minimum FreeLocalStorage", alarm.Below, 3.2 * gib, 5, 5, 60, keeps, cluster},
		"replica-lag":   {alarm.Ticket, "Maximum AuroraReplicaLag", alarm.Above, 1000, 15, 15, 60, keeps, cluster},
		"deadlocks":     {alarm.Ticket, "Maximum Deadlocks", alarm.Above, 0, 1, 1, 300, fine, cluster},
		"volume":        {alarm.Ticket, "Maximum VolumeBytesUsed", alarm.Above, 112589990684262, 1, 1, 3600, keeps, cluster}, // 102.4 TiB
		"proxy-borrow":  {alarm.Page, "Average DatabaseConnectionsBorrowLatency", alarm.Above, 1e6, 5, 5, 60, keeps, proxy},
		"proxy-logins":  {alarm.Ticket, "Sum ClientConnectionsSetupFailedAuth", alarm.Above, 10, 1, 1, 300, fine, proxy},
	}, summaries(large()))
	// A paused instance reports nothing, which is how it should be.
	assert.Equal(t, map[string]summary{
		"cpu":         {alarm.Ticket, "Maximum CPUUtilization", alarm.Above, 80, 15, 15, 60, fine, dev},
		"memory":      {alarm.Ticket, "Minimum FreeableMemory", alarm.Below, 0.8 * gib, 15, 15, 60, fine, dev},
		"connections": {alarm.Page, "Maximum DatabaseConnections", alarm.Above, 658, 5, 5, 60, fine, dev}, // 80 % of 823
		"acu":         {alarm.Ticket, "Maximum ACUUtilization", alarm.Above, 90, 15, 15, 60, fine, dev},
		"deadlocks":   {alarm.Ticket, "Maximum Deadlocks", alarm.Above, 0, 1, 1, 300, fine, dev},
		"volume":      {alarm.Ticket, "Maximum VolumeBytesUsed", alarm.Above, 112589990684262, 1, 1, 3600, fine, dev},
	}, summaries(small()))
}

func TestAlarmsSayWhatToLookAt(t *testing.T) {
	for _, a := range []*Args{small(), large()} {
		for _, w := range a.alarms("database") {
			assert.Empty(t, w.Faults(), w.Name)
			assert.Contains(t, w.Says, "Look ", w.Name)
			assert.LessOrEqual(t, len(w.Says), 1024, "%s: what CloudWatch takes as a description", w.Name)
		}
	}
}

func TestSubscriptions(t *testing.T) {
	want := []subscription{
		{"cluster", "db-cluster", []string{"failover", "failure"}, alarm.Page},
		{"cluster-notices", "db-cluster", []string{"maintenance", "notification"}, alarm.Ticket},
		{"instance", "db-instance", []string{"failure", "low storage"}, alarm.Page},
		{"instance-notices", "db-instance", []string{"availability", "maintenance", "recovery"}, alarm.Ticket},
	}
	assert.Equal(t, want, small().subscriptions())
	assert.Equal(t, append(want, subscription{"proxy", "db-proxy", []string{"failure"}, alarm.Page}), large().subscriptions())
}
