package database

import (
	"strings"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("database-reader-1"). They are in URNs: a part that is changed
// here deletes and makes again what bears it, or needs an alias.
const (
	partCluster          = "cluster"
	partWriter           = "writer"
	partReader           = "reader"
	partInstance         = "instance"
	partProxy            = "proxy"
	partProxyToCluster   = "proxy-to-cluster"
	partClusterFromProxy = "cluster-from-proxy"
	partMonitoring       = "monitoring"
	partReaders          = "readers"
	partGlobal           = "global"
	partSecondary        = "secondary"
	partEvents           = "events"
)

// prefixLimit is the longest prefix of an identifier: the provider appends 26
// characters.
const prefixLimit = naming.RDSIdentifier - 26

// masterUser owns the cluster and is used by nobody but who sets up roles. RDS
// refuses the reserved words "admin" and "postgres" here or there; it can't be
// changed.
const masterUser = "clusteradmin"

// ClusterID is the physical name of the cluster of a component of this name,
// "covetpy-prod-database". It is deterministic, so that log groups, ARNs and alarms
// can name the cluster before it exists.
func (a *Args) ClusterID(name string) string { return a.Names.Name(naming.RDSIdentifier, name) }

// LogGroups are the names that the cluster and its proxy write their logs to, and
// the second region's cluster there. RDS would make them itself, unencrypted and
// kept for ever, if they were not there first. The logs' key of each region has to
// admit them.
func (a *Args) LogGroups(name string) []string {
	clusters := []string{a.ClusterID(name)}
	if a.Global != nil {
		clusters = append(clusters, a.secondaryID(name))
	}
	var out []string
	for _, cluster := range clusters {
		for _, log := range a.exports() {
			out = append(out, clusterLogGroup(cluster, log))
		}
	}
	if a.Proxy != nil {
		out = append(out, proxyLogGroup(a.ProxyName(name)))
	}
	return out
}

// clusterLogGroup is where RDS puts a log of a cluster (Aurora user guide,
// "Publishing database logs to Amazon CloudWatch Logs").
func clusterLogGroup(clusterID, log string) string {
	return "/aws/rds/cluster/" + clusterID + "/" + log
}

// proxyLogGroup is where RDS puts the log of a proxy.
func proxyLogGroup(proxy string) string { return "/aws/rds/proxy/" + proxy }

func (a *Args) exports() []string {
	return exports(a.Version, a.Serverless != nil && a.Serverless.MinACU == 0)
}

// ProxyName is the physical name of the proxy of a component of this name.
func (a *Args) ProxyName(name string) string {
	return a.Names.Name(naming.RDSIdentifier, name, partProxy)
}

// globalID names the global cluster. The account has one name space for all
// regions, and the second region's cluster is named after its place in it.
func (a *Args) globalID(name string) string {
	return a.Names.Name(naming.RDSIdentifier, name, partGlobal)
}

func (a *Args) secondaryID(name string) string {
	return a.Names.Name(naming.RDSIdentifier, name, partSecondary)
}

// roleName of a role. Roles have no region, so it is in the name.
func (a *Args) roleName(name, part string) string {
	return a.Names.Name(naming.IAMRole, name, part, a.Where.Region)
}

func (a *Args) alarmName(name, what string) string { return a.Names.Name(naming.Alarm, name, what) }

// regions that the database lives in, its own first.
func (a *Args) regions() []identity.Scope {
	if a.Global == nil {
		return []identity.Scope{a.Where}
	}
	return []identity.Scope{a.Where, a.Global.Where}
}

// prefix of physical names that end in what the provider appends, so that a
// replacement can stand beside what it replaces.
func (a *Args) prefix(name string, parts ...string) string {
	joined := strings.Join(append([]string{a.Names.Prefix(), name}, parts...), "-")
	return naming.Fit(prefixLimit-1, joined) + "-"
}

// logical is the logical name of a part.
func (m *maker) logical(parts ...string) string {
	return strings.Join(append([]string{m.name}, parts...), "-")
}
