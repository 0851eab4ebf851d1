package app

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Limits. Where no source is named they are ours, and keep a slip of the pen from
// being taken at its word.
const (
	leastPort     = 1024  // below, a program needs root or a capability
	leastUserID   = 10000 // below, users and services of the node
	mostUserID    = 1<<31 - 1
	mostRevisions = 100
	mostStartup   = 1800
	mostMillis    = 192_000
	leastMemory   = 16
	mostMemory    = 1 << 20
	mostEphemeral = 1 << 20
	// maxNamespace is the longest DNS label.
	maxNamespace = 63
)

// probeForm is an exact path: the framework answers "/health/" with 404 where the
// route is "/health".
var probeForm = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)+$`)

func (a *Args) checkNames(c *fault.Check) {
	c.Require(labelForm.MatchString(a.Name) && len(a.Name) <= MaxName, "name", fault.Written(a.Name),
		fmt.Sprintf("lower-case letters, digits and dashes, beginning with a letter, at most %d: web", MaxName))
	for _, colour := range Colours() {
		c.Require(!strings.HasSuffix(a.Name, "-"+string(colour)), "name", a.Name,
			fmt.Sprintf("a name that does not end in -%s, which is what the %s objects of an application without the ending are called", colour, colour))
	}
	c.Require(labelForm.MatchString(a.Namespace) && len(a.Namespace) <= maxNamespace, "namespace", fault.Written(a.Namespace),
		fmt.Sprintf("lower-case letters, digits and dashes, beginning with a letter, at most %d: apps", maxNamespace))
	c.Require(a.Cluster != "", "cluster", nil, "the name of the cluster")
}

func (a *Args) checkWorkload(c *fault.Check) {
	c.Require(a.Port >= leastPort && a.Port <= greatestPort, "port", number(a.Port), fmt.Sprintf("%d to %d: 8000", leastPort, greatestPort))
	c.Require(a.UserID >= leastUserID && a.UserID <= mostUserID, "userID", a.UserID,
		fmt.Sprintf("%d to %d, as a smaller number may be somebody on the node", leastUserID, mostUserID))
	c.Require(a.RevisionHistory >= 1 && a.RevisionHistory <= mostRevisions, "revisionHistory", a.RevisionHistory,
		fmt.Sprintf("1 to %d; without a former revision there is nothing to go back to", mostRevisions))
	fault.OneOf(c, "priority", a.Priority, Critical, Standard, Batch)
	a.checkProbes(c)
	a.checkResources(c, "resources", a.Resources)
	a.checkWritable(c)
	a.checkArchitectures(c)
	a.checkPlacement(c)
	a.checkShutdown(c)
}

// number is one for a fault, nil when it is missing.
func number(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func (a *Args) checkProbes(c *fault.Check) {
	p := a.Probes
	for name, ask := range map[string]string{"startup": p.Startup, "live": p.Live, "ready": p.Ready} {
		c.Require(probeForm.MatchString(ask), "probes."+name, fault.Written(ask),
			"the exact path of a route, with a slash before and none behind, which the framework would answer with 404: /health/live")
	}
	c.Require(p.Live == "" || p.Live != p.Ready, "probes.live", p.Live,
		"another path than probes.ready: what asks for a database would start every pod again when the database is away")
	c.Require(p.StartupSeconds >= 1 && p.StartupSeconds <= mostStartup, "probes.startupSeconds", p.StartupSeconds,
		fmt.Sprintf("1 to %d seconds", mostStartup))
}

// checkResources is for the resources of any of the application's pods, all of which
// have the writable paths.
func (a *Args) checkResources(c *fault.Check, at string, r Resources) {
	c.Require(r.CPUMillis >= 1 && r.CPUMillis <= mostMillis, at+".cpuMillis", number(r.CPUMillis), fmt.Sprintf("1 to %d, 1000 for a core", mostMillis))
	c.Require(r.MemoryMiB >= leastMemory && r.MemoryMiB <= mostMemory, at+".memoryMiB", number(r.MemoryMiB),
		fmt.Sprintf("%d to %d MiB", leastMemory, mostMemory))
	c.Require(r.EphemeralMiB >= 1 && r.EphemeralMiB <= mostEphemeral, at+".ephemeralMiB", number(r.EphemeralMiB),
		fmt.Sprintf("1 to %d MiB, for logs and what is written", mostEphemeral))
	if r.CPULimitMillis != nil {
		c.Require(*r.CPULimitMillis >= r.CPUMillis, at+".cpuLimitMillis", *r.CPULimitMillis,
			fmt.Sprintf("at least %s.cpuMillis (%d), which the pod asks for", at, r.CPUMillis))
	}
	disk, memory := a.written()
	c.Require(r.EphemeralMiB == 0 || disk < r.EphemeralMiB, at+".ephemeralMiB", r.EphemeralMiB,
		fmt.Sprintf("more than the %d MiB of writable, as logs come on top", disk))
	c.Require(r.MemoryMiB == 0 || memory < r.MemoryMiB, at+".memoryMiB", r.MemoryMiB,
		fmt.Sprintf("more than the %d MiB that writable keeps in memory, as the program comes on top", memory))
}

// written is how many MiB the writable paths may take on the disk and in memory.
func (a *Args) written() (disk, memory int) {
	for _, w := range a.Writable {
		if w.Memory {
			memory += w.SizeMiB
		} else {
			disk += w.SizeMiB
		}
	}
	return disk, memory
}

// taken are directories that the runtime mounts, or that secrets are in.
var taken = []string{"/proc", "/sys", "/dev", "/etc", "/run", "/var/run"}

func (a *Args) checkWritable(c *fault.Check) {
	for i, w := range a.Writable {
		at := fmt.Sprintf("writable[%d]", i)
		c.Require(w.SizeMiB >= 1, at+".sizeMiB", number(w.SizeMiB), "1 MiB or more")
		if !path.IsAbs(w.Path) || path.Clean(w.Path) != w.Path || w.Path == "/" {
			c.Add(at+".path", fault.Written(w.Path), "an absolute path without . and .. and a slash at the end, and not the root itself: /tmp")
			continue
		}
		for _, other := range taken {
			c.Require(!overlap(w.Path, other), at+".path", w.Path, "a path outside "+other+", which the runtime or the secrets have")
		}
		for j, other := range a.Writable[:i] {
			c.Require(!overlap(w.Path, other.Path), at+".path", w.Path, fmt.Sprintf("a path that is not within writable[%d].path (%s), nor around it", j, other.Path))
		}
	}
}

// overlap says whether one path is the other or within it.
func overlap(a, b string) bool { return within(a, b) || within(b, a) }

func within(inner, outer string) bool {
	return inner == outer || strings.HasPrefix(inner, outer+"/")
}

func (a *Args) checkArchitectures(c *fault.Check) {
	c.Require(len(a.Architectures) > 0, "architectures", nil, "at least one of amd64 and arm64, those that the images are built for")
	for i, architecture := range a.Architectures {
		at := fmt.Sprintf("architectures[%d]", i)
		fault.OneOf(c, at, architecture, AMD64, ARM64)
		c.Require(slices.Index(a.Architectures, architecture) == i, at, architecture, "each architecture once")
	}
}

func (a *Args) checkPlacement(c *fault.Check) {
	p := a.Placement
	fault.OneOf(c, "placement.capacity", p.Capacity, OnDemand, Spot)
	if p.Architecture != AMD64 && p.Architecture != ARM64 {
		fault.OneOf(c, "placement.architecture", p.Architecture, AMD64, ARM64)
		return
	}
	c.Require(len(a.Architectures) == 0 || slices.Contains(a.Architectures, p.Architecture), "placement.architecture", p.Architecture,
		fmt.Sprintf("one of architectures (%s), as the image is built for no other", fault.Words(a.Architectures)))
	if len(a.Pools) == 0 {
		c.Add("pools", nil, "the kinds of node that the cluster has")
		return
	}
	offers := slices.ContainsFunc(a.Pools, func(pool Pool) bool {
		return slices.Contains(pool.Architectures, p.Architecture) && slices.Contains(pool.Capacities, p.Capacity)
	})
	c.Require(offers, "placement", fmt.Sprintf("architecture %s with capacity %s", p.Architecture, p.Capacity), "what one of pools offers: "+a.offers())
}

// offers says what the pools have: "app (amd64; on-demand or spot)".
func (a *Args) offers() string {
	out := make([]string, len(a.Pools))
	for i, pool := range a.Pools {
		out[i] = fmt.Sprintf("%s (%s; %s)", pool.Name, fault.Words(pool.Architectures), fault.Words(pool.Capacities))
	}
	return strings.Join(out, ", ")
}
