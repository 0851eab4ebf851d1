package config_test

import (
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	pulumi "github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config"
)

// fileChange is what a file holds beyond what it must, and what that changes.
type fileChange struct {
	more   string
	change func(*config.Config)
}

func requireChanges(t *testing.T, tests map[string]fileChange) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			want := wanted()
			test.change(&want)
			l := load(t, test.more)
			assert.Equal(t, "dev", l.Environment)
			assert.Equal(t, want, l.Config)

			again, err := config.FromStrings("dev", l.Strings())
			require.NoError(t, err)
			assert.Equal(t, want, again.Config, "the same through the engine")
		})
	}
}

func TestAFileChangesOnlyWhatItSays(t *testing.T) {
	requireChanges(t, map[string]fileChange{
		"nothing": {"", func(*config.Config) {}},
		"a value deep inside": {
			"  covetpy:network: {flowLogs: {traffic: ALL}}\n",
			func(c *config.Config) { c.Network.FlowLogs.Traffic = config.AllTraffic },
		},
		"a list is replaced whole": {
			"  covetpy:network: {peers: [10.40.0.0/16]}\n",
			func(c *config.Config) { c.Network.Peers = []netip.Prefix{netip.MustParsePrefix("10.40.0.0/16")} },
		},
		"an empty list": {
			"  covetpy:network: {peers: []}\n",
			func(c *config.Config) { c.Network.Peers = []netip.Prefix{} },
		},
		"null turns a part off": {
			"  covetpy:network: {flowLogs: null}\n  covetpy:cluster: {karpenter: }\n",
			func(c *config.Config) { c.Network.FlowLogs, c.Cluster.Karpenter = nil, nil },
		},
		"a part that the tier leaves off gets the tier's defaults": {
			"  covetpy:network: {podCidr: 100.64.0.0/16, dnsFirewall: {lists: {malware: rslvr-fdl-1a}}}\n",
			func(c *config.Config) {
				c.Network.PodCIDR = new(netip.MustParsePrefix("100.64.0.0/16"))
				c.Network.DNSFirewall = &config.DNSFirewall{
					Action:                config.Alert,
					Lists:                 map[config.ManagedList]string{config.MalwareList: "rslvr-fdl-1a"},
					QueryLogRetentionDays: 7,
				}
			},
		},
		"an alias of YAML": {
			"  covetpy:network:\n    zones: &n 3\n  covetpy:encryption: {deletionWindowDays: 9}\n  covetpy:cluster: {nodeGroups: {app: {maxPerZone: *n}}}\n",
			func(c *config.Config) {
				c.Network.Zones, c.Encryption.DeletionWindowDays = 3, 9
				g := c.Cluster.NodeGroups["app"]
				g.MaxPerZone = 3
				c.Cluster.NodeGroups["app"] = g
			},
		},
	})
}

func TestEntriesOfMapsAreMerged(t *testing.T) {
	requireChanges(t, map[string]fileChange{
		"a field of a group that the tier defines": {
			"  covetpy:cluster: {nodeGroups: {app: {maxPerZone: 7}}}\n",
			func(c *config.Config) {
				g := c.Cluster.NodeGroups["app"]
				g.MaxPerZone = 7
				c.Cluster.NodeGroups["app"] = g
			},
		},
		"instance types follow the architecture": {
			"  covetpy:cluster: {nodeGroups: {app: {architecture: arm64}}}\n",
			func(c *config.Config) {
				g := c.Cluster.NodeGroups["app"]
				g.Architecture = config.ARM64
				g.InstanceTypes = []string{"m7g.large", "m6g.large", "m6gd.large"}
				c.Cluster.NodeGroups["app"] = g
			},
		},
		"a group of one's own": {
			"  covetpy:cluster: {nodeGroups: {batch: {capacity: spot, labels: {workload: batch}}}}\n",
			func(c *config.Config) {
				g := config.Specimen(config.Dev, "batch").Cluster.NodeGroups["batch"]
				g.Capacity = config.Spot
				g.InstanceTypes = c.Cluster.NodeGroups["spot"].InstanceTypes
				g.Labels = map[string]string{"workload": "batch"}
				c.Cluster.NodeGroups["batch"] = g
			},
		},
		"null removes a group": {
			"  covetpy:cluster: {nodeGroups: {spot: null}}\n",
			func(c *config.Config) { delete(c.Cluster.NodeGroups, "spot") },
		},
		"who may enter": {
			"  covetpy:cluster: {access: {ops: {principalArn: \"arn:aws:iam::111122223333:role/ops\", role: administrator}}}\n",
			func(c *config.Config) {
				c.Cluster.Access["ops"] = config.AccessEntry{
					PrincipalARN: "arn:aws:iam::111122223333:role/ops", Role: config.Administrator, Namespaces: []string{},
				}
			},
		},
	})
}

func TestDefaultsAreNotShared(t *testing.T) {
	load(t, "  covetpy:network: {flowLogs: {traffic: ALL}}\n  covetpy:cluster: {nodeGroups: {spot: null}}\n")
	assert.Equal(t, wanted(), load(t, "").Config)
}

