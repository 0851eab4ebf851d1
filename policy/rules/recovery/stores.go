package recovery

import (
	"maps"
	"slices"
)

// store is a type that holds state which nothing else can make again.
type store struct {
	// service and kind are what its ARNs have: arn:partition:service:...:kind and
	// its name.
	service, kind string
	// snapshots is the number of days for which the service keeps snapshots of its
	// own, for a type that AWS Backup does not take; empty where it does.
	snapshots string
}

// stores are the types that hold state (AWS Backup developer guide, "Supported
// resources", and what it leaves out; the shapes of ARNs are the service
// authorization reference's).
var stores = map[string]store{
	clusterType:                     {service: "rds", kind: "cluster:"},
	instanceType:                    {service: "rds", kind: "db:"},
	"aws:docdb/cluster:Cluster":     {service: "rds", kind: "cluster:"},
	"aws:neptune/cluster:Cluster":   {service: "rds", kind: "cluster:"},
	tableType:                       {service: "dynamodb", kind: "table/"},
	"aws:efs/fileSystem:FileSystem": {service: "elasticfilesystem", kind: "file-system/"},
	"aws:ebs/volume:Volume":         {service: "ec2", kind: "volume/"},
	"aws:eks/cluster:Cluster":       {service: "eks", kind: "cluster/"},
	"aws:s3/bucket:Bucket":          {service: "s3"},
	replicationGroupType:            {snapshots: "snapshotRetentionLimit"},
	serverlessCacheType:             {snapshots: "snapshotRetentionLimit"},
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
