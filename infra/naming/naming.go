// Package naming gives every physical resource a name that is deterministic,
// says which environment it belongs to, and fits what the service allows.
//
// A name is "<project>-<environment>-<part>-...". A name that would be too long
// is cut and ends in a hash of the whole, so that two long names that differ
// only at their ends stay different. Pulumi's own logical names (URNs) are not
// made here: they are constants of each component.
package naming

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Limit is what one AWS service accepts as a name: its greatest length in
// characters, from that service's API reference.
type Limit int

// Name limits of the services in use.
const (
	IAMRole        Limit = 64  // IAM CreateRole, RoleName
	IAMPolicy      Limit = 128 // IAM CreatePolicy, PolicyName
	KMSAlias       Limit = 250 // KMS CreateAlias: 256 with the prefix "alias/"
	EKSCluster     Limit = 100 // EKS CreateCluster, name
	EKSNodeGroup   Limit = 63  // EKS CreateNodegroup, nodegroupName
	LaunchTemplate Limit = 128 // EC2 CreateLaunchTemplate, LaunchTemplateName
	SecurityGroup  Limit = 255 // EC2 CreateSecurityGroup, GroupName
	SQSQueue       Limit = 80  // SQS CreateQueue, QueueName
	EventRule      Limit = 64  // EventBridge PutRule, Name
	S3Bucket       Limit = 63  // S3 bucket naming rules
	LogGroup       Limit = 512 // CloudWatch Logs CreateLogGroup, logGroupName
	Resolver       Limit = 64  // Route 53 Resolver, Name of its resources
	RDSIdentifier  Limit = 63  // RDS CreateDBCluster, CreateDBInstance: their identifiers
	CacheGroup     Limit = 40  // ElastiCache CreateReplicationGroup, ReplicationGroupId
	CacheUser      Limit = 40  // ElastiCache CreateUser, UserId; CreateUserGroup, UserGroupId
	CacheParameter Limit = 255 // ElastiCache CreateCacheParameterGroup and CreateCacheSubnetGroup, their names
	LoadBalancer   Limit = 32  // ELB CreateLoadBalancer and CreateTargetGroup, Name
	WebACL         Limit = 128 // WAF CreateWebACL, Name
	SNSTopic       Limit = 256 // SNS CreateTopic, Name
	Alarm          Limit = 255 // CloudWatch PutMetricAlarm, AlarmName
	BackupVault    Limit = 50  // AWS Backup CreateBackupVault, BackupVaultName
	BackupPlan     Limit = 50  // AWS Backup, names of plans, selections and tests
	ECRRepository  Limit = 256 // ECR CreateRepository, repositoryName
	Secret         Limit = 505 // Secrets Manager CreateSecret, Name: 512 with the dash and six characters that its ARN appends
	TagValue       Limit = 256 // value of a tag
)

// hashLength is how many hexadecimal digits of the hash a cut name ends in: 32
// bits, enough to tell apart the handful of names an environment has.
const hashLength = 8

// Scope is what all names of an environment begin with.
type Scope struct {
	// Project is the program's name, "covetpy".
	Project string
	// Environment is the stack's name, "dev".
	Environment string
}

// Prefix is "<project>-<environment>".
func (s Scope) Prefix() string { return s.Project + "-" + s.Environment }

// Name joins the prefix and the parts with dashes, within the limit.
func (s Scope) Name(limit Limit, parts ...string) string {
	return Fit(limit, strings.Join(append([]string{s.Prefix()}, parts...), "-"))
}

// Path joins project, environment and parts with slashes, beginning with one:
// "/covetpy/dev/flow-logs", as log groups and parameters are named.
func (s Scope) Path(limit Limit, parts ...string) string {
	return Fit(limit, "/"+strings.Join(append([]string{s.Project, s.Environment}, parts...), "/"))
}

// Fit returns the name when it is within the limit. Otherwise it cuts it and
// appends a dash and a hash of the whole name; a dash left at the cut is
// dropped, as several services refuse two in a row or one before the end.
func Fit(limit Limit, name string) string {
	if len(name) <= int(limit) {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	suffix := "-" + hex.EncodeToString(sum[:])[:hashLength]
	return strings.TrimRight(name[:int(limit)-len(suffix)], "-./") + suffix
}

// Faults are what the scope lacks, by the fields' own names.
func (s Scope) Faults() fault.Faults {
	var c fault.Check
	c.Require(s.Project != "", "project", nil, "the project's name")
	c.Require(s.Environment != "", "environment", nil, "the environment's name")
	return c.Faults()
}
