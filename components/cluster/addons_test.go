package cluster

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
)

func TestPinsAreVersionsOfTheirAddon(t *testing.T) {
	form := regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+-eksbuild\.[0-9]+$`)
	for kubernetes, row := range pins() {
		for addon, version := range row {
			assert.Regexp(t, form, version, "%s for %s", addon, kubernetes)
		}
		assert.Regexp(t, `^v`+regexp.QuoteMeta(kubernetes)+`\.`, row[KubeProxy], "kube-proxy follows Kubernetes")
	}
}

func TestCheckAddons(t *testing.T) {
	tests := map[string]struct {
		addons  Addons
		version string
		faults  []string
	}{
		"all of them on the newest version": {addons: Addons{Optional: OptionalAddons()}, version: "1.36"},
		"none of them":                      {version: "1.33"},
		"all of them on an unknown version": {addons: Addons{Optional: OptionalAddons()}, version: "9.9"},
		"either way to settle a conflict":   {addons: Addons{OnConflict: ConflictRefuse}, version: "1.36"},
		"one that every cluster has is no choice": {
			addons: Addons{Optional: []Addon{CoreDNS}}, version: "1.36",
			faults: []string{"addons.optional[0]: found coredns, accepted: snapshot-controller, aws-ebs-csi-driver, metrics-server or eks-node-monitoring-agent"},
		},
		"one twice": {
			addons: Addons{Optional: []Addon{MetricsServer, MetricsServer}}, version: "1.36",
			faults: []string{"addons.optional[1]: found metrics-server, accepted: each add-on once"},
		},
		"one that is not pinned for the version": {
			addons: Addons{Optional: []Addon{NodeMonitoring}}, version: "1.34",
			faults: []string{"addons.optional[0]: found eks-node-monitoring-agent, accepted: an add-on with a pinned version for Kubernetes 1.34"},
		},
		"a third way to settle a conflict": {
			addons: Addons{OnConflict: "toss"}, version: "1.36",
			faults: []string{"addons.onConflict: found toss, accepted: overwrite or refuse"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var c fault.Check
			checkAddons(&c, tt.addons, tt.version, slices.Contains(Releases(), tt.version))
			assert.Equal(t, tt.faults, lines(c.Faults()))
		})
	}
}

func TestPhases(t *testing.T) {
	assert.Equal(t, []Addon{"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}, before())
	assert.Equal(t, []Addon{"coredns"}, after(nil))
	assert.Equal(t, []Addon{"coredns", "snapshot-controller", "aws-ebs-csi-driver"}, after([]Addon{EBSCSIDriver, SnapshotController}),
		"the order is the program's, not the caller's")
}

func TestConflicts(t *testing.T) {
	onCreate, onUpdate := ConflictOverwrite.resolution()
	assert.Equal(t, []string{"OVERWRITE", "OVERWRITE"}, []string{onCreate, onUpdate})
	onCreate, onUpdate = ConflictRefuse.resolution()
	assert.Equal(t, []string{"NONE", "PRESERVE"}, []string{onCreate, onUpdate})
}

func TestAddonValues(t *testing.T) {
	tolerations := `"tolerations":[{"key":"CriticalAddonsOnly","operator":"Exists","effect":"NoSchedule"}]`
	tests := map[Addon]string{
		VPCCNI:             `{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}`,
		KubeProxy:          ``,
		PodIdentityAgent:   ``,
		CoreDNS:            `{` + tolerations + `}`,
		MetricsServer:      `{` + tolerations + `}`,
		SnapshotController: `{` + tolerations + `}`,
		NodeMonitoring:     ``,
		EBSCSIDriver: `{"controller":{` + tolerations + `,"extraVolumeTags":{"Cluster":"covetpy-dev","CostCentre":"42",` +
			`"DataClass":"internal","Environment":"dev","ManagedBy":"pulumi","Owner":"platform","Project":"covetpy"}}}`,
	}
	for _, addon := range installed(OptionalAddons()) {
		want, listed := tests[addon]
		require.True(t, listed, "no expectation for %s", addon)
		got, err := valid().values(addon)
		require.NoError(t, err)
		assert.Equal(t, want, got, addon)
	}
}

func TestEndpoints(t *testing.T) {
	a := valid()
	everyNode := []string{"ec2", "ec2messages", "ecr.api", "ecr.dkr", "eks", "eks-auth", "ssm", "ssmmessages", "sts"}
	a.Karpenter = nil
	assert.Equal(t, everyNode, a.Endpoints())
	a.Karpenter = &Karpenter{}
	assert.Equal(t, []string{"ec2", "ec2messages", "ecr.api", "ecr.dkr", "eks", "eks-auth", "sqs", "ssm", "ssmmessages", "sts"}, a.Endpoints())
}
