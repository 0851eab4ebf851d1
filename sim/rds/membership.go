package rds

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// members are the clusters of a global cluster in every region: those that name
// it, and the one that it was made of.
func members(w kind.World, global sim.Object) []sim.Object {
	found := w.Users(clusterType, global)
	if source, ok := w.Find(clusterType, "arn", (kind.Values{Props: global.Outputs}).Text("sourceDbClusterIdentifier")); ok {
		found = append(found, source)
	}
	return found
}

// primaryOf is the member that is written to: the one that replicates nobody.
func primaryOf(w kind.World, global sim.Object) (sim.Object, bool) {
	for _, member := range members(w, global) {
		if !isReplica(member) {
			return member, true
		}
	}
	return sim.Object{}, false
}

func isReplica(o sim.Object) bool {
	return (kind.Values{Props: o.Outputs}).Text("replicationSourceIdentifier") != ""
}

// isSecondary is true for a cluster that joins a global cluster with a primary.
func isSecondary(w kind.World, d kind.Draft) bool {
	if d.Old != nil {
		return isReplica(*d.Old) && d.In.Has("globalClusterIdentifier")
	}
	_, ok := sourceCluster(w, d)
	return ok
}

// sourceCluster is the primary that a new cluster will replicate.
func sourceCluster(w kind.World, d kind.Draft) (sim.Object, bool) {
	global, ok := w.Find(globalClusterType, "id", d.In.Text("globalClusterIdentifier"))
	if !ok {
		return sim.Object{}, false
	}
	return primaryOf(w, global)
}

// admitMembership lets a cluster into a global cluster when it is made, and out
// of it later, but neither in later nor over to another.
func admitMembership(w kind.World, d kind.Draft) error {
	id := d.In.Text("globalClusterIdentifier")
	if d.Old != nil {
		was := kind.Values{Props: d.Old.Inputs}.Text("globalClusterIdentifier")
		switch {
		case id == was:
			return nil
		case id == "" && leads(w, *d.Old, was):
			return kind.Say("InvalidGlobalClusterStateFault: Unable to remove cluster that is a primary member of global cluster while there are other global cluster members")
		case id == "":
			return nil
		case was == "":
			return kind.Say("existing RDS Clusters cannot be added to an existing RDS Global Cluster")
		default:
			return kind.Say("existing RDS Clusters cannot be migrated between existing RDS Global Clusters")
		}
	}
	global, ok := w.Find(globalClusterType, "id", id)
	if !ok {
		return nil
	}
	has := kind.Values{Props: global.Outputs}
	encrypted := has.Flag("storageEncrypted")
	switch {
	case has.Text("engine") != d.In.Text("engine"):
		return kind.Say("InvalidParameterValue: Value for engine should match setting for global cluster %s", id)
	case has.Text("engineVersionActual") != versionOf(w, d).String():
		return kind.Say("InvalidParameterValue: Value for engineVersion should match setting for global cluster %s", id)
	case encrypted != d.In.Flag("storageEncrypted"):
		return kind.Say("InvalidParameterValue: Value for storageEncrypted should match setting for global cluster %s", id)
	// Source: Aurora user guide, "Limitations for Secrets Manager integration with
	// Amazon Aurora".
	case d.In.Flag("manageMasterUserPassword"):
		return kind.Say("InvalidParameterValue: ManageMasterUserPassword isn't supported for DB clusters that are part of a global cluster")
	}
	primary, ok := primaryOf(w, global)
	if !ok {
		return admitPrimary(d, id, has)
	}
	return admitSecondary(w, d, global, primary)
}

func admitPrimary(d kind.Draft, id string, has kind.Values) error {
	if name := has.Text("databaseName"); name != "" && d.In.Has("databaseName") && d.In.Text("databaseName") != name {
		return kind.Say("InvalidParameterValue: Value for databaseName should match setting for global cluster %s", id)
	}
	return nil
}

// admitSecondary asks for a region of its own, a key of that region, and a
// primary that runs; what replicates has no user or database of its own.
func admitSecondary(w kind.World, d kind.Draft, global, primary sim.Object) error {
	for _, member := range members(w, global) {
		if member.Where == w.Region {
			return kind.Say("InvalidParameterCombination: Global cluster %s already has a DB cluster in region %s", global.ID, w.Region)
		}
	}
	for _, own := range []struct{ key, what string }{
		{"databaseName", "database name"},
		{"masterUsername", "user name"},
		{"masterPassword", "password"},
		{"masterPasswordWo", "password"},
	} {
		if d.In.Has(own.key) {
			return kind.Say("InvalidParameterCombination: Cannot specify %s for cross region replication cluster", own.what)
		}
	}
	switch {
	case d.In.Flag("storageEncrypted") && !d.In.Has("kmsKeyId"):
		return kind.Say("InvalidParameterCombination: For encrypted cross-region replica, kmsKeyId should be explicitly specified")
	case len(w.Users(clusterInstanceType, primary)) == 0:
		return kind.Say("InvalidDBClusterStateFault: Source cluster: %s is in a state which is not valid for physical replication", arnOf(primary))
	}
	return nil
}

func arnOf(o sim.Object) string { return kind.Values{Props: o.Outputs}.Text("arn") }

// leads is true for the primary of a global cluster that has other members.
func leads(w kind.World, member sim.Object, globalID string) bool {
	global, ok := w.Find(globalClusterType, "id", globalID)
	return ok && !isReplica(member) && len(members(w, global)) > 1
}

// retireMember keeps a primary while others replicate it, and a cluster that a
// global cluster was made of: upstream takes out of a global cluster only
// clusters that name it.
func retireMember(w kind.World, d kind.Draft) error {
	if len(w.Users(globalClusterType, *d.Old)) > 0 {
		return kind.Say("InvalidDBClusterStateFault: This cluster is a part of a global cluster, please remove it from globalcluster first")
	}
	if leads(w, *d.Old, d.In.Text("globalClusterIdentifier")) {
		return kind.Say("InvalidGlobalClusterStateFault: Unable to delete cluster that is a primary member of global cluster while there are other global cluster members")
	}
	return nil
}
