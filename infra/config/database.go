package config

import "net/netip"

// Database is an Aurora PostgreSQL cluster. Exactly one of serverless and provisioned says what it runs on.
type Database struct {
	// Exact engine version. A minor one is installed in the maintenance window after it is written here; a major one asks for a blue/green deployment (docs/database.md).
	Version string `json:"version" config:"format=postgres-version"`
	// Name of the first database.
	DatabaseName string `json:"databaseName" config:"format=database-name"`
	// Instances beside the writer, which AWS spreads over the zones and one of which takes over when the writer fails.
	Readers int `json:"readers" config:"range=0..15"`
	// Aurora Serverless v2, which grows and shrinks by itself; null where it runs on instances of one size.
	Serverless *DatabaseServerless `json:"serverless"`
	// Instances of one size; null where it is serverless.
	Provisioned *DatabaseProvisioned `json:"provisioned"`
	// Aurora's own continuous backups.
	Backups DatabaseBackups `json:"backups"`
	// When AWS may patch, in UTC, apart from the backup window.
	MaintenanceWindow string `json:"maintenanceWindow" config:"format=weekly-window"`
	// Whether the RDS API refuses to delete the cluster. It does not stop Pulumi: `protect` does.
	DeletionProtection bool `json:"deletionProtection"`
	// Whether AWS installs minor versions by itself. The version above is then what the cluster began with: turn this off before a change of it is to count.
	MinorUpgrades bool `json:"minorUpgrades"`
	// PostgreSQL's logs in CloudWatch.
	Logs LogRetention `json:"logs"`
	// Database Insights: what the database waits for.
	Insights Insights `json:"insights"`
	// Seconds between measurements of the operating system (enhanced monitoring); 0 is off.
	MonitoringSeconds MonitoringInterval `json:"monitoringSeconds"`
	// Settings of PostgreSQL.
	Parameters DatabaseParameters `json:"parameters"`
	// RDS Proxy, which shares connections between pods; null for none. It keeps a serverless database from pausing.
	Proxy *DatabaseProxy `json:"proxy"`
	// A copy in recovery.secondRegion that is a second behind (Aurora Global Database); null for none. RDS can't keep the master password of such a cluster: docs/database.md says what to do.
	Global *DatabaseGlobal `json:"global"`
}

// DatabaseServerless is the capacity of Aurora Serverless v2, in ACU of about 2 GiB of memory each.
type DatabaseServerless struct {
	// Least capacity; 0 lets it pause when nothing connects.
	MinACU int `json:"minACU" config:"range=0..256"`
	// Most capacity.
	MaxACU int `json:"maxACU" config:"range=1..256"`
	// Idle seconds after which it pauses, 300 to 86400; only with minACU 0, and 0 otherwise.
	PauseAfterSeconds int `json:"pauseAfterSeconds" config:"range=0..86400"`
}

// DatabaseProvisioned is instances of one size.
type DatabaseProvisioned struct {
	// Class of every instance.
	InstanceClass string `json:"instanceClass" config:"format=db-class"`
	// Adds readers under load; null for none.
	Autoscaling *ReaderScaling `json:"autoscaling"`
}

// ReaderScaling adds readers under load and takes them away again.
type ReaderScaling struct {
	// Most readers, those that are always there among them.
	MaxReaders int `json:"maxReaders" config:"range=1..15"`
	// Load of the readers' processors that is aimed at, in per cent.
	CPUPercent int `json:"cpuPercent" config:"range=10..90"`
}

// DatabaseBackups is Aurora's continuous backup: any second of the retention can be restored, up to about five minutes ago.
type DatabaseBackups struct {
	// Days that can be gone back.
	RetentionDays int `json:"retentionDays" config:"range=1..35"`
	// When the daily snapshot is taken, in UTC.
	Window string `json:"window" config:"format=daily-window"`
}

// LogRetention is how long logs are kept.
type LogRetention struct {
	// Days that they are kept.
	RetentionDays Retention `json:"retentionDays"`
}

// Insights is CloudWatch Database Insights.
type Insights struct {
	// Standard is free for a week of history; advanced keeps 15 months and costs by the vCPU.
	Mode InsightsMode `json:"mode"`
	// Days that history is kept: 7, a multiple of 31 up to 713, or 731; at least 465 in advanced mode.
	RetentionDays int `json:"retentionDays" config:"range=7..731"`
}

// DatabaseParameters is what PostgreSQL is told.
type DatabaseParameters struct {
	// Statements that take longer are logged with their text, in milliseconds; 0 logs none.
	SlowQueryMilliseconds int `json:"slowQueryMilliseconds" config:"range=0..3600000"`
	// Statements that take longer are cancelled, in seconds; 0 never. A session may set its own.
	StatementTimeoutSeconds int `json:"statementTimeoutSeconds" config:"range=0..86400"`
	// Transactions that idle longer are ended, in seconds; 0 never. They keep dead rows from being cleaned up.
	IdleTransactionTimeoutSeconds int `json:"idleTransactionTimeoutSeconds" config:"range=0..86400"`
	// Whether changes can be replicated logically, as a blue/green deployment asks. It needs a restart and writes more log.
	LogicalReplication bool `json:"logicalReplication"`
	// Whether pgaudit records changes of roles and of the schema.
	Audit bool `json:"audit"`
}

// DatabaseProxy is RDS Proxy.
type DatabaseProxy struct {
	// Database users that may come through it. Each has to be made in the database, with rds_iam (docs/database.md).
	Users []string `json:"users" config:"least=1,format=database-name"`
	// Share of the database's connections that the proxy may use, in per cent.
	MaxConnectionsPercent int `json:"maxConnectionsPercent" config:"range=1..100"`
	// Idle seconds after which a client's connection is closed.
	IdleClientTimeoutSeconds int `json:"idleClientTimeoutSeconds" config:"range=1..28800"`
}

// DatabaseGlobal is the database's copy in the second region, in a network of its own there.
type DatabaseGlobal struct {
	// Address range of the network in the second region; it must overlap no other.
	CIDR netip.Prefix `json:"cidr" config:"required"`
	// Zone ids there, two or three; empty takes the region's first two.
	ZoneIDs []string `json:"zoneIds" config:"format=zone-id"`
	// Instances there; 0 keeps the data alone, and an instance has to be made before it can take over.
	Readers int `json:"readers" config:"range=0..15"`
	// Class of the instances there; empty takes that of this region.
	InstanceClass string `json:"instanceClass" config:"format=db-class-or-none"`
}

// InsightsMode is a mode of Database Insights.
type InsightsMode string

// Modes of Database Insights.
const (
	InsightsStandard InsightsMode = "standard"
	InsightsAdvanced InsightsMode = "advanced"
)

// Values lists what is accepted.
func (InsightsMode) Values() []string { return values(InsightsStandard, InsightsAdvanced) }

// MonitoringInterval is a number of seconds between two measurements.
type MonitoringInterval int

// Values lists what is accepted (RDS CreateDBInstance, MonitoringInterval).
func (MonitoringInterval) Values() []string {
	return []string{"0", "1", "5", "10", "15", "30", "60"}
}
