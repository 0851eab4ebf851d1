package encryption

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// class is a kind of data that has a key of its own.
type class string

const (
	databaseData class = "database"
	cacheData    class = "cache"
	searchData   class = "search"
	tableData    class = "table"
	fileData     class = "file"
	objectData   class = "object"
	volumeData   class = "volume"
	clusterData  class = "cluster"
	imageData    class = "image"
	logData      class = "log"
	metricData   class = "metric"
	messageData  class = "message"
	streamData   class = "stream"
	secretData   class = "secret"
	backupData   class = "backup"
)

// keyUse is where a resource names the key of what it holds. An element of a list
// is "[]".
type keyUse struct {
	class class
	paths []string
}

// keyUses are by type. What a database keeps outside itself (its insights, its
// administrator's password) is the database's data.
var keyUses = map[string]keyUse{
	clusterType:         {databaseData, []string{"kmsKeyId", "performanceInsightsKmsKeyId", "masterUserSecretKmsKeyId"}},
	clusterInstanceType: {databaseData, []string{"performanceInsightsKmsKeyId"}},
	instanceType:        {databaseData, []string{"kmsKeyId", "performanceInsightsKmsKeyId", "masterUserSecretKmsKeyId"}},
	"aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy":     {databaseData, []string{"kmsKeyId"}},
	"aws:rds/snapshotCopy:SnapshotCopy":                   {databaseData, []string{"kmsKeyId"}},
	"aws:rds/clusterActivityStream:ClusterActivityStream": {databaseData, []string{"kmsKeyId"}},
	replicationGroupType:                                  {cacheData, []string{"kmsKeyId"}},
	serverlessCache:                                       {cacheData, []string{"kmsKeyId"}},
	domainType:                                            {searchData, []string{"encryptAtRest.kmsKeyId"}},
	"aws:opensearchingest/pipeline:Pipeline":              {searchData, []string{"encryptionAtRestOptions.kmsKeyArn"}},
	"aws:dynamodb/table:Table":                            {tableData, []string{"serverSideEncryption.kmsKeyArn"}},
	"aws:efs/fileSystem:FileSystem":                       {fileData, []string{"kmsKeyId"}},
	sseConfiguration:                                      {objectData, []string{"rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId"}},
	"aws:ebs/volume:Volume":                               {volumeData, []string{"kmsKeyId"}},
	"aws:ec2/launchTemplate:LaunchTemplate":               {volumeData, []string{"blockDeviceMappings[].ebs.kmsKeyId"}},
	"kubernetes:storage.k8s.io/v1:StorageClass":           {volumeData, []string{"parameters.kmsKeyId"}},
	"aws:eks/cluster:Cluster":                             {clusterData, []string{"encryptionConfig.provider.keyArn"}},
	"aws:ecr/repository:Repository":                       {imageData, []string{"encryptionConfigurations[].kmsKey"}},
	"aws:cloudwatch/logGroup:LogGroup":                    {logData, []string{"kmsKeyId"}},
	"aws:amp/workspace:Workspace":                         {metricData, []string{"kmsKeyArn"}},
	"aws:sns/topic:Topic":                                 {messageData, []string{"kmsMasterKeyId"}},
	"aws:sqs/queue:Queue":                                 {messageData, []string{"kmsMasterKeyId"}},
	"aws:kinesis/stream:Stream":                           {streamData, []string{"kmsKeyId"}},
	"aws:secretsmanager/secret:Secret":                    {secretData, []string{"kmsKeyId", "replicas[].kmsKeyId"}},
	"aws:ssm/parameter:Parameter":                         {secretData, []string{"keyId"}},
	"aws:backup/vault:Vault":                              {backupData, []string{"kmsKeyArn"}},
}

// keyUserTypes are the types that name a key, sorted.
func keyUserTypes() []string { return slices.Sorted(maps.Keys(keyUses)) }

// eachKeyUse calls ask with every place of the stack that names a key, or could.
func eachKeyUse(s *rule.Stack, ask func(r *rule.Resource, c class, at rule.Value)) {
	for _, typ := range keyUserTypes() {
		for _, r := range s.OfType(typ) {
			for _, path := range keyUses[typ].paths {
				for _, at := range below(r.At(""), path) {
					ask(r, keyUses[typ].class, at)
				}
			}
		}
	}
}

// below lists the values at a path with lists in it.
func below(v rule.Value, path string) []rule.Value {
	head, rest, list := strings.Cut(path, "[].")
	if !list {
		return []rule.Value{v.At(path)}
	}
	var out []rule.Value
	for _, item := range v.At(head).Items() {
		out = append(out, below(item, rest)...)
	}
	return out
}
