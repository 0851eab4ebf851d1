// Package encryption makes one customer-managed KMS key for each class of data
// that an environment holds, and only when something uses it.
//
// A key per class keeps the reach of each small: who reads logs does not
// thereby read the database, and a key's trail tells what was opened. What is
// encrypted belongs to the components, which take a key's ARN; permissions of
// a role belong to the role's own documents.
package encryption

// Class is a class of data with a key of its own.
type Class string

// The classes.
const (
	ClusterSecrets Class = "cluster-secrets" // Kubernetes secrets in etcd
	Volumes        Class = "volumes"         // EBS: nodes' disks, persistent volumes, their snapshots
	Logs           Class = "logs"            // CloudWatch log groups
	Database       Class = "database"        // Aurora, its insights and its managed password
	Cache          Class = "cache"           // ElastiCache
	Objects        Class = "objects"         // S3
	Messages       Class = "messages"        // SQS and SNS
	Backups        Class = "backups"         // AWS Backup vaults
	Metrics        Class = "metrics"         // Managed Service for Prometheus
	Images         Class = "images"          // ECR
	Secrets        Class = "secrets"         // Secrets Manager: what applications are given to keep
)

// Classes returns every class, in a fixed order.
func Classes() []Class {
	return []Class{ClusterSecrets, Volumes, Logs, Database, Cache, Objects, Messages, Backups, Metrics, Images, Secrets}
}

// description is what the console shows beside the key.
func (c Class) description() string {
	switch c {
	case ClusterSecrets:
		return "Kubernetes secrets"
	case Volumes:
		return "EBS volumes and snapshots"
	case Logs:
		return "log groups"
	case Database:
		return "Aurora and its credentials"
	case Cache:
		return "ElastiCache"
	case Objects:
		return "S3 objects"
	case Messages:
		return "queues and topics"
	case Backups:
		return "backup vaults"
	case Metrics:
		return "Prometheus metrics"
	case Images:
		return "container images"
	case Secrets:
		return "secrets of applications"
	default:
		return ""
	}
}
