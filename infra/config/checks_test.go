package config_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
)

func TestEveryFaultIsReportedAtOnce(t *testing.T) {
	overlap := func(c config.Config) fault.Faults {
		var check fault.Check
		for _, p := range c.Network.Peers {
			check.Require(!p.Overlaps(c.Network.CIDR), "network.cidr", c.Network.CIDR, "a range apart from "+p.String())
		}
		return check.Faults()
	}
	more := `  covetpy:network:
    cidr: 10.20.0.0/16
    zones: 9
    natt: single
  covetpy:cluster:
    nodeGroups:
      app: {diskGiB: 5, capacity: cheap}
`
	assert.Equal(t, []string{
		`Pulumi.dev.yaml:14: cluster.nodeGroups.app.capacity: found "cheap", accepted: on-demand or spot`,
		"Pulumi.dev.yaml:14: cluster.nodeGroups.app.diskGiB: found 5, accepted: 20 to 16384",
		"Pulumi.dev.yaml:9: network.cidr: found 10.20.0.0/16, accepted: a range apart from 10.20.0.0/16",
		"Pulumi.dev.yaml:11: network.natt: found an unknown key, accepted: nat (the nearest), blockPublicAccess, cidr, dnsFirewall, flowLogs, interfaceEndpoints, ipv6, peers, podCidr, zoneIds or zones",
		"Pulumi.dev.yaml:10: network.zones: found 9, accepted: 2 to 4",
	}, faultsOf(t, minimal+more, overlap))
}

func TestChecksArePlacedAndDropped(t *testing.T) {
	finds := func(paths ...string) config.Check {
		return func(config.Config) fault.Faults {
			var check fault.Check
			for _, p := range paths {
				check.Add(p, "x", "y")
			}
			return check.Faults()
		}
	}
	broken := "  covetpy:network:\n    zones: 9\n    zoneIds: [nowhere]\n"
	zones := "Pulumi.dev.yaml:9: network.zones: found 9, accepted: 2 to 4"
	ids := `Pulumi.dev.yaml:10: network.zoneIds[0]: found "nowhere", accepted: the id of an availability zone, euw1-az1`
	for name, test := range map[string]struct {
		content string
		finds   []string
		want    []string
	}{
		"a value of the file has its line": {
			minimal, []string{"owner"}, []string{"Pulumi.dev.yaml:5: owner: found x, accepted: y"},
		},
		"a default says that it is one": {
			minimal, []string{"network.cidr"}, []string{"default of tier dev: network.cidr: found x, accepted: y"},
		},
		"a default beside what a file wrote has the line of what holds both": {
			minimal + "  covetpy:network: {zones: 3}\n",
			[]string{"network.cidr"},
			[]string{"Pulumi.dev.yaml:8 (default of tier dev): network.cidr: found x, accepted: y"},
		},
		"what a file did not write has the line of what holds it": {
			minimal + "  covetpy:cluster:\n    access: {}\n",
			[]string{"cluster.access.ops.role"},
			[]string{"Pulumi.dev.yaml:9: cluster.access.ops.role: found x, accepted: y"},
		},
		"an element of a default list is placed by the list": {
			minimal, []string{"network.peers[1]"}, []string{"default of tier dev: network.peers[1]: found x, accepted: y"},
		},
		"what nothing holds has the name of the file": {
			minimal, []string{"names.project"}, []string{"Pulumi.dev.yaml: names.project: found x, accepted: y"},
		},
		"a value that could not be read is not judged, nor what holds it": {
			minimal + broken, []string{"network.zones", "network.zoneIds", "network.zoneIds[0]"}, []string{ids, zones},
		},
		"its neighbours are": {
			minimal + broken, []string{"network.zonesOfOld"}, []string{ids, zones, "Pulumi.dev.yaml:8: network.zonesOfOld: found x, accepted: y"},
		},
		"nothing is judged by the defaults of an unknown tier": {
			strings.Replace(minimal, "tier: dev", "tier: test", 1),
			[]string{"owner"},
			[]string{`Pulumi.dev.yaml:2: tier: found "test", accepted: dev, staging or prod`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, faultsOf(t, test.content, finds(test.finds...)))
		})
	}
}

func TestChecksSeeTheEffectiveConfiguration(t *testing.T) {
	var seen config.Config
	load(t, "  covetpy:network: {cidr: 10.9.0.0/16}\n", func(c config.Config) fault.Faults {
		seen = c
		return nil
	})
	want := wanted()
	want.Network.CIDR = netip.MustParsePrefix("10.9.0.0/16")
	assert.Equal(t, want, seen)
}

// TestWhatIsMissingIsMissingInTheFile places a fault without a value by what holds
// it, and by the tier where the file says nothing of it.
func TestWhatIsMissingIsMissingInTheFile(t *testing.T) {
	missing := func(config.Config) fault.Faults {
		var check fault.Check
		check.Add("recovery.secondRegion", nil, "y")
		return check.Faults()
	}
	assert.Equal(t, []string{"default of tier dev: recovery.secondRegion: missing, accepted: y"}, faultsOf(t, minimal, missing))
	assert.Equal(t, []string{"Pulumi.dev.yaml:8: recovery.secondRegion: missing, accepted: y"},
		faultsOf(t, minimal+"  covetpy:recovery:\n    copyToVault: \"\"\n", missing))
}
