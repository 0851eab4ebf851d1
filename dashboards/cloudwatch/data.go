package cloudwatch

// Dimensions of databases, caches and queues.
const (
	DBCluster   = "DBClusterIdentifier"
	DBRole      = "Role" // Writer or Reader
	DBProxy     = "ProxyName"
	CacheNode   = "CacheClusterId"
	CacheServed = "clusterId" // of a serverless cache
	QueueName   = "QueueName"
)

// Values of DBRole.
const (
	Writer = "WRITER"
	Reader = "READER"
)

// aurora's metrics of an instance, put together by cluster, or by cluster and role.
var aurora = family{
	namespace:  "AWS/RDS",
	guide:      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html",
	dimensions: []string{set(DBCluster), set(DBCluster, DBRole)},
}

// Metrics of Aurora.
//
// ReadLatency is said in milliseconds by Aurora's guide and in seconds by that of
// RDS, whose metric it is ("Amazon CloudWatch instance-level metrics for Amazon
// RDS"); the former is how the console shows it. No sample of an account was looked
// at.
var (
	DatabaseCPU             = aurora.metric("CPUUtilization", Percent)
	DatabaseConnections     = aurora.metric("DatabaseConnections", Count)
	DatabaseMemory          = aurora.metric("FreeableMemory", Bytes)
	DatabaseLocalStorage    = aurora.metric("FreeLocalStorage", Bytes)
	DatabaseCommitLatency   = aurora.metric("CommitLatency", Milliseconds)
	DatabaseReadLatency     = aurora.metric("ReadLatency", Seconds)
	DatabaseBufferHits      = aurora.metric("BufferCacheHitRatio", Percent)
	DatabaseDeadlocks       = aurora.metric("Deadlocks", CountPerSecond)
	DatabaseLag             = aurora.metric("AuroraReplicaLag", Milliseconds)
	DatabaseTransactionIDs  = aurora.metric("MaximumUsedTransactionIDs", Count)
	DatabaseCapacity        = aurora.metric("ServerlessDatabaseCapacity", Count)
	DatabaseCapacityUsed    = aurora.metric("ACUUtilization", Percent)
	DatabaseVolume          = aurora.metric("VolumeBytesUsed", Bytes, set(DBCluster))
	DatabaseVolumeReads     = aurora.metric("VolumeReadIOPs", Count, set(DBCluster))  // in five minutes
	DatabaseVolumeWrites    = aurora.metric("VolumeWriteIOPs", Count, set(DBCluster)) // in five minutes
	DatabaseProxyClients    = proxy.metric("ClientConnections", Count)
	DatabaseProxyBorrowing  = proxy.metric("DatabaseConnectionsBorrowLatency", Microseconds)
	DatabaseProxyAuthFailed = proxy.metric("ClientConnectionsSetupFailedAuth", Count)
	DatabaseProxyPinned     = proxy.metric("DatabaseConnectionsCurrentlySessionPinned", Count)
)

var proxy = family{
	namespace:  "AWS/RDS",
	guide:      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.monitoring.html",
	dimensions: []string{set(DBProxy)},
}

var cacheNode = family{
	namespace:  "AWS/ElastiCache",
	guide:      "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html",
	dimensions: []string{set(CacheNode)},
}

// Metrics of the nodes of a cache.
var (
	CacheCPU            = cacheNode.metric("EngineCPUUtilization", Percent)
	CacheMemory         = cacheNode.metric("DatabaseMemoryUsagePercentage", Percent)
	CacheConnections    = cacheNode.metric("CurrConnections", Count)
	CacheEvictions      = cacheNode.metric("Evictions", Count)
	CacheHitRate        = cacheNode.metric("CacheHitRate", Percent)
	CacheLag            = cacheNode.metric("ReplicationLag", Seconds)
	CacheReadLatency    = cacheNode.metric("GetTypeCmdsLatency", Microseconds)
	CacheWriteLatency   = cacheNode.metric("SetTypeCmdsLatency", Microseconds)
	CacheAuthFailed     = cacheNode.metric("AuthenticationFailures", Count)
	CacheCommandRefused = cacheNode.metric("CommandAuthorizationFailures", Count)
)

var cacheServerless = family{
	namespace:  "AWS/ElastiCache",
	guide:      "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html",
	dimensions: []string{set(CacheServed)},
}

// Metrics of a serverless cache, which has no nodes to see.
var (
	ServerlessBytes        = cacheServerless.metric("BytesUsedForCache", Bytes)
	ServerlessUnits        = cacheServerless.metric("ElastiCacheProcessingUnits", Count)
	ServerlessThrottled    = cacheServerless.metric("ThrottledCmds", Count)
	ServerlessConnections  = cacheServerless.metric("CurrConnections", Count)
	ServerlessHitRate      = cacheServerless.metric("CacheHitRate", Percent)
	ServerlessEvictions    = cacheServerless.metric("Evictions", Count)
	ServerlessReadLatency  = cacheServerless.metric("SuccessfulReadRequestLatency", Microseconds)
	ServerlessWriteLatency = cacheServerless.metric("SuccessfulWriteRequestLatency", Microseconds)
	ServerlessAuthFailed   = cacheServerless.metric("AuthenticationFailures", Count)
)

var queue = family{
	namespace:  "AWS/SQS",
	guide:      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
	dimensions: []string{set(QueueName)},
}

// Metrics of a queue. One that nobody has used for six hours sends none.
var (
	QueueAge      = queue.metric("ApproximateAgeOfOldestMessage", Seconds)
	QueueWaiting  = queue.metric("ApproximateNumberOfMessagesVisible", Count)
	QueueInFlight = queue.metric("ApproximateNumberOfMessagesNotVisible", Count)
	QueueSent     = queue.metric("NumberOfMessagesSent", Count)
	QueueDeleted  = queue.metric("NumberOfMessagesDeleted", Count)
)
