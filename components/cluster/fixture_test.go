package cluster

import (
	"net/netip"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// today is a day on which 1.33 is past its standard support and 1.34 is not.
func today() time.Time { return day(2026, time.November, 23) }

func where() identity.Scope {
	return identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
}

// valid returns arguments without a fault, with everything on.
func valid() *Args {
	return &Args{
		Names:   naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:   where(),
		Tags:    tags.Set{Project: "covetpy", Environment: "dev", Owner: "platform", CostCentre: "42", DataClass: "internal"},
		Version: "1.36",
		AsOf:    today(),
		VPCID:   pulumi.String("vpc-1"),
		VPCCIDR: netip.MustParsePrefix("10.0.0.0/16"),
		Subnets: []Subnet{
			{Letter: "a", ZoneID: "euw1-az1", ID: pulumi.String("subnet-a")},
			{Letter: "b", ZoneID: "euw1-az2", ID: pulumi.String("subnet-b")},
		},
		Keys: Keys{
			Secrets: pulumi.String("arn:secrets"), Volumes: pulumi.String("arn:volumes"),
			Logs: pulumi.String("arn:logs"), Messages: pulumi.String("arn:messages"),
			VolumesAlias: "alias/covetpy-dev-volumes", MessagesAlias: "alias/covetpy-dev-messages",
		},
		PublicAccess: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")},
		Access: []AccessEntry{
			{Name: "admins", PrincipalARN: "arn:aws:iam::111122223333:role/people/Admin", Role: Administrator},
			{Name: "shop", PrincipalARN: "arn:aws:iam::111122223333:role/Shop", Role: Developer, Namespaces: []string{"shop", "shop-*"}},
		},
		Logs:               Logs{Types: []string{"audit", "authenticator"}, RetentionDays: 30},
		ZonalShift:         true,
		DeletionProtection: true,
		Protect:            true,
		NodeGroups: map[string]NodeGroup{
			"system": {InstanceTypes: []string{"m7i.large"}, MinPerZone: 1, DesiredPerZone: 1, MaxPerZone: 2, Taints: []Taint{SystemTaint}},
			"app": {
				InstanceTypes: []string{"m7g.large", "m6g.large"}, Architecture: ARM64, AMI: Bottlerocket,
				MinPerZone: 1, DesiredPerZone: 2, MaxPerZone: 4, Labels: map[string]string{"covetpy.dev/pool": "app"},
			},
		},
		Addons:    Addons{Optional: OptionalAddons(), OnConflict: ConflictOverwrite},
		Karpenter: &Karpenter{},
	}
}
