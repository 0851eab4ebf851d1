package cluster

import (
	"context"
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// clusterToken is the child of pulumi-eks that the transform changes.
const clusterToken = "aws:eks/cluster:Cluster"

// settings are what pulumi-eks v4.0.1 does not expose on the control plane, or
// sets in another way than wanted. They are set on the child by a transform,
// all in one place; a test on the engine shows that they arrive.
type settings struct {
	supportType        string
	zonalShift         bool
	deletionProtection bool
	protect            bool
}

func (a *Args) settings() settings {
	return settings{
		supportType:        supportType(a.Version, a.AsOf),
		zonalShift:         a.ZonalShift,
		deletionProtection: a.DeletionProtection,
		protect:            a.Protect,
	}
}

// onto returns the properties of the cluster with the settings in place of
// whatever stood there. The map it is given stays as it is.
func (s settings) onto(props pulumi.Map) pulumi.Map {
	out := make(pulumi.Map, len(props))
	maps.Copy(out, props)
	// pulumi-eks makes the creator an administrator and lets EKS install add-ons
	// that nobody manages. Both would be there without a trace in the program.
	out["accessConfig"] = pulumi.Map{
		"authenticationMode":                      pulumi.String("API"),
		"bootstrapClusterCreatorAdminPermissions": pulumi.Bool(false),
	}
	out["bootstrapSelfManagedAddons"] = pulumi.Bool(false)
	out["upgradePolicy"] = pulumi.Map{"supportType": pulumi.String(s.supportType)}
	out["zonalShiftConfig"] = pulumi.Map{"enabled": pulumi.Bool(s.zonalShift)}
	out["deletionProtection"] = pulumi.Bool(s.deletionProtection)
	return out
}

// Transform is what the component puts on that of pulumi-eks. It is here for
// whoever holds it against the shapes in which the program does not call it.
func (a *Args) Transform() pulumi.ResourceTransform { return a.settings().transform() }

// transform applies the settings to the cluster among the children.
func (s settings) transform() pulumi.ResourceTransform {
	return func(_ context.Context, args *pulumi.ResourceTransformArgs) *pulumi.ResourceTransformResult {
		if args.Type != clusterToken {
			return nil
		}
		opts := args.Opts
		opts.Protect = opts.Protect || s.protect
		return &pulumi.ResourceTransformResult{Props: s.onto(args.Props), Opts: opts}
	}
}
