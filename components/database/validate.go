package database

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/window"
)

var (
	peerForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	// What PostgreSQL takes without quotes, in its 63 characters.
	sqlNameForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)
)

// reservedDatabases exist in every cluster or are words that RDS refuses.
func reservedDatabases() []string {
	return []string{"postgres", "rdsadmin", "template0", "template1", "default", "user", "table"}
}

// monitoringIntervals of Enhanced Monitoring, in seconds (RDS API,
// CreateDBInstance, MonitoringInterval).
func monitoringIntervals() []int { return []int{0, 1, 5, 10, 15, 30, 60} }

// Bounds of RDS and of this component.
const (
	maxBackupDays       = 35
	shortestWindow      = 30 * time.Minute
	advancedInsights    = 465 // days
	longestInsights     = 731 // days
	insightsMonth       = 31  // days
	maxInsightsMonths   = 23
	maxIdleClient       = 28800 // seconds
	shortestInsights    = 7
	minSubnets          = 2
	maxSlowMilliseconds = 2147483647
	maxTimeoutSeconds   = maxSlowMilliseconds / 1000
)

// Validate returns every fault of the arguments, by the configuration's keys. It
// looks at plain values only and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(sqlNameForm.MatchString(a.DatabaseName) && !slices.Contains(reservedDatabases(), a.DatabaseName), "databaseName",
		fault.Written(a.DatabaseName), "a name of small letters, digits and underscores, none that PostgreSQL reserves")
	a.checkPeers(&c)
	a.checkCapacity(&c)
	a.checkWindows(&c)
	a.checkWatching(&c)
	a.checkParameters(&c)
	a.checkProxy(&c)
	a.checkGlobal(&c)
	return c.Faults()
}

func (a *Args) checkPeers(c *fault.Check) {
	seen := map[string]bool{}
	for i, p := range a.Peers {
		path := fmt.Sprintf("peers[%d].name", i)
		c.Require(peerForm.MatchString(p.Name), path, fault.Written(p.Name), "small letters, digits and single dashes")
		c.Require(!seen[p.Name], path, p.Name, "each name once")
		c.Require(partCluster+"-"+p.Name != partClusterFromProxy, path, p.Name, "another name: the proxy's own rule has it")
		seen[p.Name] = true
	}
}

func (a *Args) checkWindows(c *fault.Check) {
	c.Require(a.Backups.RetentionDays >= 1 && a.Backups.RetentionDays <= maxBackupDays, "backups.retentionDays",
		a.Backups.RetentionDays, fmt.Sprintf("1 to %d", maxBackupDays))
	backup, errBackup := window.Daily(a.Backups.Window)
	checkWindow(c, "backups.window", a.Backups.Window, backup, errBackup, "02:00-03:00")
	maintenance, errMaintenance := window.Weekly(a.MaintenanceWindow)
	checkWindow(c, "maintenanceWindow", a.MaintenanceWindow, maintenance, errMaintenance, "sun:04:00-sun:05:00")
	if errBackup == nil && errMaintenance == nil {
		c.Require(!backup.Overlaps(maintenance), "backups.window", backup,
			fmt.Sprintf("a window apart from maintenanceWindow (%s), which RDS demands", maintenance))
	}
}

func checkWindow(c *fault.Check, path, text string, w window.Window, err error, example string) {
	if err != nil {
		c.Add(path, fault.Written(text), "a window in UTC, "+example)
		return
	}
	c.Require(w.Length() >= shortestWindow, path, w, "a window of at least 30 minutes")
}

func (a *Args) checkWatching(c *fault.Check) {
	if !slices.Contains(loggroup.Retentions(), a.LogRetentionDays) {
		c.Add("logs.retentionDays", a.LogRetentionDays, fault.Words(loggroup.Retentions()))
	}
	days := a.Insights.RetentionDays
	month := days > 0 && days%insightsMonth == 0 && days/insightsMonth <= maxInsightsMonths
	c.Require(days == shortestInsights || days == longestInsights || month, "insights.retentionDays", days,
		fmt.Sprintf("%d, a multiple of %d up to %d, or %d", shortestInsights, insightsMonth, insightsMonth*maxInsightsMonths, longestInsights))
	c.Require(!a.Insights.Advanced || days >= advancedInsights, "insights.retentionDays", days,
		fmt.Sprintf("at least %d in the advanced mode (insights.mode), or the standard mode", advancedInsights))
	c.Require(slices.Contains(monitoringIntervals(), a.MonitoringSeconds), "monitoringSeconds", a.MonitoringSeconds,
		fault.Words(monitoringIntervals()))
}

