package emulator_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/conformance/emulator"
	"github.com/covetpy/platform/conformance/used"
)

// Every type in use is on an emulator, or has a reason for being on neither; and
// the table has nothing that is not in use.
func TestEveryTypeHasAPlace(t *testing.T) {
	tokens := used.Read()
	idle := map[string]bool{}
	for _, s := range emulator.Services() {
		idle[s.Endpoint] = true
	}
	for _, token := range tokens.Resources {
		delete(idle, emulator.Endpoint(token))
		on, why := emulator.Where(token)
		if on == emulator.Neither {
			assert.Contains(t, emulator.Unserved(), token, why)
		}
	}
	// The provider's own questions, and what the bucket type asks of S3 Control.
	delete(idle, "sts")
	delete(idle, "s3control")
	assert.Empty(t, idle, "these services have no type in use: take them out of the table")
	for _, token := range slices.Sorted(maps.Keys(emulator.Unserved())) {
		why := emulator.Unserved()[token]
		assert.True(t, slices.Contains(tokens.Resources, token), "%s is not in use: take it out of the table", token)
		assert.NotEmpty(t, why, token)
	}
}

func TestEndpointOfAType(t *testing.T) {
	for token, want := range map[string]string{
		"aws:kms/key:Key":                                           "kms",
		"aws:lb/loadBalancer:LoadBalancer":                          "elbv2",
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "ec2",
		"aws:cloudwatch/eventRule:EventRule":                        "events",
		"aws:cloudwatch/logGroup:LogGroup":                          "logs",
		"aws:cloudwatch/metricAlarm:MetricAlarm":                    "cloudwatch",
		"aws:route53/zone:Zone":                                     "route53",
		"aws:route53/resolverFirewallConfig:ResolverFirewallConfig": "route53resolver",
		"aws:appautoscaling/target:Target":                          "applicationautoscaling",
	} {
		assert.Equal(t, want, emulator.Endpoint(token), token)
	}
}

// Some resources of a type that is served are not.
func TestAPropertyCanDecide(t *testing.T) {
	for token, sets := range map[string]struct{ served, not []string }{
		"aws:ec2/natGateway:NatGateway":   {served: []string{"subnetId", "allocationId"}, not: []string{"availabilityMode", "vpcId"}},
		"aws:ec2/vpcEndpoint:VpcEndpoint": {served: []string{"subnetIds", "vpcId"}, not: []string{"routeTableIds", "vpcId"}},
	} {
		on, why := emulator.Where(token, sets.served...)
		assert.Equal(t, emulator.Moto, on, token)
		assert.Empty(t, why, token)
		on, why = emulator.Where(token, sets.not...)
		assert.Equal(t, emulator.Neither, on, token)
		assert.NotEmpty(t, why, token)
	}
}
