package edge

import (
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/lb"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/naming"
)

// newAlarms watches what exists: pods' answers only where there is a route.
func (b *build) newAlarms(certificate pulumi.StringOutput) error {
	balancer := pulumi.StringMap{"LoadBalancer": b.balancer.ArnSuffix}
	watched := balancerAlarms()
	if len(b.routes()) > 0 {
		watched = append(watched, trafficAlarms()...)
	}
	for _, a := range watched {
		if err := b.watch(a, balancer); err != nil {
			return err
		}
	}
	if err := b.watch(certificateAlarm(), pulumi.StringMap{"CertificateArn": certificate}); err != nil {
		return err
	}
	if b.args.WAF == nil {
		return nil
	}
	return b.watch(wafAlarm(b.args.WAF.RequestsPer5Minutes), pulumi.StringMap{
		"WebACL": pulumi.String(b.args.WebACLName()), "Region": pulumi.String(b.args.Where.Region), "Rule": pulumi.String("ALL"),
	})
}

// watchGroup watches one target group.
func (b *build) watchGroup(kind string, parts []string, group *lb.TargetGroup) error {
	return b.watch(groupAlarm(strings.Join(append([]string{kind}, parts...), "-")), pulumi.StringMap{
		"LoadBalancer": b.balancer.ArnSuffix, "TargetGroup": group.ArnSuffix,
	})
}

func (b *build) watch(a alarm.Alarm, dimensions pulumi.StringMap) error {
	return alarm.New(b.ctx, b.logical(partAlarm, a.Name), a, alarm.Args{
		Name: b.args.Names.Name(naming.Alarm, partEdge, a.Name), Dimensions: dimensions, Topics: b.args.Topics,
	}, b.own)
}
