package database

import (
	"fmt"

	"github.com/covetpy/platform/infra/fault"
)

// Bounds of capacity.
const (
	maxACU           = 256
	maxACUBefore     = 128 // on versions whose instances can't pause
	minPauseSeconds  = 300
	maxPauseSeconds  = 86400
	minCPUTarget     = 10
	maxCPUTarget     = 90
	maxSecondReaders = 16
)

// checkCapacity checks the version, how instances are sized, and what one demands
// of the other.
func (a *Args) checkCapacity(c *fault.Check) {
	known := offered(a.Version)
	c.Require(known, "version", fault.Written(a.Version), fault.Words(versions()))
	c.Require(a.Readers >= 0 && a.Readers <= mostReaders, "readers", a.Readers, fmt.Sprintf("0 to %d", mostReaders))
	switch {
	case a.Serverless == nil && a.Provisioned == nil:
		c.Add("serverless", nil, "serverless or provisioned, one of the two")
	case a.Serverless != nil && a.Provisioned != nil:
		c.Add("serverless", "serverless and provisioned", "one of the two, and null for the other")
	case a.Serverless != nil:
		a.checkServerless(c, known)
	default:
		a.checkProvisioned(c, known)
	}
}

func (a *Args) checkServerless(c *fault.Check, known bool) {
	s := a.Serverless
	most := maxACU
	if known && !fullRange.has(a.Version) {
		most = maxACUBefore
		c.Require(s.MinACU != 0, "serverless.minACU", s.MinACU, "at least 1 on version "+a.Version+", which can't pause")
	}
	c.Require(s.MaxACU >= 1 && s.MaxACU <= most, "serverless.maxACU", s.MaxACU, fmt.Sprintf("1 to %d", most))
	c.Require(s.MinACU >= 0 && s.MinACU <= s.MaxACU, "serverless.minACU", s.MinACU, fmt.Sprintf("0 to serverless.maxACU (%d)", s.MaxACU))
	if s.MinACU != 0 {
		c.Require(s.PauseAfterSeconds == 0, "serverless.pauseAfterSeconds", s.PauseAfterSeconds,
			fmt.Sprintf("0, as nothing pauses with serverless.minACU %d (only 0 does)", s.MinACU))
		return
	}
	c.Require(s.PauseAfterSeconds >= minPauseSeconds && s.PauseAfterSeconds <= maxPauseSeconds, "serverless.pauseAfterSeconds",
		s.PauseAfterSeconds, fmt.Sprintf("%d to %d", minPauseSeconds, maxPauseSeconds))
	// Either keeps instances awake, so that a minimum of 0 saves nothing (Aurora user
	// guide, "Scaling to zero ACUs with automatic pause and resume").
	c.Require(a.Proxy == nil, "serverless.minACU", s.MinACU, "at least 1 with a proxy, whose open connections never let an instance pause")
	c.Require(!a.Parameters.LogicalReplication, "serverless.minACU", s.MinACU,
		"at least 1 with parameters.logicalReplication, which never lets the writer pause")
}

func (a *Args) checkProvisioned(c *fault.Check, known bool) {
	p := a.Provisioned
	checkClass(c, "provisioned.instanceClass", p.InstanceClass, a.Version, known)
	s := p.Autoscaling
	if s == nil {
		return
	}
	c.Require(a.Readers >= 1, "readers", a.Readers, "at least 1 with provisioned.autoscaling, which follows the load of readers")
	c.Require(s.MaxReaders >= max(a.Readers, 1) && s.MaxReaders <= mostReaders, "provisioned.autoscaling.maxReaders", s.MaxReaders,
		fmt.Sprintf("%d, as many as readers, to %d", max(a.Readers, 1), mostReaders))
	c.Require(s.CPUPercent >= minCPUTarget && s.CPUPercent <= maxCPUTarget, "provisioned.autoscaling.cpuPercent", s.CPUPercent,
		fmt.Sprintf("%d to %d", minCPUTarget, maxCPUTarget))
}

// checkClass faults a class that is unknown or that the version does not run on.
func checkClass(c *fault.Check, path, name, version string, known bool) (class, bool) {
	found, ok := lookUp(name)
	if !ok {
		c.Add(path, fault.Written(name), "a class of the families t3, t4g, r6g, r6i, r7g, r7i, r8g or x2g, db.r7g.large")
		return class{}, false
	}
	c.Require(!known || found.runs(version), path, name, "a class that runs version "+version+", db.r6g.large")
	return found, true
}

func (a *Args) checkGlobal(c *fault.Check) {
	g := a.Global
	if g == nil {
		return
	}
	c.Join("global.where", g.Where.Faults())
	c.Require(g.Where.Region != a.Where.Region || a.Where.Region == "", "global.where.region", g.Where.Region, "another region than where.region")
	c.Require(g.Where.Account == a.Where.Account, "global.where.account", fault.Written(g.Where.Account), "the account of where")
	if a.Provisioned != nil {
		first, ok := lookUp(a.Provisioned.InstanceClass)
		c.Require(!ok || !first.burstable, "provisioned.instanceClass", a.Provisioned.InstanceClass, "a class of the r or x families with global")
	}
	c.Require(g.Readers >= 0 && g.Readers <= maxSecondReaders, "global.readers", g.Readers, fmt.Sprintf("0 to %d", maxSecondReaders))
	switch {
	case g.Readers == 0:
		c.Require(g.InstanceClass == "", "global.instanceClass", g.InstanceClass, "none, as there are no readers")
	case g.InstanceClass == serverlessClass:
		c.Require(a.Serverless != nil, "global.instanceClass", g.InstanceClass, "a class, as the cluster is provisioned")
	default:
		found, ok := checkClass(c, "global.instanceClass", g.InstanceClass, a.Version, offered(a.Version))
		c.Require(!ok || !found.burstable, "global.instanceClass", g.InstanceClass, "a class of the r or x families")
	}
}
