package rds

import (
	"github.com/covetpy/platform/sim/kind"
)

const globalClusterType = "aws:rds/globalCluster:GlobalCluster"

// globalCluster is known in every region: its ARN names none.
func globalCluster() kind.Kind {
	return kind.Kind{
		Type:     globalClusterType,
		Global:   true,
		ID:       kind.From("globalClusterIdentifier"),
		Defaults: kind.Props{"deletionProtection": kind.Flag(false)},
		Rules:    globalClusterRules,
		// Its deletion takes the source out of it where it may: see retireGlobal.
		Refs: []kind.Ref{loose(kind.Ref{
			Path: "sourceDbClusterIdentifier", To: []kind.Target{{Type: clusterType, By: "arn"}},
			Missing: noSuchCluster,
		})},
		Unique: []kind.Unique{{
			On:    []string{"globalClusterIdentifier"},
			Taken: "GlobalClusterAlreadyExistsFault: Global cluster identifier %[1]s already exists",
		}},
		Admit:   admitGlobal,
		Outputs: globalClusterOutputs,
		Retire:  retireGlobal,
	}
}

func globalClusterRules(in kind.Values) []kind.Failure {
	failures := conflicts(in, [2]string{"engine", "sourceDbClusterIdentifier"})
	if in.Has("sourceDbClusterIdentifier") && !in.Has("forceDestroy") {
		failures = append(failures, kind.Failure{
			Path: "sourceDbClusterIdentifier", Reason: "all of `forceDestroy,sourceDbClusterIdentifier` must be specified",
		})
	}
	return failures
}

func admitGlobal(w kind.World, d kind.Draft) error {
	asked := d.In.Text("engineVersion")
	_, known := resolve(asked)
	switch {
	case asked != "" && !known:
		return kind.Say("InvalidParameterValue: The requested engine version was not found or does not support global functionality")
	case d.In.Has("sourceDbClusterIdentifier"):
		return admitGlobalSource(w, d)
	case !d.In.Has("engine") || d.In.Text("engine") == "aurora":
		// Upstream asks for Aurora MySQL 1 when nothing is said, which is gone.
		return kind.Say("InvalidParameterValue: Invalid database engine: aurora")
	case d.In.Text("engine") != engine:
		return kind.Say("the simulated cloud has no global clusters of %s: only %s is simulated", d.In.Text("engine"), engine)
	}
	return nil
}

// admitGlobalSource takes what the new global cluster is like from its source.
func admitGlobalSource(w kind.World, d kind.Draft) error {
	if d.Old != nil {
		return nil
	}
	source, _ := w.Find(clusterType, "arn", d.In.Text("sourceDbClusterIdentifier"))
	has := kind.Values{Props: source.Outputs}
	for _, key := range []string{"engineVersion", "databaseName", "storageEncrypted"} {
		if d.In.Has(key) {
			return kind.Say("InvalidParameterCombination: When creating global cluster from existing db cluster, value for %s should not be specified since it will be inherited from source cluster", key)
		}
	}
	switch {
	case has.Text("globalClusterIdentifier") != "" || len(w.Users(globalClusterType, source)) > 0:
		return kind.Say("InvalidDBClusterStateFault: Source cluster %s is already a member of a global cluster", source.ID)
	case has.Flag("manageMasterUserPassword"):
		return kind.Say("InvalidParameterValue: ManageMasterUserPassword isn't supported for DB clusters that are part of a global cluster")
	}
	return nil
}

func globalClusterOutputs(w kind.World, d kind.Draft) kind.Props {
	source, _ := w.Find(clusterType, "arn", d.In.Text("sourceDbClusterIdentifier"))
	from := kind.Values{Props: source.Outputs}
	v, _ := resolve(d.In.Or("engineVersion", from.Or("engineVersionActual", unasked)))
	out := d.Settled(kind.Props{
		"databaseName":              kind.Text(from.Text("databaseName")),
		"engine":                    kind.Text(from.Text("engine")),
		"engineLifecycleSupport":    kind.Text("open-source-rds-extended-support"),
		"engineVersion":             kind.Text(v.String()),
		"engineVersionActual":       kind.Text(v.String()),
		"sourceDbClusterIdentifier": kind.Text(""),
		"storageEncrypted":          kind.Flag(from.Flag("storageEncrypted")),
	})

	if d.In.Has("engineVersion") {
		out["engineVersionActual"] = kind.Text(v.String())
	}
	if d.Old == nil {
		const digits = 16
		out["arn"] = kind.Text(w.GlobalARN("rds", "global-cluster:"+d.ID))
		out["endpoint"] = kind.Text(d.ID + ".global-" + stable(w, "host", 12) + ".global.rds.amazonaws.com")
		out["globalClusterResourceId"] = kind.Text("cluster-" + w.Hex(digits))
	}
	out["globalClusterMembers"] = kind.List()
	if source.ID != "" {
		out["globalClusterMembers"] = kind.List(kind.Nested(kind.Props{
			"dbClusterArn": kind.Text(arnOf(source)), "isWriter": kind.Flag(true),
		}))
	}
	return out
}

// retireGlobal keeps a global cluster that has members, unless it may let go of
// them first.
func retireGlobal(w kind.World, d kind.Draft) error {
	switch {
	case d.In.Flag("deletionProtection"):
		return kind.Say("InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.")
	case len(members(w, *d.Old)) > 0 && !d.In.Flag("forceDestroy"):
		return kind.Say("InvalidGlobalClusterStateFault: Global Cluster %s is not empty", arnOf(*d.Old))
	}
	return nil
}
