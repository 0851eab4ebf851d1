package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// Types of data stores that several rules are about.
const (
	clusterType          = "aws:rds/cluster:Cluster"
	clusterInstanceType  = "aws:rds/clusterInstance:ClusterInstance"
	instanceType         = "aws:rds/instance:Instance"
	globalClusterType    = "aws:rds/globalCluster:GlobalCluster"
	databaseProxyType    = "aws:rds/proxy:Proxy"
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	cacheClusterType     = "aws:elasticache/cluster:Cluster"
	serverlessCacheType  = "aws:elasticache/serverlessCache:ServerlessCache"
	domainType           = "aws:opensearch/domain:Domain"
)

// relied is the levels of what only an environment needs that people rely on.
var relied = rule.Levels{Dev: rule.Disabled, Staging: rule.Mandatory, Prod: rule.Mandatory}

// isCopy says whether a database is made from another one, whose engine and
// version it then has.
func isCopy(r *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, path := range []string{
		"replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime", "sourceDbClusterIdentifier",
	} {
		answers = append(answers, r.At(path).Given())
	}
	return rule.Or(answers...)
}

// isOpenSource says whether a database's engine is PostgreSQL, MySQL or MariaDB,
// on Aurora or not.
func isOpenSource(r *rule.Resource) rule.Truth {
	return want.Among(r.At("engine"), "aurora-postgresql", "aurora-mysql", "postgres", "mysql", "mariadb")
}

// memberOf says whether an instance is one of a cluster.
func memberOf(instance, cluster *rule.Resource) rule.Truth {
	return rule.Refers(instance, "clusterIdentifier", cluster, "clusterIdentifier", "id")
}

// eachInstance demands something of every database instance. One of a cluster may
// have it from the cluster.
func eachInstance(s *rule.Stack, rep *rule.Report, path, wrong string, good func(rule.Value) rule.Truth) {
	for _, r := range s.OfType(instanceType, clusterInstanceType) {
		at := r.At(path)
		answers := []rule.Truth{good(at)}
		if r.Type == clusterInstanceType {
			for _, cluster := range s.OfType(clusterType) {
				answers = append(answers, rule.And(memberOf(r, cluster), good(cluster.At(path))))
			}
		}
		want.Value(rep.On(r), at, wrong, rule.Or(answers...))
	}
}
