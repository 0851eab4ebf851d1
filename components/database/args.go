package database

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args is all that a database depends on. Names of fields in faults are these,
// with a small first letter, except where a field says otherwise.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Protect makes Pulumi refuse to delete or replace the cluster and its
	// instances. It also decides what a deletion leaves: a protected cluster
	// leaves a final snapshot and its automated backups, another leaves nothing.
	Protect bool

	// VPCID is the network.
	VPCID pulumi.StringInput
	// SubnetIDs are subnets without a way to the internet, in at least two zones.
	SubnetIDs []pulumi.StringInput
	// Peers are who may open a connection.
	Peers []Peer
	// Keys encrypt what the database holds.
	Keys Keys
	// Topics are told of alarms and events.
	Topics alarm.Topics

	// Version is the exact engine version, "17.5"; Versions lists those on offer.
	Version string
	// DatabaseName is the database that is made with the cluster. It can't be
	// changed.
	DatabaseName string
	// Readers is how many instances there are beside the writer, 0 to 15. AWS
	// spreads instances over the zones of the subnets.
	Readers int

	// Serverless and Provisioned are the two ways to size instances: exactly one
	// is given.
	Serverless  *Serverless
	Provisioned *Provisioned

	// Backups are the continuous backups of the cluster.
	Backups Backups
	// MaintenanceWindow is weekly, in UTC, "sun:04:00-sun:05:00", at least half an
	// hour, apart from Backups.Window.
	MaintenanceWindow string
	// DeletionProtection makes AWS refuse to delete the cluster. It does not cover
	// instances: Protect does, in Pulumi.
	DeletionProtection bool
	// MinorUpgrades lets AWS move to newer minor versions in the maintenance
	// window. Version is then what the cluster began with and is not enforced.
	MinorUpgrades bool
	// LogRetentionDays is how long logs are kept, one of the numbers that
	// CloudWatch Logs accepts. Its path is logs.retentionDays.
	LogRetentionDays int
	// Insights are Performance Insights, which are always on.
	Insights Insights
	// MonitoringSeconds is the interval of Enhanced Monitoring: 1, 5, 10, 15, 30 or
	// 60, and 0 is off.
	MonitoringSeconds int
	// Parameters of PostgreSQL.
	Parameters Parameters
	// Proxy pools connections; nil is off.
	Proxy *Proxy
	// Global keeps a copy of the cluster in a second region; nil is off.
	Global *Global
}

// Peer is who may open a connection, by security group.
type Peer struct {
	// Name of the peer, "nodes". It is the logical name of its rule, so it must
	// never change.
	Name string
	// SecurityGroupID is the group that the peer's interfaces carry.
	SecurityGroupID pulumi.StringInput
	// Direct lets the peer past the proxy, to the cluster itself: to readers,
	// which the proxy does not serve, and for migrations, whose session state would
	// pin a connection of the pool. Without a proxy every peer is direct.
	Direct bool
}

// Keys are ARNs of KMS keys.
type Keys struct {
	Database pulumi.StringInput // storage, insights and the master user's secret
	Logs     pulumi.StringInput // log groups
}

// Serverless sizes instances by use, in Aurora capacity units of about 2 GiB of
// memory (Aurora user guide, "Aurora Serverless v2 capacity").
type Serverless struct {
	// MinACU is 0 to 256; 0 lets an idle instance pause.
	MinACU int
	// MaxACU is 1 to 256, and at least MinACU.
	MaxACU int
	// PauseAfterSeconds is how long an instance is idle before it pauses, 300 to
	// 86400. It goes with MinACU 0 and with nothing else.
	PauseAfterSeconds int
}

// Provisioned sizes instances by class.
type Provisioned struct {
	// InstanceClass of the writer and the readers, "db.r7g.large".
	InstanceClass string
	// Autoscaling adds readers to Readers under load; nil is off.
	Autoscaling *ReaderScaling
}

// ReaderScaling follows the readers' load. The readers that it makes are not in
// the state: it also removes them.
type ReaderScaling struct {
	// MaxReaders is how many readers there may be, Readers included, at most 15.
	MaxReaders int
	// CPUPercent is the average load that it aims at, 10 to 90.
	CPUPercent int
}

// Backups are Aurora's continuous backups: any second of the period can be
// restored.
type Backups struct {
	// RetentionDays is 1 to 35.
	RetentionDays int
	// Window is daily, in UTC, "02:00-03:00", at least half an hour.
	Window string
}

// Insights are Performance Insights and the mode of CloudWatch Database Insights
// that shows them.
type Insights struct {
	// Advanced asks for the advanced mode, which AWS gives with at least 465 days
	// of retention (Aurora user guide, "Considerations for Database Insights").
	Advanced bool
	// RetentionDays is 7, a multiple of 31 up to 713, or 731.
	RetentionDays int
}

// Parameters of PostgreSQL that differ from one environment to another. What is
// the same everywhere is in parameters.go.
type Parameters struct {
	// SlowQueryMilliseconds is how long a statement runs before it is logged; 0
	// logs none.
	SlowQueryMilliseconds int
	// StatementTimeoutSeconds cancels a statement; 0 is never. A role that runs
	// migrations sets its own.
	StatementTimeoutSeconds int
	// IdleTransactionTimeoutSeconds ends a session that sits in an open
	// transaction, which keeps vacuum from cleaning up; 0 is never.
	IdleTransactionTimeoutSeconds int
	// LogicalReplication writes what logical decoding needs, for change capture and
	// for blue/green deployments.
	LogicalReplication bool
	// Audit loads pgaudit.
	Audit bool
}

// Proxy is an RDS Proxy that clients and database alike meet with IAM, so that it
// holds no secret (RDS user guide, "Configuring IAM authentication for RDS Proxy").
type Proxy struct {
	// Users are the database users that may come through the proxy, at least one.
	// The proxy logs in as each with its own role, which names them.
	Users []string
	// MaxConnectionsPercent is the share of the database's connections that the
	// proxy may hold, 1 to 100.
	MaxConnectionsPercent int
	// IdleClientTimeoutSeconds is how long a client may be idle, 1 to 28800.
	IdleClientTimeoutSeconds int
}

// Global is a copy of the cluster in a second region (Aurora user guide, "Using
// Amazon Aurora global databases"). It lags by a second or so, and it admits
// nobody until a rule is made for peers of that region.
type Global struct {
	// Where is the second region, in the same account.
	Where identity.Scope
	// Provider makes resources there.
	Provider pulumi.ProviderResource
	// VPCID and SubnetIDs are the network there.
	VPCID     pulumi.StringInput
	SubnetIDs []pulumi.StringInput
	// KeyARN and LogsKeyARN are the keys of that region.
	KeyARN, LogsKeyARN pulumi.StringInput
	// Readers is how many instances wait there, 0 to 16. With 0 there is only
	// storage, and a failover begins by making an instance.
	Readers int
	// InstanceClass of those instances, db.serverless where the cluster is
	// serverless; empty with 0 readers.
	InstanceClass string
	// BootstrapPassword is the master user's password when the cluster is made, at
	// least 8 printable characters. RDS can't keep the master password of a cluster
	// of a global database in Secrets Manager (Aurora user guide, "Password
	// management with Aurora and Secrets Manager", limitations), so this one is
	// given, kept as a secret, and never looked at again: change it in the database
	// as soon as the cluster stands (docs/database.md).
	BootstrapPassword pulumi.StringInput
}
