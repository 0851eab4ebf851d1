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
