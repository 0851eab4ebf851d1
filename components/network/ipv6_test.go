package network_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
)

func TestSubnetIPv6(t *testing.T) {
	t.Parallel()
	for want, test := range map[string]struct {
		tier network.Tier
		slot int
	}{
		"2001:db8:1234:aa00::/64": {network.Public, 0},
		"2001:db8:1234:aa03::/64": {network.Public, 3},
		"2001:db8:1234:aa10::/64": {network.Private, 0},
		"2001:db8:1234:aa11::/64": {network.Private, 1},
		"2001:db8:1234:aa42::/64": {network.Pods, 2},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			got, err := network.SubnetIPv6("2001:db8:1234:aa00::/56", test.tier, test.slot)
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
}

func TestSubnetIPv6NeedsWhatAWSGivesAVPC(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":               `read the VPC's IPv6 range "": netip.ParsePrefix(""): no '/'`,
		"2001:db8::/48":  "split the VPC's IPv6 range 2001:db8::/48: a /56 of IPv6 is needed",
		"10.0.0.0/16":    "split the VPC's IPv6 range 10.0.0.0/16: a /56 of IPv6 is needed",
		"2001:db8::1/64": "split the VPC's IPv6 range 2001:db8::1/64: a /56 of IPv6 is needed",
	} {
		_, err := network.SubnetIPv6(given, network.Public, 0)
		assert.EqualError(t, err, want)
	}
}
