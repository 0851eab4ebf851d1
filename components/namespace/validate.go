package namespace

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// maxName is a DNS label's length (RFC 1123).
const maxName = 63

// maxAmount keeps every sum far within the numbers of Kubernetes.
const maxAmount = 1 << 30

var (
	nameForm    = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)
	versionForm = regexp.MustCompile(`^1\.[1-9][0-9]?$`)
)

// Validate returns every fault of the arguments. It needs no context and registers
// nothing.
func (a *Args) Validate() fault.Faults {
	a = a.withDefaults()
	var c fault.Check
	c.Join("names", a.Names.Faults())
	a.checkName(&c)
	c.Require(versionForm.MatchString(a.KubernetesVersion), "kubernetesVersion", fault.Written(a.KubernetesVersion), "the cluster's version, 1.36")
	const most = 100
	between(&c, "headroomPercent", a.HeadroomPercent, 1, most)
	between(&c, "container.cpuMillis", a.Container.CPUMillis, 1, maxAmount)
	between(&c, "container.memoryMiB", a.Container.MemoryMiB, 1, maxAmount)
	between(&c, "container.ephemeralMiB", a.Container.EphemeralMiB, 1, maxAmount)
	for _, name := range slices.Sorted(maps.Keys(a.Demands)) {
		d, path := a.Demands[name], "demands."+name
		between(&c, path+".cpuMillis", d.CPUMillis, 0, maxAmount)
		between(&c, path+".memoryMiB", d.MemoryMiB, 0, maxAmount)
		between(&c, path+".ephemeralMiB", d.EphemeralMiB, 0, maxAmount)
		between(&c, path+".pods", d.Pods, 0, maxAmount)
	}
	return c.Faults()
}

// checkName refuses those that the cluster has already, or keeps for itself.
func (a *Args) checkName(c *fault.Check) {
	c.Require(nameForm.MatchString(a.Name) && len(a.Name) <= maxName, "name", fault.Written(a.Name),
		fmt.Sprintf("at most %d lower case letters, digits and dashes", maxName))
	own := a.Name == "default" || strings.HasPrefix(a.Name, "kube-")
	c.Require(!own, "name", a.Name, "a name that is not Kubernetes' own, default or kube-...")
}

// between records a fault unless low <= found <= high.
func between(c *fault.Check, path string, found, low, high int) {
	c.Require(found >= low && found <= high, path, found, fmt.Sprintf("%d to %d", low, high))
}