func TestStringsAreWhatPulumiHandsAProgram(t *testing.T) {
	more := `  covetpy:protect: true
  covetpy:network: {zones: 3, peers: [], flowLogs: null}
  covetpy:cluster:
    version: "1.35"
  aws:region: eu-west-1
  aws:maxRetries: 7
  aws:defaultTags: {tags: {a: "<b>", c: "1"}}
  pulumi:disable-default-providers: ["*"]
`
	// Pulumi's own reading of the same file.
	var file struct{ Config pulumi.Map }
	require.NoError(t, yaml.Unmarshal([]byte(minimal+more), &file))
	want := map[string]string{}
	for key, v := range file.Config {
		text, err := v.Value(pulumi.NopDecrypter)
		require.NoError(t, err)
		want[key.String()] = text
	}

	got := load(t, more).Strings()

	assert.Equal(t, want, got)
	assert.JSONEq(t, `{"flowLogs":null,"peers":[],"zones":3}`, got["covetpy:network"])
}

func TestSecretsOfOtherNamespacesStayEncrypted(t *testing.T) {
	assert.JSONEq(t, `{"secure":"v1:abc"}`, load(t, "  aws:token: {secure: v1:abc}\n").Strings()["aws:token"])
}

func TestFaultsThroughTheEngineHaveNoLines(t *testing.T) {
	values := load(t, "").Strings()
	values["covetpy:account"] = "42"
	values["covetpy:network"] = `{"zones": 9, "nate": "single"`
	values["covetpy:cluster"] = `{"versoin": "1.35"}`
	values["covetpy:protect"] = "maybe"
	values["kubernetes:context"] = "untouched"

	l, err := config.FromStrings("dev", values)

	assert.Nil(t, l)
	assert.EqualError(t, err, `stack configuration: account: found "42", accepted: 12 digits in quotes, "111122223333"
stack configuration: cluster.versoin: found an unknown key, accepted: version (the nearest), access, addons, deletionProtection, karpenter, logs, nodeGroups, publicAccess, supportReason or zonalShift
stack configuration: network: found "{\"zones\": 9, \"nate\": \"single\"", text, accepted: a mapping
stack configuration: protect: found "maybe", text, accepted: true or false`)
}

func TestEnvironments(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.dev.yaml", "Pulumi.Dev.yaml", "Pulumi.qa.yml", "other.yaml"} {
		require.NoError(t, os.WriteFile(filepath.Join(root, name), nil, 0o600))
	}
	found, err := config.Environments(root)
	require.NoError(t, err)
	assert.Equal(t, []string{"dev", "prod"}, found)

	_, err = config.Environments(filepath.Join(root, "nowhere"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "list environments: ")
}

func TestAFourthEnvironmentIsOneFile(t *testing.T) {
	root := write(t, minimal)
	content := []byte("config:\n  covetpy:tier: staging\n  covetpy:account: \"444455556666\"\n  covetpy:region: us-gov-west-1\n" +
		"  covetpy:owner: platform\n  covetpy:costCentre: \"1\"\n  covetpy:domain: qa.covet.example.com\n  covetpy:network: {cidr: 10.40.0.0/16}\n")
	require.NoError(t, os.WriteFile(filepath.Join(root, "Pulumi.qa.yaml"), content, 0o600))

	l, err := config.Load(root, "qa")

	require.NoError(t, err)
	assert.Equal(t, "qa", l.Environment)
	assert.Equal(t, config.Staging, l.Config.Tier)
	assert.Equal(t, config.AllTraffic, l.Config.Network.FlowLogs.Traffic)
}

func TestFilesThatCannotBeRead(t *testing.T) {
	empty := t.TempDir()
	for name, test := range map[string]struct{ root, env, want string }{
		"an environment without a file names those that have one": {
			write(t, minimal), "prod", "load environment prod: there is no Pulumi.prod.yaml; take dev, or copy one of their files",
		},
		"a folder without environments": {
			empty, "prod", "load environment prod: there is no Pulumi.prod.yaml, nor any other environment, in " + empty,
		},
		"a name that is a path": {
			write(t, minimal), "../dev", `name environment "../dev": take 2 to 16 lower-case letters, digits and dashes, beginning with a letter`,
		},
		"a file that is not YAML": {
			write(t, "config: [\n"), "dev", "parse Pulumi.dev.yaml: yaml: line 1: did not find expected node content",
		},
		"a file that is a list": {
			write(t, "- config\n"), "dev", "Pulumi.dev.yaml:1: config: found a list, accepted: a mapping with the key config",
		},
		"a configuration that is a list": {
			write(t, "config: []\n"), "dev", "Pulumi.dev.yaml:1: config: found a list, accepted: a mapping",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(test.root, test.env)
			require.Error(t, err)
			assert.Contains(t, err.Error()+"\n", test.want+"\n")
		})
	}
}

func TestTheEngineNamesAnEnvironmentToo(t *testing.T) {
	_, err := config.FromStrings("DEV", nil)
	assert.EqualError(t, err, `name environment "DEV": take 2 to 16 lower-case letters, digits and dashes, beginning with a letter`)
}
