package database

import (
	"strings"

	"github.com/covetpy/platform/infra/identity"
)

// ConnectAction is what IAM asks of whoever logs in to the database with a token.
const ConnectAction = "rds-db:connect"

// ConnectARN is the resource of ConnectAction for one database user (Aurora user
// guide, "Creating and using an IAM policy for IAM database access"). The resource
// id is the cluster's (AuroraDB.ResourceID, "cluster-ABC") for who connects to it
// directly, and the proxy's (AuroraDB.ProxyResourceID, "prx-0abc") for who comes
// through the proxy.
func ConnectARN(where identity.Scope, resourceID, user string) string {
	return where.ARN("rds-db", "dbuser:"+resourceID+"/"+user)
}

// proxyPermissions let the proxy log in to the cluster as each of the users, and
// as nobody else.
func proxyPermissions(where identity.Scope, resourceID string, users []string) identity.Document {
	arns := make([]string, len(users))
	for i, user := range users {
		arns[i] = ConnectARN(where, resourceID, user)
	}
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "LogInAsApplications",
		Actions:   identity.Actions(ConnectAction),
		Resources: identity.Resources(arns...),
	}}}
}

// proxyTrust lets RDS hand the role to a proxy. The guide's trust policy has no
// condition, and no page says that RDS tells IAM for which proxy it calls; but only
// who may pass the role, in this account, can give it to one.
func proxyTrust() identity.Document { return identity.TrustPlainService("rds.amazonaws.com") }

// monitoringTrust lets Enhanced Monitoring send the metrics of this account's
// instances in these regions (Aurora user guide, "Protecting against the confused
// deputy problem"). Names of instances are not known beforehand, and those that
// autoscaling makes do not begin with ours, so a pattern stands for them.
func monitoringTrust(regions ...identity.Scope) identity.Document {
	var sources []string
	for _, where := range regions {
		sources = append(sources, where.ARN("rds", "db:*"))
	}
	return identity.TrustService(regions[0], "monitoring.rds.amazonaws.com", sources...)
}

// monitoringPolicy is what AWS maintains for that role.
const monitoringPolicy = "service-role/AmazonRDSEnhancedMonitoringRole"

// lastPart of an ARN, "prx-0abc" of "arn:aws:rds:...:db-proxy:prx-0abc".
func lastPart(arn string) string { return arn[strings.LastIndex(arn, ":")+1:] }
