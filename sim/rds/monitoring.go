package rds

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const noMonitoring = "InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING"

func monitoringRole() kind.Ref {
	role := kind.Role("monitoringRoleArn")
	role.Missing = noMonitoring
	return role
}

// admitMonitoring looks at the enhanced monitoring of a cluster or an instance.
func admitMonitoring(w kind.World, d kind.Draft) error {
	interval, role := d.In.Number("monitoringInterval"), d.In.Text("monitoringRoleArn")
	switch {
	case !slices.Contains([]int{0, 1, 5, 10, 15, 30, 60}, interval):
		return kind.Say("InvalidParameterValue: Invalid monitoring interval: %d. Valid values are: 0, 1, 5, 10, 15, 30, 60", interval)
	case interval != 0 && role == "":
		return kind.Say("InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.")
	case interval == 0 && role != "":
		return kind.Say("InvalidParameterCombination: You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN value.")
	case role != "" && !trusts(w, role, "monitoring.rds.amazonaws.com"):
		return kind.Say(noMonitoring)
	}
	return nil
}

// admitOneInterval holds an instance to its cluster's interval, where that has one.
// RDS gives a new instance the cluster's if it asks for none, but then upstream
// asks for none again in the next update, which RDS refuses; here it is refused at
// once.
func admitOneInterval(w kind.World, d kind.Draft) error {
	home := outputsOf(w, clusterType, d.In.Text("clusterIdentifier")).Number("monitoringInterval")
	interval := d.In.Number("monitoringInterval")
	switch {
	case home == 0 || home == interval:
		return nil
	case interval == 0 && d.Old == nil:
		return kind.Say("the simulated cloud refuses an instance without the cluster's monitoringInterval: it would have %d s, and the next update would turn that off and fail; set it on the instance as well", home)
	default:
		return kind.Say("InvalidParameterCombination: MonitoringInterval conflicts with cluster level parameter.")
	}
}

// The days that Performance Insights keeps its data: a week, months of 31 days
// or two years.
const (
	aWeek    = 7
	aMonth   = 31
	twoYears = 731
	// advancedDays is the least for Database Insights' advanced mode.
	advancedDays = 465
)

// admitInsights looks at the Performance Insights of a cluster or an instance,
// and at a cluster's Database Insights.
func admitInsights(w kind.World, d kind.Draft) error {
	on, days := d.In.Flag("performanceInsightsEnabled"), d.In.Number("performanceInsightsRetentionPeriod")
	if home := d.In.Text("clusterIdentifier"); !d.In.Has("performanceInsightsEnabled") {
		on = outputsOf(w, clusterType, home).Flag("performanceInsightsEnabled")
	}
	switch {
	case days != 0 && !keepable(days):
		return kind.Say("InvalidParameterValue: Invalid Performance Insights retention period. Valid values are: 7, 731, and multiples of 31 from 31 to 713.")
	case d.In.Text("databaseInsightsMode") == "advanced" && (!on || days < advancedDays):
		return kind.Say("InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your cluster to enable Performance Insights and set the retention period for Performance Insights to at least %d days.", advancedDays)
	case !on && d.In.Has("performanceInsightsKmsKeyId"):
		return kind.Say("InvalidParameterCombination: PerformanceInsightsKMSKeyId can be specified only when EnablePerformanceInsights is true.")
	}
	return nil
}

func keepable(days int) bool {
	return days == aWeek || days == twoYears || days >= aMonth && days < twoYears && days%aMonth == 0
}

// exported are the logs that Aurora PostgreSQL sends to CloudWatch Logs.
var exported = []string{"postgresql", "instance", "iam-db-auth-error"}

func admitLogs(w kind.World, d kind.Draft) error {
	var wrong []string
	for _, log := range d.In.Texts("enabledCloudwatchLogsExports[*]") {
		if !slices.Contains(exported, log) {
			wrong = append(wrong, "'"+log+"'")
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return kind.Say("InvalidParameterCombination: You cannot use the log types %s with engine version %s %s. For supported log types, see the documentation.",
		strings.Join(wrong, ", "), engine, versionOf(w, d))
}
