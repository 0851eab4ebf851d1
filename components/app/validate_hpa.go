package app

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/covetpy/platform/infra/fault"
)

func (a *Args) checkHPA(c *fault.Check, h *HPA) {
	const path = "scaling.hpa"
	checkRange(c, path, h.Min, h.Max, 1) // Kubernetes' own never goes to zero
	h.Behaviour.check(c, path+".behaviour")
	between(c, path+".cpuPercent", h.CPUPercent, 0, maxUtilisation)
	if limit := a.Resources.CPULimitMillis; limit != nil && a.Resources.CPUMillis > 0 {
		reach := *limit * whole / a.Resources.CPUMillis
		c.Require(h.CPUPercent < max(reach, 1), path+".cpuPercent", h.CPUPercent,
			fmt.Sprintf("less than %d, which resources.cpuLimitMillis (%d) is of what is requested: more is never reached", reach, *limit))
	}
	c.Require(h.MemoryPercent >= 0 && h.MemoryPercent < whole, path+".memoryPercent", h.MemoryPercent,
		"0 to 99 per cent of resources.memoryMiB, which is the limit as well: more is never reached")
	c.Require(h.CPUPercent > 0 || h.MemoryPercent > 0 || len(h.Custom)+len(h.External) > 0, path, "no metric",
		"at least one of cpuPercent, memoryPercent, custom and external")
	for i, m := range h.Custom {
		at := fmt.Sprintf("%s.custom[%d]", path, i)
		checkMetric(c, at, m.Name, m.Average)
		first := slices.IndexFunc(h.Custom, func(other PodMetric) bool { return other.Name == m.Name })
		c.Require(first == i, at+".name", m.Name, "each metric once")
	}
	for i, m := range h.External {
		at := fmt.Sprintf("%s.external[%d]", path, i)
		checkMetric(c, at, m.Name, m.Average)
		for key, value := range m.Labels {
			bad := slices.Concat(validation.IsQualifiedName(key), validation.IsValidLabelValue(value))
			c.Require(len(bad) == 0, at+".labels."+key, fault.Written(value), "a label of Kubernetes")
		}
	}
}

// checkMetric checks a name that is a part of a URL's path, and a quantity.
func checkMetric(c *fault.Check, path, name, average string) {
	fine := name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "/% ")
	c.Require(fine, path+".name", fault.Written(name), "a metric as the adapter serves it, http_requests_per_second")
	quantity, err := resource.ParseQuantity(average)
	c.Require(err == nil && quantity.Sign() > 0, path+".average", fault.Written(average), `a quantity above zero, "100" or "500m"`)
}
