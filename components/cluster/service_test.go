package cluster

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestServicesHaveAddressesApartFromTheNetwork(t *testing.T) {
	for network, want := range map[string]string{
		"10.10.0.0/16":   "172.20.0.0/16",
		"10.100.0.0/16":  "172.20.0.0/16",
		"192.168.0.0/16": "172.20.0.0/16",
		"172.16.0.0/16":  "172.20.0.0/16",
		"172.20.16.0/20": "10.100.0.0/16",
		"172.16.0.0/12":  "10.100.0.0/16",
	} {
		args := &Args{VPCCIDR: netip.MustParsePrefix(network)}
		assert.Equal(t, want, args.ServiceRange().String(), network)
		assert.False(t, args.VPCCIDR.Overlaps(args.ServiceRange()), network)
	}
}
