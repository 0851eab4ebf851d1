package config_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// fileFault is what a file holds beyond what it must, and the one line that says
// what is wrong with it.
type fileFault struct{ more, want string }

func requireFaults(t *testing.T, tests map[string]fileFault) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, []string{test.want}, faultsOf(t, minimal+test.more))
		})
	}
}

func TestFaultsOfKeys(t *testing.T) {
	requireFaults(t, map[string]fileFault{
		"an unknown key names the nearest one first": {
			"  covetpy:encryption:\n    deletionWindow: 7\n",
			"Pulumi.dev.yaml:9: encryption.deletionWindow: found an unknown key, accepted: deletionWindowDays (the nearest) or multiRegion",
		},
		"a misspelt key at the top is found without its namespace": {
			"  covetpy:netwrok: {}\n",
			"Pulumi.dev.yaml:8: netwrok: found an unknown key, accepted: network (the nearest), accessLogs, account, alerts, apps, buckets, caches, cluster, costCentre, dataClass, database, domain, edge, encryption, owner, protect, queues, recovery, region, registry, secrets, services or tier",
		},
		"a key twice": {
			"  covetpy:protect: true\n  covetpy:protect: false\n",
			"Pulumi.dev.yaml:9: protect: found the same key again, accepted: each key once",
		},
		"a key that is not text": {
			"  covetpy:cluster:\n    access: {1: {}}\n",
			"Pulumi.dev.yaml:9: cluster.access: found 1, a number as a key, accepted: keys that are text, in quotes where they look like something else",
		},
		"a key that would break the line": {
			"  covetpy:encryption: {\"multi\\nregion\": true}\n",
			`Pulumi.dev.yaml:8: encryption."multi\nregion": found an unknown key, accepted: multiRegion (the nearest) or deletionWindowDays`,
		},
		"a key without a namespace": {
			"  network: {}\n",
			"Pulumi.dev.yaml:8: network: found a key without a namespace, accepted: covetpy:network",
		},
		"a misspelt namespace, which Pulumi would pass over": {
			"  covepty:protect: true\n",
			`Pulumi.dev.yaml:8: protect: found the namespace "covepty", accepted: covetpy:protect`,
		},
		"a key of another namespace twice": {
			"  aws:region: eu-west-1\n  aws:region: eu-west-2\n",
			"Pulumi.dev.yaml:9: aws:region: found the same key again, accepted: each key once",
		},
		"a value of another namespace that the engine cannot take": {
			"  aws:defaultTags: {1: a}\n",
			"Pulumi.dev.yaml:8: aws:defaultTags: found a value that is not JSON, accepted: mappings with text keys, each once",
		},
		"a key beside config that Pulumi does not know": {
			"confg: {}\n",
			"Pulumi.dev.yaml:8: confg: found an unknown key, accepted: config (the nearest), encryptedkey, encryptionsalt, environment or secretsprovider",
		},
		"a name of an entry that is not among the choices": {
			"  covetpy:network: {dnsFirewall: {lists: {spam: rslvr-fdl-1}}}\n",
			`Pulumi.dev.yaml:8: network.dnsFirewall.lists.spam: found the name "spam", accepted: malware, botnet, aggregate or guardduty`,
		},
		"a name of an entry in another form": {
			"  covetpy:cluster: {nodeGroups: {App: {}}}\n",
			`Pulumi.dev.yaml:8: cluster.nodeGroups.App: found the name "App", accepted: a name of at most 30 lower-case letters, digits and dashes, beginning with a letter`,
		},
		"a required key of an entry, by the line of the entry": {
			"  covetpy:cluster:\n    access:\n      ops:\n        principalArn: arn:aws:iam::111122223333:role/ops\n",
			"Pulumi.dev.yaml:10: cluster.access.ops.role: missing, accepted: administrator, developer, viewer or ci",
		},
	})
}