func (a *Args) checkParameters(c *fault.Check) {
	for path, value := range map[string]int{
		"parameters.statementTimeoutSeconds":       a.Parameters.StatementTimeoutSeconds,
		"parameters.idleTransactionTimeoutSeconds": a.Parameters.IdleTransactionTimeoutSeconds,
	} {
		c.Require(value >= 0 && value <= maxTimeoutSeconds, path, value, fmt.Sprintf("0 to %d", maxTimeoutSeconds))
	}
	slow := a.Parameters.SlowQueryMilliseconds
	c.Require(slow >= 0 && slow <= maxSlowMilliseconds, "parameters.slowQueryMilliseconds", slow,
		fmt.Sprintf("0 to %d", maxSlowMilliseconds))
}

func (a *Args) checkProxy(c *fault.Check) {
	p := a.Proxy
	if p == nil {
		return
	}
	c.Require(p.MaxConnectionsPercent >= 1 && p.MaxConnectionsPercent <= 100, "proxy.maxConnectionsPercent",
		p.MaxConnectionsPercent, "1 to 100")
	c.Require(p.IdleClientTimeoutSeconds >= 1 && p.IdleClientTimeoutSeconds <= maxIdleClient, "proxy.idleClientTimeoutSeconds",
		p.IdleClientTimeoutSeconds, fmt.Sprintf("1 to %d", maxIdleClient))
	c.Require(len(p.Users) > 0, "proxy.users", nil, "the database users that come through the proxy, at least one")
	for i, user := range p.Users {
		path := fmt.Sprintf("proxy.users[%d]", i)
		c.Require(sqlNameForm.MatchString(user), path, fault.Written(user), "a database user of small letters, digits and underscores")
		c.Require(user != masterUser, path, user, "an application's user: nobody works as the master user")
		c.Require(slices.Index(p.Users, user) == i, path, user, "each user once")
	}
}

// inputs says which inputs are missing. It is apart from Validate because they do
// not exist yet when a configuration is validated.
func (a *Args) inputs() error {
	var missing []error
	need := func(there bool, what string) {
		if !there {
			missing = append(missing, errors.New(what))
		}
	}
	need(a.VPCID != nil, "place the database: VPCID is nil, give it the network's id")
	need(len(a.SubnetIDs) >= minSubnets && !slices.Contains(a.SubnetIDs, nil),
		"place the database: SubnetIDs needs subnets in at least two zones, and none that is nil")
	need(a.Keys.Database != nil, "encrypt the database: Keys.Database is nil, give it the ARN of a key")
	need(a.Keys.Logs != nil, "encrypt the database's logs: Keys.Logs is nil, give it the ARN of a key")
	need(a.Topics.Page != nil && a.Topics.Ticket != nil, "tell of alarms and events: a topic is nil, give Topics both")
	for _, p := range a.Peers {
		need(p.SecurityGroupID != nil, fmt.Sprintf("admit peer %q: its SecurityGroupID is nil", p.Name))
	}
	if g := a.Global; g != nil {
		need(g.Provider != nil, "copy the database: Global.Provider is nil, give it a provider of the second region")
		need(g.VPCID != nil && len(g.SubnetIDs) >= minSubnets && !slices.Contains(g.SubnetIDs, nil),
			"copy the database: Global needs a VPCID and SubnetIDs in at least two zones")
		need(g.KeyARN != nil && g.LogsKeyARN != nil, "encrypt the copy: Global needs KeyARN and LogsKeyARN, keys of the second region")
		need(g.BootstrapPassword != nil,
			"make a global database: Global.BootstrapPassword is nil, and RDS can't keep the master password of such a cluster by itself")
	}
	return errors.Join(missing...)
}
