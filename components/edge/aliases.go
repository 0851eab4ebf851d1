package edge

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/route53"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newAliases points every name at the load balancer.
func (b *build) newAliases() error {
	types := []string{"A"}
	if b.args.IPv6 {
		types = append(types, "AAAA")
	}
	for _, name := range hostNames(b.args) {
		for _, typ := range types {
			_, err := route53.NewRecord(b.ctx, b.logical(partAlias, name, strings.ToLower(typ)), &route53.RecordArgs{
				ZoneId: pulumi.String(b.args.HostedZone.ID),
				Name:   pulumi.String(name),
				Type:   pulumi.String(typ),
				Aliases: route53.RecordAliasArray{route53.RecordAliasArgs{
					Name: b.balancer.DnsName, ZoneId: b.balancer.ZoneId,
					// There is no second answer to fall back on.
					EvaluateTargetHealth: pulumi.Bool(false),
				}},
			}, b.own)
			if err != nil {
				return fmt.Errorf("register %s record of %s: %w", typ, name, err)
			}
		}
	}
	return nil
}