func TestFaultsOfScalars(t *testing.T) {
	requireFaults(t, map[string]fileFault{
		"text for a whole number": {
			"  covetpy:network: {zones: three}\n",
			`Pulumi.dev.yaml:8: network.zones: found "three", text, accepted: 2 to 4`,
		},
		"a number out of range": {
			"  covetpy:network:\n    zones: 9\n",
			"Pulumi.dev.yaml:9: network.zones: found 9, accepted: 2 to 4",
		},
		"a number too large for any machine": {
			"  covetpy:network: {zones: 99999999999999999999}\n",
			"Pulumi.dev.yaml:8: network.zones: found 99999999999999999999, a number, accepted: 2 to 4",
		},
		"a number for text, as YAML takes a version without quotes": {
			"  covetpy:cluster: {version: 1.35}\n",
			`Pulumi.dev.yaml:8: cluster.version: found 1.35, a number, accepted: a Kubernetes minor version in quotes, "1.35"`,
		},
		"text in another form": {
			"  covetpy:cluster: {version: \"1.35.2\"}\n",
			`Pulumi.dev.yaml:8: cluster.version: found "1.35.2", accepted: a Kubernetes minor version in quotes, "1.35"`,
		},
		"text for a boolean": {
			"  covetpy:protect: \"yes\"\n",
			`Pulumi.dev.yaml:8: protect: found "yes", text, accepted: true or false`,
		},
		"something that is not among the choices": {
			"  covetpy:network: {nat: per-az}\n",
			`Pulumi.dev.yaml:8: network.nat: found "per-az", accepted: none, single, per-zone or regional`,
		},
		"a retention that CloudWatch Logs does not know": {
			"  covetpy:cluster: {logs: {retentionDays: 8}}\n",
			"Pulumi.dev.yaml:8: cluster.logs.retentionDays: found 8, accepted: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653",
		},
		"a range that is none": {
			"  covetpy:network: {cidr: 10.10.0.0/33}\n",
			`Pulumi.dev.yaml:8: network.cidr: found "10.10.0.0/33", accepted: an address range, 10.10.0.0/16`,
		},
		"a number where a range stands": {
			"  covetpy:network: {cidr: 10}\n",
			`Pulumi.dev.yaml:8: network.cidr: found 10, a number, accepted: an address range, 10.10.0.0/16`,
		},
		"a range with bits of a host": {
			"  covetpy:network: {cidr: 10.10.0.1/16}\n",
			`Pulumi.dev.yaml:8: network.cidr: found "10.10.0.1/16", accepted: 10.10.0.0/16, or a longer prefix`,
		},
		"a mapping for a scalar": {
			"  covetpy:protect: {secure: v1:abc}\n",
			"Pulumi.dev.yaml:8: protect: found a mapping, accepted: true or false",
		},
		"a tag of YAML's own": {
			"  covetpy:network: {cidr: 2026-11-23}\n",
			`Pulumi.dev.yaml:8: network.cidr: found "2026-11-23", accepted: an address range, 10.10.0.0/16`,
		},
		"null where nothing can be off": {
			"  covetpy:network: {cidr: null}\n",
			"Pulumi.dev.yaml:8: network.cidr: found null, accepted: an address range, 10.10.0.0/16",
		},
	})
}

