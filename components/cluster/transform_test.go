package cluster

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
)

func TestSettingsOnto(t *testing.T) {
	given := pulumi.Map{
		"name":                       pulumi.String("covetpy-dev"),
		"accessConfig":               pulumi.Map{"bootstrapClusterCreatorAdminPermissions": pulumi.Bool(true)},
		"bootstrapSelfManagedAddons": pulumi.Bool(true),
	}
	got := settings{supportType: "STANDARD", zonalShift: true, deletionProtection: true}.onto(given)
	assert.Equal(t, pulumi.Map{
		"name": pulumi.String("covetpy-dev"),
		"accessConfig": pulumi.Map{
			"authenticationMode":                      pulumi.String("API"),
			"bootstrapClusterCreatorAdminPermissions": pulumi.Bool(false),
		},
		"bootstrapSelfManagedAddons": pulumi.Bool(false),
		"upgradePolicy":              pulumi.Map{"supportType": pulumi.String("STANDARD")},
		"zonalShiftConfig":           pulumi.Map{"enabled": pulumi.Bool(true)},
		"deletionProtection":         pulumi.Bool(true),
	}, got)
	assert.Equal(t, pulumi.Bool(true), given["bootstrapSelfManagedAddons"], "the map it was given stays as it was")
}

func TestSettingsFollowTheArguments(t *testing.T) {
	assert.Equal(t, settings{supportType: "STANDARD", zonalShift: true, deletionProtection: true, protect: true}, valid().settings())
	a := valid()
	a.Version, a.ZonalShift, a.DeletionProtection, a.Protect = "1.33", false, false, false
	assert.Equal(t, settings{supportType: "EXTENDED"}, a.settings())
}

func TestTransformChangesTheClusterAlone(t *testing.T) {
	transform := settings{protect: true}.transform()
	before := pulumi.ResourceOptions{DependsOn: []pulumi.Resource{&pulumi.ResourceState{}}, IgnoreChanges: []string{"tags"}}

	got := transform(t.Context(), &pulumi.ResourceTransformArgs{Type: "aws:eks/cluster:Cluster", Props: pulumi.Map{}, Opts: before})
	assert.Equal(t, pulumi.ResourceOptions{
		DependsOn: before.DependsOn, IgnoreChanges: []string{"tags"}, Protect: true,
	}, got.Opts, "what was there stays")
	assert.Len(t, got.Props, 5)

	assert.Nil(t, transform(t.Context(), &pulumi.ResourceTransformArgs{Type: "pulumi:providers:kubernetes", Opts: before}))
}
