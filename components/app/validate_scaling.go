package app

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// maxUtilisation bounds the per cents of what is requested: there is no limit on the
// processor unless one is asked for, so a pod may take several times its request.
const maxUtilisation = 1000

// checkScaling checks who owns the number of pods, and the bounds of each.
func (a *Args) checkScaling(c *fault.Check) {
	s := a.Scaling
	if owners := s.owners(); len(owners) != 1 {
		c.Add("scaling", fault.Written(strings.Join(owners, " and ")), "exactly one of fixed, hpa and keda, as a number of pods has one owner")
	}
	if s.Fixed != nil {
		between(c, "scaling.fixed.replicas", s.Fixed.Replicas, 1, MaxReplicas)
	}
	if s.HPA != nil {
		a.checkHPA(c, s.HPA)
	}
	if s.KEDA != nil {
		a.checkKEDA(c, s.KEDA)
	}
	if s.VPA != nil {
		a.checkVPA(c, s.VPA)
	}
	if s.Disruption != nil {
		s.checkDisruption(c, s.Disruption)
	}
}

// owners are those that are set, by the configuration's names.
func (s Scaling) owners() []string {
	var out []string
	if s.Fixed != nil {
		out = append(out, "fixed")
	}
	if s.HPA != nil {
		out = append(out, "hpa")
	}
	if s.KEDA != nil {
		out = append(out, "keda")
	}
	return out
}

// checkRange checks the fewest and the most pods.
func checkRange(c *fault.Check, path string, fewest, most, least int) {
	between(c, path+".min", fewest, least, MaxReplicas)
	between(c, path+".max", most, 1, MaxReplicas)
	c.Require(fewest <= most, path+".min", fewest, fmt.Sprintf("at most %s.max (%d)", path, most))
}

func (b Behaviour) check(c *fault.Check, path string) {
	const longest, fastest = 3600, 1000 // of the API (HPAScalingRules), and of ours
	between(c, path+".upWindowSeconds", b.UpWindowSeconds, 0, longest)
	between(c, path+".downWindowSeconds", b.DownWindowSeconds, 0, longest)
	between(c, path+".upPercent", b.UpPercent, 0, fastest)
	between(c, path+".downPercent", b.DownPercent, 0, whole)
}

func (a *Args) checkVPA(c *fault.Check, v *VPA) {
	const path = "scaling.vpa"
	fault.OneOf(c, path+".mode", v.Mode, Recommend, MemoryOnly)
	begin := fmt.Sprintf("resources.memoryMiB (%d), which pods begin with", a.Resources.MemoryMiB)
	c.Require(v.MinMemoryMiB >= 1 && v.MinMemoryMiB <= a.Resources.MemoryMiB, path+".minMemoryMiB", v.MinMemoryMiB, "1 to "+begin)
	c.Require(v.MaxMemoryMiB >= a.Resources.MemoryMiB, path+".maxMemoryMiB", v.MaxMemoryMiB, "at least "+begin)
	if v.Mode != MemoryOnly {
		return
	}
	if _, kept := a.written(); kept > 0 {
		c.Require(v.MinMemoryMiB > kept, path+".minMemoryMiB", v.MinMemoryMiB, fmt.Sprintf("more than what writable keeps in memory (%d MiB)", kept))
	}
	if h := a.Scaling.HPA; h != nil {
		c.Require(h.MemoryPercent == 0, path+".mode", v.Mode,
			fmt.Sprintf("recommend while scaling.hpa.memoryPercent is set (%d), as the one would change what the other is a per cent of", h.MemoryPercent))
	}
}

// checkDisruption refuses a budget under which no pod may ever go.
func (s Scaling) checkDisruption(c *fault.Check, d *Disruption) {
	const path = "scaling.disruption"
	least, owner := s.Least(), s.leastPath()
	between(c, path+".minAvailable", d.MinAvailable, 0, MaxReplicas)
	between(c, path+".maxUnavailable", d.MaxUnavailable, 0, MaxReplicas)
	switch stay, leave := d.MinAvailable > 0, d.MaxUnavailable > 0; {
	case stay && leave:
		c.Add(path, "minAvailable and maxUnavailable", "exactly one of minAvailable and maxUnavailable")
	case stay:
		c.Require(d.MinAvailable < least, path+".minAvailable", d.MinAvailable,
			fmt.Sprintf("less than %s (%d): with as many, no pod may ever be evicted and no node emptied", owner, least))
	case leave && least > 1:
		c.Require(d.MaxUnavailable < least, path+".maxUnavailable", d.MaxUnavailable,
			fmt.Sprintf("less than %s (%d): with as many, all may go at once", owner, least))
	case !leave:
		c.Add(path, nil, "minAvailable or maxUnavailable, 1 or more: with neither, no pod may ever be evicted and no node emptied")
	}
}

// leastPath is where the fewest pods are written.
func (s Scaling) leastPath() string {
	switch {
	case s.HPA != nil:
		return "scaling.hpa.min"
	case s.KEDA != nil:
		return "scaling.keda.min"
	default:
		return "scaling.fixed.replicas"
	}
}

// between records a fault unless low <= found <= high.
func between(c *fault.Check, path string, found, low, high int) {
	c.Require(found >= low && found <= high, path, found, fmt.Sprintf("%d to %d", low, high))
}
