package network_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/fault"
)

func TestFaultsRegisterNothing(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		args *network.Args
		want string
	}{
		"no args":           {nil, `make network "net": args are nil`},
		"a fault":           {&network.Args{}, `make network "net": cidr: missing, accepted: a private range`},
		"no key for flows":  {func() *network.Args { a := full(); a.FlowLogs.KeyARN = nil; return a }(), "FlowLogs.KeyARN is nil"},
		"no key for lookup": {func() *network.Args { a := full(); a.DNSFirewall.KeyARN = nil; return a }(), "DNSFirewall.KeyARN is nil"},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			rec := recorder()
			err := rec.Run(program(test.args))
			require.ErrorContains(t, err, test.want)
			assert.Empty(t, rec.All())
		})
	}
}

func TestFaultsReachTheCaller(t *testing.T) {
	t.Parallel()
	var faults fault.Faults
	err := recorder().Run(func(ctx *pulumi.Context) error {
		_, err := network.NewNetwork(ctx, "net", &network.Args{})
		faults = fault.Of(err)
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, (&network.Args{}).Validate(), faults)
}
