package elasticache

import "github.com/covetpy/platform/sim/kind"

// admitChange looks at what can only be changed in steps, or never.
func admitChange(_ kind.World, d kind.Draft, s shape) error {
	if d.Old == nil {
		return nil
	}
	was := last(d)
	before, after := was.Text("clusterMode"), s.clusterMode(d.In)
	encrypts := !was.Flag("transitEncryptionEnabled") && d.In.Flag("transitEncryptionEnabled")
	unlocks := was.Flag("transitEncryptionEnabled") && !d.In.Flag("transitEncryptionEnabled")
	switch {
	case engine(was) == redis && engine(d.In) == valkey && (!d.In.Has("engineVersion") || d.In.Text("engineVersion") == was.Text("engineVersion")):
		return kind.Say("must explicitly set 'engine_version' attribute for Replication Group (%s) when updating engine to 'valkey'", d.ID)
	case s.at < position(engine(was), was.Text("engineVersion")) && d.In.Has("engineVersion"):
		return kind.Say(badCombination+"Cannot modify engine version from %s to %s", was.Text("engineVersion"), d.In.Text("engineVersion"))
	case before == "disabled" && after == "enabled":
		return kind.Say(badCombination + "To modify cluster mode from Disabled to Enabled, you must first set the cluster mode to Compatible.")
	case before == "enabled" && after != "enabled":
		return kind.Say(badCombination + "Cluster mode can't be changed once it is enabled.")
	case encrypts && d.In.Text("transitEncryptionMode") != "preferred":
		return kind.Say(badCombination + "To enable encryption-in-transit, TransitEncryptionMode must first be set to preferred.")
	case unlocks && was.Text("transitEncryptionMode") != "preferred":
		return kind.Say(badCombination + "To disable encryption-in-transit, TransitEncryptionMode must first be set to preferred.")
	}
	return nil
}
