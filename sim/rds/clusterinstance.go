package rds

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const clusterInstanceType = "aws:rds/clusterInstance:ClusterInstance"

func clusterInstance() kind.Kind {
	return kind.Kind{
		Type: clusterInstanceType,
		ID:   named("identifier", "identifierPrefix", "tf-"),
		Defaults: kind.Props{
			"autoMinorVersionUpgrade": kind.Flag(true),
			"copyTagsToSnapshot":      kind.Flag(false),
			"forceDestroy":            kind.Flag(false),
			"monitoringInterval":      kind.Number(0),
			"promotionTier":           kind.Number(0),
		},
		Checks: map[string]kind.Check{
			"engine":                             kind.OneOf("aurora-mysql", engine, "mysql", "postgres"),
			"performanceInsightsKmsKeyId":        kind.ARN(),
			"performanceInsightsRetentionPeriod": retention,
			"preferredBackupWindow":              onceADay,
			"preferredMaintenanceWindow":         onceAWeek,
		},
		Rules: func(in kind.Values) []kind.Failure { return conflicts(in, [2]string{"identifier", "identifierPrefix"}) },
		Refs: []kind.Ref{
			{Path: "clusterIdentifier", To: []kind.Target{{Type: clusterType, By: "id"}}, Missing: noSuchCluster},
			parameterGroupRef("dbParameterGroupName", parameterGroupType, "DBParameterGroup"),
			// The cluster holds on to its subnet group.
			loose(kind.Ref{
				Path: "dbSubnetGroupName", To: []kind.Target{{Type: subnetGroupType, By: "id"}},
				Missing: "DBSubnetGroupNotFoundFault: DB subnet group '%s' does not exist.",
			}),
			monitoringRole(), keyRef("performanceInsightsKmsKeyId"),
		},
		Unique: []kind.Unique{{
			On:    []string{"identifier"},
			Taken: "DBInstanceAlreadyExists: DB instance already exists",
		}},
		Admit:   inTurn(admitInstanceName, admitInstanceEngine, admitClass, admitInstancePlace, admitInstanceGroup, admitInstanceWindow, admitMonitoring, admitOneInterval, admitInsights),
		Outputs: clusterInstanceOutputs,
	}
}

func retention(v resource.PropertyValue) string {
	if v.IsNumber() && !keepable(int(v.NumberValue())) {
		return "expected to be 7, 731 or a multiple of 31 in between"
	}
	return ""
}

func admitInstanceName(_ kind.World, d kind.Draft) error {
	return admitLength("DBInstanceIdentifier", d.In.Text("identifier"), d.In.Text("identifierPrefix"))
}

// admitInstanceEngine asks for the cluster's engine. Upstream sends a version
// with the creation only: later the instance follows its cluster.
func admitInstanceEngine(w kind.World, d kind.Draft) error {
	home := outputsOf(w, clusterType, d.In.Text("clusterIdentifier"))
	asked, actual := d.In.Text("engineVersion"), home.Text("engineVersionActual")
	const mostPreferred, leastPreferred = 0, 15
	switch {
	case d.In.Text("engine") != home.Text("engine"):
		return kind.Say("InvalidParameterCombination: The engine name requested for your DB instance (%s) doesn't match the engine name of your DB cluster (%s).",
			d.In.Text("engine"), home.Text("engine"))
	case d.Old == nil && asked != "" && asked != actual && asked != home.Text("engineVersion"):
		return kind.Say("InvalidParameterCombination: The engine version that you requested for your DB instance (%s) does not match the engine version of your DB cluster (%s).",
			asked, actual)
	case d.In.Number("promotionTier") < mostPreferred || d.In.Number("promotionTier") > leastPreferred:
		return kind.Say("InvalidParameterValue: Promotion tier must be between %d and %d", mostPreferred, leastPreferred)
	}
	return nil
}

