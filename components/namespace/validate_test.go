package namespace

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func TestRoomsThatCanNotBeMade(t *testing.T) {
	name, own := "at most 63 lower case letters, digits and dashes", "a name that is not Kubernetes' own, default or kube-..."
	cases := map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"everything is well":   {func(*Args) {}, nil},
		"without applications": {func(a *Args) { a.Demands = nil }, nil},
		"without a name":       {func(a *Args) { a.Name = "" }, fault.Faults{{Path: "name", Accepted: name}}},
		"of a name that is no label": {
			func(a *Args) { a.Name = "Apps_1" }, fault.Faults{{Path: "name", Found: "Apps_1", Accepted: name}},
		},
		"of a name that is too long": {
			func(a *Args) { a.Name = strings.Repeat("a", 64) }, fault.Faults{{Path: "name", Found: strings.Repeat("a", 64), Accepted: name}},
		},
		"that the cluster has already": {
			func(a *Args) { a.Name = "default" }, fault.Faults{{Path: "name", Found: "default", Accepted: own}},
		},
		"that the cluster keeps for itself": {
			func(a *Args) { a.Name = "kube-apps" }, fault.Faults{{Path: "name", Found: "kube-apps", Accepted: own}},
		},
		"in a cluster of no version, with numbers that are none": {
			func(a *Args) {
				a.KubernetesVersion, a.HeadroomPercent = "v1.36.0", 101
				a.Container = Container{CPUMillis: -1, MemoryMiB: -1, EphemeralMiB: -1}
				a.Demands["web"] = Demand{CPUMillis: -1, MemoryMiB: -1, EphemeralMiB: -1, Pods: -1}
			},
			fault.Faults{
				{Path: "container.cpuMillis", Found: "-1", Accepted: "1 to 1073741824"},
				{Path: "container.ephemeralMiB", Found: "-1", Accepted: "1 to 1073741824"},
				{Path: "container.memoryMiB", Found: "-1", Accepted: "1 to 1073741824"},
				{Path: "demands.web.cpuMillis", Found: "-1", Accepted: "0 to 1073741824"},
				{Path: "demands.web.ephemeralMiB", Found: "-1", Accepted: "0 to 1073741824"},
				{Path: "demands.web.memoryMiB", Found: "-1", Accepted: "0 to 1073741824"},
				{Path: "demands.web.pods", Found: "-1", Accepted: "0 to 1073741824"},
				{Path: "headroomPercent", Found: "101", Accepted: "1 to 100"},
				{Path: "kubernetesVersion", Found: "v1.36.0", Accepted: "the cluster's version, 1.36"},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := apps()
			c.change(a)
			assert.Equal(t, c.want, a.Validate())
			_, err := Objects(a)
			assert.Equal(t, c.want, fault.Of(err))
		})
	}
}
