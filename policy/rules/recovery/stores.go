package recovery

import (
	"maps"
	"slices"
)

// store is a type that holds state which nothing else can make again.
type store struct {
	// snapshots is the number of days for which the service keeps snapshots of its
	// own, for a type that AWS Backup does not take; empty where it does.
	snapshots string
}

// stores are the types that hold state (AWS Backup developer guide, "Supported
// resources", and what it leaves out).
var stores = map[string]store{
	"aws:rds/cluster:Cluster":                           {},
	"aws:rds/instance:Instance":                         {},
	"aws:docdb/cluster:Cluster":                         {},
	"aws:neptune/cluster:Cluster":                       {},
	"aws:dynamodb/table:Table":                          {},
	"aws:efs/fileSystem:FileSystem":                     {},
	"aws:ebs/volume:Volume":                             {},
	"aws:eks/cluster:Cluster":                           {},
	"aws:s3/bucket:Bucket":                              {},
	"aws:elasticache/replicationGroup:ReplicationGroup": {snapshots: "snapshotRetentionLimit"},
	"aws:elasticache/serverlessCache:ServerlessCache":   {snapshots: "snapshotRetentionLimit"},
}

// storeTypes are their tokens, sorted.
func storeTypes() []string { return slices.Sorted(maps.Keys(stores)) }

// Tags by which a store says how it is backed up.
const (
	tagBackup = "Backup"
	tagReason = "BackupReason"
	noBackup  = "none"
)

const selectionType = "aws:backup/selection:Selection"

// alsoStateful are types that hold state and are no store of a backup plan: a
// database over several stores, a backup itself, a key without which a store is
// noise, a log that is evidence.
var alsoStateful = []string{
	globalType,
	"aws:rds/clusterInstance:ClusterInstance",
	"aws:opensearch/domain:Domain",
	"aws:backup/vault:Vault",
	"aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
	"aws:kms/key:Key",
	"aws:kms/replicaKey:ReplicaKey",
	"aws:ecr/repository:Repository",
	"aws:secretsmanager/secret:Secret",
	"aws:cloudwatch/logGroup:LogGroup",
	"aws:amp/workspace:Workspace",
}

// statefulTypes are all types that hold state, sorted.
func statefulTypes() []string {
	return slices.Sorted(slices.Values(slices.Concat(storeTypes(), alsoStateful)))
}