func admitInstancePlace(w kind.World, d kind.Draft) error {
	home := outputsOf(w, clusterType, d.In.Text("clusterIdentifier"))
	group := home.Text("dbSubnetGroupName")
	zone := d.In.Text("availabilityZone")
	switch {
	case d.In.Has("dbSubnetGroupName") && d.In.Text("dbSubnetGroupName") != group:
		return kind.Say("InvalidParameterCombination: DB subnet group %s for the requested DB instance doesn't match DB subnet group %s of the DB cluster",
			d.In.Text("dbSubnetGroupName"), group)
	case zone != "" && !slices.Contains(instanceZones(w, group), zone):
		return kind.Say("InvalidVPCNetworkStateFault: Availability zone '[%s]' is unavailable in this region, please choose another zone set.", zone)
	case elsewhere(w, d.In.Text("performanceInsightsKmsKeyId")):
		return kind.Say(noSuchKey, d.In.Text("performanceInsightsKmsKeyId"))
	}
	return nil
}

func admitInstanceGroup(w kind.World, d kind.Draft) error {
	v, _ := parse(outputsOf(w, clusterType, d.In.Text("clusterIdentifier")).Text("engineVersionActual"))
	return admitFamily(w, parameterGroupType, d.In.Text("dbParameterGroupName"), v)
}

func admitInstanceWindow(_ kind.World, d kind.Draft) error {
	if window := d.In.Text("preferredMaintenanceWindow"); window != "" && everyWeek(window).length < shortest {
		return kind.Say(shortMaintenance, shortest)
	}
	return nil
}

func instanceZones(w kind.World, group string) []string {
	return zonesOf(w, outputsOf(w, subnetGroupType, group).Texts("subnetIds[*]"))
}

// siblings are the other instances of the cluster.
func siblings(w kind.World, d kind.Draft) []sim.Object {
	home, _ := w.Find(clusterType, "id", d.In.Text("clusterIdentifier"))
	return slices.DeleteFunc(w.Users(clusterInstanceType, home), func(o sim.Object) bool { return o.ID == d.ID })
}

func clusterInstanceOutputs(w kind.World, d kind.Draft) kind.Props {
	home := outputsOf(w, clusterType, d.In.Text("clusterIdentifier"))
	v, _ := parse(home.Text("engineVersionActual"))
	others := len(siblings(w, d))
	_, maintenance := windowsOf(d)
	days, key := home.Number("performanceInsightsRetentionPeriod"), home.Text("performanceInsightsKmsKeyId")
	if d.In.Flag("performanceInsightsEnabled") && days == 0 {
		days, key = aWeek, managedKey(w, "aws/rds")
	}
	zones := instanceZones(w, home.Text("dbSubnetGroupName"))
	out := d.Settled(kind.Props{
		"applyImmediately":                   kind.Flag(false),
		"availabilityZone":                   kind.Text(zones[others%len(zones)]),
		"caCertIdentifier":                   kind.Text("rds-ca-rsa2048-g1"),
		"dbParameterGroupName":               kind.Text(defaultGroup + v.family()),
		"dbSubnetGroupName":                  kind.Text(home.Text("dbSubnetGroupName")),
		"identifierPrefix":                   kind.Text(""),
		"monitoringRoleArn":                  kind.Text(""),
		"performanceInsightsEnabled":         kind.Flag(home.Flag("performanceInsightsEnabled")),
		"performanceInsightsKmsKeyId":        kind.Text(key),
		"performanceInsightsRetentionPeriod": kind.Number(days),
		"preferredMaintenanceWindow":         kind.Text(maintenance),
		"publiclyAccessible":                 kind.Flag(false),
	})

	// What is the cluster's follows it.
	if !d.In.Has("engineVersion") {
		out["engineVersion"] = kind.Text(v.String())
	}
	if !d.In.Has("preferredBackupWindow") {
		out["preferredBackupWindow"] = kind.Text(home.Text("preferredBackupWindow"))
	}
	out["identifier"] = kind.Text(d.ID)
	out["engineVersionActual"] = kind.Text(v.String())
	if d.Old != nil {
		return out
	}
	out["arn"] = kind.Text(w.ARN("rds", "db:"+d.ID))
	out["dbiResourceId"] = resourceID(w, "db-")
	out["endpoint"] = kind.Text(host(w, d.ID, ""))
	out["kmsKeyId"] = kind.Text(home.Text("kmsKeyId"))
	out["networkType"] = kind.Text(home.Text("networkType"))
	out["port"] = kind.Number(home.Number("port"))
	out["storageEncrypted"] = kind.Flag(home.Flag("storageEncrypted"))
	out["writer"] = kind.Flag(others == 0)
	return out
}