func TestFaultsOfListsAndMappings(t *testing.T) {
	requireFaults(t, map[string]fileFault{
		"a scalar for a mapping": {
			"  covetpy:network: 10.10.0.0/16\n",
			`Pulumi.dev.yaml:8: network: found "10.10.0.0/16", text, accepted: a mapping`,
		},
		"a list for a mapping": {
			"  covetpy:network: []\n",
			"Pulumi.dev.yaml:8: network: found a list, accepted: a mapping",
		},
		"a scalar for a list": {
			"  covetpy:network: {peers: 10.9.0.0/16}\n",
			`Pulumi.dev.yaml:8: network.peers: found "10.9.0.0/16", text, accepted: a list, each an address range, 10.10.0.0/16`,
		},
		"an element in another form, by its own line": {
			"  covetpy:network:\n    zones: 2\n    zoneIds:\n      - euw1-az1\n      - eu-west-1b\n",
			`Pulumi.dev.yaml:12: network.zoneIds[1]: found "eu-west-1b", accepted: the id of an availability zone, euw1-az1`,
		},
		"an element twice": {
			"  covetpy:network:\n    zoneIds: [euw1-az1, euw1-az1]\n",
			"Pulumi.dev.yaml:9: network.zoneIds[1]: found the same again, accepted: each element once",
		},
		"an empty list where something must be": {
			"  covetpy:cluster: {nodeGroups: {app: {instanceTypes: []}}}\n",
			"Pulumi.dev.yaml:8: cluster.nodeGroups.app.instanceTypes: found an empty list, accepted: a list of at least 1, each an EC2 instance type, m6i.large",
		},
		"an empty mapping where something must be": {
			"  covetpy:network: {dnsFirewall: {lists: {}}}\n",
			"Pulumi.dev.yaml:8: network.dnsFirewall.lists: found an empty mapping, accepted: a mapping of at least 1, each key malware, botnet, aggregate or guardduty",
		},
		"null for an entry that is not there": {
			"  covetpy:cluster: {nodeGroups: {apps: null}}\n",
			"Pulumi.dev.yaml:8: cluster.nodeGroups.apps: found null for an entry that no default has, accepted: null for one of: app, spot, system",
		},
		"an element of a list of groups": {
			"  covetpy:cluster:\n    nodeGroups:\n      app:\n        taints:\n          - {key: a, effect: Never}\n",
			`Pulumi.dev.yaml:12: cluster.nodeGroups.app.taints[0].effect: found "Never", accepted: NoSchedule, PreferNoSchedule or NoExecute`,
		},
		"an anchor that holds itself": {
			"  covetpy:encryption: &loop {multiRegion: *loop}\n",
			"Pulumi.dev.yaml:8: encryption.multiRegion: found a mapping, accepted: true or false",
		},
		"a zone id too few, which concerns two fields": {
			"  covetpy:network:\n    zones: 3\n    zoneIds: [euw1-az1, euw1-az2]\n",
			"Pulumi.dev.yaml:10: network.zoneIds: found 2 zone ids, accepted: none, or one for each of 3 zones",
		},
	})
}

func TestFaultsOfRequiredValues(t *testing.T) {
	want := []string{
		`Pulumi.dev.yaml: account: missing, accepted: 12 digits in quotes, "111122223333"`,
		"Pulumi.dev.yaml: costCentre: missing, accepted: text in quotes where it looks like a number, at most 256 letters, digits, spaces and _.:/=+@-",
		"Pulumi.dev.yaml: domain: missing, accepted: a DNS name in lower case, dev.example.com",
		"Pulumi.dev.yaml: owner: missing, accepted: text in quotes where it looks like a number, at most 256 letters, digits, spaces and _.:/=+@-",
		"Pulumi.dev.yaml: region: missing, accepted: the name of an AWS region, eu-west-1",
		"Pulumi.dev.yaml: tier: missing, accepted: dev, staging or prod",
	}
	for _, content := range []string{"config: {}\n", "", "# nothing yet\n", "encryptionsalt: v1:abc\n"} {
		assert.Equal(t, want, faultsOf(t, content), content)
	}
}

func TestFaultsOfRequiredForms(t *testing.T) {
	for name, test := range map[string]struct{ from, to, want string }{
		"a tier that does not exist": {
			"tier: dev", "tier: production",
			`Pulumi.dev.yaml:2: tier: found "production", accepted: dev, staging or prod`,
		},
		"an account without quotes, of which YAML may take a zero away": {
			`"111122223333"`, "111122223333",
			`Pulumi.dev.yaml:3: account: found 111122223333, a number, accepted: 12 digits in quotes, "111122223333"`,
		},
		"an account too short": {
			`"111122223333"`, `"11112222333"`,
			`Pulumi.dev.yaml:3: account: found "11112222333", accepted: 12 digits in quotes, "111122223333"`,
		},
		"a region that does not exist": {
			"eu-west-1", "europe-west1",
			`Pulumi.dev.yaml:4: region: found "europe-west1", accepted: the name of an AWS region, eu-west-1`,
		},
		"a domain with capitals": {
			"dev.covet.example.com", "Dev.example.com",
			`Pulumi.dev.yaml:7: domain: found "Dev.example.com", accepted: a DNS name in lower case, dev.example.com`,
		},
		"an owner with a character that tags refuse": {
			"owner: platform", "owner: platform!",
			`Pulumi.dev.yaml:5: owner: found "platform!", accepted: text in quotes where it looks like a number, at most 256 letters, digits, spaces and _.:/=+@-`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, []string{test.want}, faultsOf(t, strings.Replace(minimal, test.from, test.to, 1)))
		})
	}
}
