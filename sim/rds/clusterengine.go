package rds

import (
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func admitClusterName(_ kind.World, d kind.Draft) error {
	return admitLength("DBClusterIdentifier", d.In.Text("clusterIdentifier"), d.In.Text("clusterIdentifierPrefix"))
}

// admitEngine asks for a version that exists; later ones for an upgrade that RDS
// makes in place.
func admitEngine(w kind.World, d kind.Draft) error {
	asked := d.In.Text("engineVersion")
	if d.In.Text("engine") != engine {
		return kind.Say("the simulated cloud has no clusters of %s: only %s is simulated", d.In.Text("engine"), engine)
	}
	if mode := d.In.Text("engineMode"); mode != "provisioned" && mode != "" {
		return kind.Say("InvalidParameterValue: The engine mode %s you requested is currently unavailable.", mode)
	}
	if _, known := resolve(asked); asked != "" && !known {
		return kind.Say("InvalidParameterCombination: Cannot find version %s for %s", asked, engine)
	}
	if d.Old == nil {
		return nil
	}
	was, _ := parse(last(d).Text("engineVersionActual"))
	wanted := versionOf(w, d)
	switch {
	case wanted.before(was):
		return kind.Say("InvalidParameterCombination: Cannot upgrade %s from %s to %s", engine, was, wanted)
	case wanted.major == was.major:
		return nil
	case !d.In.Flag("allowMajorVersionUpgrade"):
		return kind.Say("InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.")
	case d.In.Has("dbInstanceParameterGroupName"):
		return nil
	}
	for _, instance := range w.Users(clusterInstanceType, *d.Old) {
		if group := (kind.Values{Props: instance.Outputs}).Text("dbParameterGroupName"); !isDefaultGroup(group) {
			return kind.Say("InvalidParameterCombination: The current DB instance parameter group %s is custom. You must explicitly specify a new DB instance parameter group, either default or custom, for the engine version upgrade.", group)
		}
	}
	return nil
}

// versionOf is the version that a cluster is to have.
func versionOf(w kind.World, d kind.Draft) version {
	actual := last(d).Text("engineVersionActual")
	if source := d.In.Text("restoreToPointInTime.sourceClusterIdentifier"); d.Old == nil && source != "" {
		actual = sourceOf(w, source).Text("engineVersionActual")
	}
	asked := d.In.Text("engineVersion")
	if major, ok := parse(asked); actual != "" && (asked == "" || ok && major.minor == -1 && strings.HasPrefix(actual, asked+".")) {
		asked = actual
	}
	if asked == "" {
		asked = unasked
	}
	v, _ := resolve(asked)
	return v
}

func sourceOf(w kind.World, source string) kind.Values {
	if found, ok := w.Find(clusterType, "arn", source); ok {
		return kind.Values{Props: found.Outputs}
	}
	return outputsOf(w, clusterType, source)
}

// admitShape refuses what other kinds of cluster have.
func admitShape(_ kind.World, d kind.Draft) error {
	for _, key := range []string{"dbClusterInstanceClass", "allocatedStorage", "iops"} {
		if d.In.Has(key) {
			parameter := map[string]string{"dbClusterInstanceClass": "DBClusterInstanceClass", "allocatedStorage": "AllocatedStorage", "iops": "Iops"}[key]
			return kind.Say("InvalidParameterCombination: %s isn't supported for DB engine %s.", parameter, engine)
		}
	}
	storage := d.In.Text("storageType")
	switch {
	case !slices.Contains([]string{"", "aurora", "aurora-iopt1"}, storage):
		return kind.Say("InvalidParameterValue: Invalid storage type for DB engine %s: %s", engine, storage)
	case d.In.Number("backtrackWindow") > 0:
		return kind.Say("InvalidParameterCombination: Backtrack is not enabled for the %s engine.", engine)
	case d.In.Has("scalingConfiguration"):
		return kind.Say("InvalidParameterValue: You can't specify scaling configuration for non Aurora Serverless cluster.")
	}
	return nil
}

// admitSource refuses sources of which the simulated cloud has none.
func admitSource(_ kind.World, d kind.Draft) error {
	switch {
	case d.Old != nil:
		return nil
	case d.In.Has("snapshotIdentifier"):
		return kind.Say("DBClusterSnapshotNotFoundFault: DBClusterSnapshot not found: %s", d.In.Text("snapshotIdentifier"))
	case d.In.Has("s3Import"):
		return kind.Say("InvalidParameterCombination: RestoreDBClusterFromS3 isn't supported for DB engine %s.", engine)
	case d.In.Has("replicationSourceIdentifier"):
		return kind.Say("the simulated cloud makes replicas of clusters by globalClusterIdentifier only")
	}
	return nil
}

// admitGroups asks for parameter groups of the version's family.
func admitGroups(w kind.World, d kind.Draft) error {
	v := versionOf(w, d)
	if err := admitFamily(w, clusterParameterGroupType, d.In.Text("dbClusterParameterGroupName"), v); err != nil {
		return err
	}
	return admitFamily(w, parameterGroupType, d.In.Text("dbInstanceParameterGroupName"), v)
}

func admitBackups(_ kind.World, d kind.Draft) error {
	if days := d.In.Number("backupRetentionPeriod"); d.In.Has("backupRetentionPeriod") && days < 1 {
		return kind.Say("InvalidParameterValue: Invalid backup retention period: %d. Must be between 1 and %d days.", days, longestRetention)
	}
	return nil
}

// admitCapacity looks at the range of serverless instances, in Aurora capacity
// units.
func admitCapacity(w kind.World, d kind.Draft) error {
	const path = "serverlessv2ScalingConfiguration."
	least, some := decimal(d.In, path+"minCapacity")
	most, _ := decimal(d.In, path+"maxCapacity")
	write := func(units float64) string { return strconv.FormatFloat(units, 'f', 1, 64) }
	halves := func(units float64) bool { return units*2 == float64(int(units*2)) }
	switch {
	case !some:
		return nil
	case !halves(least):
		return kind.Say("InvalidParameterValue: Serverless v2 minimum capacity %v isn't valid. Specify capacity in increments of 0.5.", least)
	case !halves(most):
		return kind.Say("InvalidParameterValue: Serverless v2 maximum capacity %v isn't valid. Specify capacity in increments of 0.5.", most)
	case least == 0 && !versionOf(w, d).pauses():
		return kind.Say("InvalidParameterValue: Serverless v2 minimum capacity 0.0 isn't valid. The minimum capacity must be at least 0.5.")
	case least > most:
		return kind.Say("InvalidParameterValue: Serverless v2 minimum capacity %s isn't valid. The minimum capacity must not be greater than the maximum capacity %s.", write(least), write(most))
	case least > 0 && d.In.Has(path+"secondsUntilAutoPause"):
		return kind.Say("InvalidParameterCombination: SecondsUntilAutoPause can be specified only when the minimum capacity is 0.")
	}
	return nil
}
