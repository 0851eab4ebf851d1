package backup

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const regionSettingsType = "aws:backup/regionSettings:RegionSettings"

// resourceTypes are the services that can opt in. Source: Backup API Reference,
// DescribeRegionSettings, and developer guide, "Feature availability".
var resourceTypes = []string{
	"Aurora", "CloudFormation", "DSQL", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "EKS", "FSx", "Neptune", "RDS",
	"Redshift", "Redshift Serverless", "S3", "SAP HANA on Amazon EC2", "Storage Gateway", "Timestream", "VirtualMachine",
}

// regionSettings are there in every region; upstream takes hold of them and lets
// them go as they are.
func regionSettings() kind.Kind {
	return kind.Kind{
		Type: regionSettingsType,
		ID:   func(w kind.World, _ kind.Draft) string { return w.Region },
		Admit: func(w kind.World, d kind.Draft) error {
			if _, taken := w.Find(regionSettingsType, "id", w.Region); taken && d.Old == nil {
				return kind.Say("region %s has backup settings from another resource already; Backup would overwrite them, the simulated cloud refuses", w.Region)
			}
			for _, key := range []resource.PropertyKey{"resourceTypeOptInPreference", "resourceTypeManagementPreference"} {
				for _, name := range namesOf(d.In.Props[key]) {
					if !slices.Contains(resourceTypes, name) {
						return kind.Say("InvalidParameterValueException: Invalid resource type: %s", name)
					}
				}
			}
			return nil
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return d.Settled(kind.Props{"resourceTypeManagementPreference": kind.Nested(kind.Props{
				"DynamoDB": kind.Flag(false), "EFS": kind.Flag(false),
			})})
		},
	}
}

// namesOf are the keys of a map, in order.
func namesOf(v resource.PropertyValue) []string {
	if !v.IsObject() {
		return nil
	}
	var names []string
	for _, key := range v.ObjectValue().StableKeys() {
		names = append(names, string(key))
	}
	return names
}
