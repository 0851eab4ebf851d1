package rds

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const proxyTargetType = "aws:rds/proxyTarget:ProxyTarget"

// proxyTarget registers a cluster. An instance of a cluster cannot be registered
// by itself, and there are no other instances.
func proxyTarget() kind.Kind {
	return kind.Kind{
		Type: proxyTargetType,
		ID: func(_ kind.World, d kind.Draft) string {
			return strings.Join([]string{d.In.Text("dbProxyName"), d.In.Text("targetGroupName"), trackedCluster, d.In.Text("dbClusterIdentifier")}, "/")
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("dbClusterIdentifier") != in.Has("dbInstanceIdentifier") {
				return nil
			}
			return []kind.Failure{{Path: "dbClusterIdentifier", Reason: "exactly one of `dbClusterIdentifier,dbInstanceIdentifier` must be specified"}}
		},
		Refs: []kind.Ref{
			ofProxy(),
			loose(kind.Ref{Path: "dbClusterIdentifier", To: []kind.Target{{Type: clusterType, By: "id"}}, Missing: noSuchCluster}),
			loose(kind.Ref{
				Path: "dbInstanceIdentifier", To: []kind.Target{{Type: clusterInstanceType, By: "id"}},
				Missing: "DBInstanceNotFound: DBInstance %s not found.",
			}),
		},
		Admit: admitProxyTarget,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			target := outputsOf(w, clusterType, d.In.Text("dbClusterIdentifier"))
			return kind.Props{
				"endpoint":         kind.Text(""), // only the instances that RDS finds behind it have one
				"port":             kind.Number(target.Number("port")),
				"rdsResourceId":    kind.Text(d.In.Text("dbClusterIdentifier")),
				"targetArn":        kind.Text(target.Text("arn")),
				"trackedClusterId": kind.Text(""),
				"type":             kind.Text(trackedCluster),
			}
		},
	}
}

const trackedCluster = "TRACKED_CLUSTER"

func admitProxyTarget(w kind.World, d kind.Draft) error {
	owner, _ := w.Find(proxyType, "id", d.In.Text("dbProxyName"))
	has, target := kind.Values{Props: owner.Outputs}, outputsOf(w, clusterType, d.In.Text("dbClusterIdentifier"))
	home := outputsOf(w, subnetGroupType, target.Text("dbSubnetGroupName")).Text("vpcId")
	switch {
	case d.In.Text("targetGroupName") != onlyTargetGroup:
		return kind.Say("DBProxyTargetGroupNotFoundFault: DBProxyTargetGroup %s not found.", d.In.Text("targetGroupName"))
	case d.In.Has("dbInstanceIdentifier"):
		return kind.Say("InvalidParameterValue: DB instance %s is a member of a DB cluster and can't be registered by itself", d.In.Text("dbInstanceIdentifier"))
	case has.Text("engineFamily") != "POSTGRESQL":
		return kind.Say("InvalidParameterCombination: The engine family %s of the proxy doesn't match the engine %s of the DB cluster", has.Text("engineFamily"), engine)
	case home != vpcOf(w, has.Texts("vpcSubnetIds[*]")):
		return kind.Say("InvalidVPCNetworkStateFault: The DB cluster and the proxy must be in the same VPC")
	}
	for _, other := range w.Users(proxyTargetType, owner) {
		tracked := kind.Values{Props: other.Outputs}.Text("dbClusterIdentifier")
		switch {
		case other.ID == d.ID:
		case tracked == d.In.Text("dbClusterIdentifier"):
			return kind.Say("DBProxyTargetAlreadyRegisteredFault: The proxy is already associated with the specified RDS DB instance or Aurora DB cluster.")
		default:
			return kind.Say("InvalidParameterCombination: The proxy %s is already associated with the Aurora DB cluster %s. A proxy has a single target.", owner.ID, tracked)
		}
	}
	return nil
}
