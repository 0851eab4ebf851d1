package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// Types of data stores that several rules are about.
const (
	clusterType          = "aws:rds/cluster:Cluster"
	instanceType         = "aws:rds/instance:Instance"
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	serverlessCacheType  = "aws:elasticache/serverlessCache:ServerlessCache"
	cacheUserType        = "aws:elasticache/user:User"
)

// authenticated is the controls that every rule about logins to data answers,
// after those of its own service.
func authenticated(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "IA-2"},  // identification and authentication
		rule.Control{Framework: rule.NIST, ID: "AC-3"},  // access enforcement
		rule.Control{Framework: rule.SOC2, ID: "CC6.1"}, // logical access
		rule.Control{Framework: rule.PCIDSS, ID: "8.3.1"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// isReplica says whether a database takes its users from another one: a read
// replica, a copy in a second region, a restored one.
func isReplica(r *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, path := range []string{
		"replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime", "s3Import",
	} {
		answers = append(answers, r.At(path).Given())
	}
	return rule.Or(answers...)
}

// speaksSQL says whether RDS can log clients in by IAM: it can for PostgreSQL,
// MySQL and MariaDB, on Aurora or not.
func speaksSQL(r *rule.Resource) rule.Truth {
	engine := r.At("engine")
	return rule.Or(rule.Not(engine.Present()), want.Among(engine,
		"aurora-postgresql", "aurora-mysql", "aurora", "postgres", "mysql", "mariadb"))
}
