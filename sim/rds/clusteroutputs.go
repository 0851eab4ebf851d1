package rds

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// hostedZones are the Route 53 zones of RDS' endpoints. Not all regions' are
// listed; the others get one of the same form.
var hostedZones = map[string]string{
	"eu-central-1": "Z1RLNUO7B9Q6NB", "eu-west-1": "Z29XKXDKYMONMX",
	"us-east-1": "Z2R2ITUGPM61AM", "us-east-2": "Z2XHWR1WZ565X2", "us-west-2": "Z1PVIF0B656C1W",
}

func hostedZone(w kind.World) resource.PropertyValue {
	const digits = 13
	if id, ok := hostedZones[w.Region]; ok {
		return kind.Text(id)
	}
	return kind.Text("Z" + strings.ToUpper(stable(w, "zone", digits)))
}

func clusterOutputs(w kind.World, d kind.Draft) kind.Props {
	v, actual := versionOf(w, d), last(d).Text("engineVersionActual")
	// A later version waits for the maintenance window, unless it may not.
	if actual == "" || d.In.Flag("applyImmediately") {
		actual = v.String()
	}
	primary, secondary := sourceCluster(w, d)
	out := d.Settled(clusterChoices(w, d, v))
	out["clusterIdentifier"] = kind.Text(d.ID)
	out["engineVersionActual"] = kind.Text(actual)
	out["masterUserSecrets"] = secretsOf(w, d)
	if !d.In.Has("clusterMembers") {
		out["clusterMembers"] = memberInstances(w, d)
	}
	insightsChoices(w, d, out)
	if d.Old != nil {
		if isReplica(*d.Old) && !d.In.Has("globalClusterIdentifier") {
			out["replicationSourceIdentifier"] = kind.Text("") // promoted
		}
		return out
	}
	out["arn"] = kind.Text(w.ARN("rds", "cluster:"+d.ID))
	out["caCertificateValidTill"] = kind.Text("") // of clusters that are not Aurora's
	out["clusterResourceId"] = resourceID(w, "cluster-")
	out["endpoint"] = kind.Text(host(w, d.ID, "cluster-"))
	out["readerEndpoint"] = kind.Text(host(w, d.ID, "cluster-ro-"))
	out["hostedZoneId"] = hostedZone(w)
	out["upgradeRolloutOrder"] = kind.Text("second")
	if secondary {
		from := kind.Values{Props: primary.Outputs}
		out["replicationSourceIdentifier"] = kind.Text(arnOf(primary))
		out["masterUsername"] = kind.Text(from.Text("masterUsername"))
		out["databaseName"] = kind.Text(from.Text("databaseName"))
	}
	return out
}

// prefixOf is what a name that upstream made up begins with; one that is given has
// none.
func prefixOf(in kind.Values) string {
	if in.Has("clusterIdentifier") {
		return ""
	}
	return "tf-"
}

// clusterChoices are what RDS takes where the program says nothing.
func clusterChoices(w kind.World, d kind.Draft, v version) kind.Props {
	group := now(d, "dbSubnetGroupName")
	backup, maintenance := windowsOf(d)
	key := ""
	if d.In.Flag("storageEncrypted") {
		key = managedKey(w, "aws/rds")
	}
	own := kind.Props{
		"allocatedStorage":            kind.Number(1),
		"availabilityZones":           zonesFor(w, group),
		"backupRetentionPeriod":       kind.Number(1),
		"caCertificateIdentifier":     kind.Text(""),
		"clusterIdentifierPrefix":     kind.Text(prefixOf(d.In)),
		"clusterScalabilityType":      kind.Text("standard"),
		"databaseInsightsMode":        kind.Text("standard"),
		"databaseName":                kind.Text(""),
		"dbClusterParameterGroupName": kind.Text(defaultGroup + v.family()),
		"dbSubnetGroupName":           kind.Text(group),
		"dbSystemId":                  kind.Text(""),
		"engineLifecycleSupport":      kind.Text("open-source-rds-extended-support"),
		"engineVersion":               kind.Text(v.String()),
		"iamRoles":                    kind.List(),
		"kmsKeyId":                    kind.Text(key),
		"masterUserSecretKmsKeyId":    kind.Text(""),
		"masterUsername":              kind.Text(""),
		"monitoringInterval":          kind.Number(0),
		"monitoringRoleArn":           kind.Text(""),
		"networkType":                 kind.Text("IPV4"),
		"port":                        kind.Number(5432),
		"preferredBackupWindow":       kind.Text(backup),
		"preferredMaintenanceWindow":  kind.Text(maintenance),
		"storageEncrypted":            kind.Flag(false),
		"storageType":                 kind.Text(""),
		"vpcSecurityGroupIds":         defaultGroups(w, outputsOf(w, subnetGroupType, group).Text("vpcId")),
	}
	// Aurora keeps a capacity range that a program no longer says.
	if before, was := last(d).Props["serverlessv2ScalingConfiguration"]; was {
		own["serverlessv2ScalingConfiguration"] = before
	}
	return own
}

// insightsChoices are a week and RDS' own key, from when Performance Insights is
// on.
func insightsChoices(w kind.World, d kind.Draft, out kind.Props) {
	key, days := "", 0
	if d.In.Flag("performanceInsightsEnabled") {
		key, days = managedKey(w, "aws/rds"), aWeek
	}
	if !d.In.Has("performanceInsightsKmsKeyId") {
		out["performanceInsightsKmsKeyId"] = kind.Text(key)
	}
	if !d.In.Has("performanceInsightsRetentionPeriod") {
		out["performanceInsightsRetentionPeriod"] = kind.Number(days)
	}
}

func memberInstances(w kind.World, d kind.Draft) resource.PropertyValue {
	if d.Old == nil {
		return kind.List()
	}
	var ids []string
	for _, instance := range w.Users(clusterInstanceType, *d.Old) {
		ids = append(ids, instance.ID)
	}
	slices.Sort(ids)
	return kind.Texts(ids...)
}
