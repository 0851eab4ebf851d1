package app

import (
	"fmt"

	"github.com/covetpy/platform/infra/fault"
)

// Limits of Elastic Load Balancing (user guide, "Target group attributes" and
// "Application Load Balancer attributes"), and of a pod's end.
const (
	mostDeregistration = 3600
	mostIdle           = 4000
	mostGrace          = 3600
	// spotNotice is how long a spot instance lives after it was told that it is
	// reclaimed (EC2 user guide, "Spot Instance interruption notices").
	spotNotice = 120
)

// checkShutdown holds a pod's end to what goes on around it.
func (a *Args) checkShutdown(c *fault.Check) {
	a.checkEdge(c)
	s := a.Shutdown
	c.Require(s.DrainSeconds >= 1, "shutdown.drainSeconds", number(s.DrainSeconds), "1 second or more, as requests that are running would be cut")
	if s.PreStopSeconds < a.leastPreStop() {
		c.Add("shutdown.preStopSeconds", s.PreStopSeconds, a.whyPreStop())
	}
	c.Require(s.GraceSeconds >= s.leastGrace(), "shutdown.graceSeconds", s.GraceSeconds, fmt.Sprintf(
		"at least %d: shutdown.preStopSeconds (%d), shutdown.drainSeconds (%d) and %d for the last hooks", s.leastGrace(), s.PreStopSeconds, s.DrainSeconds, MarginSeconds))
	c.Require(s.GraceSeconds <= mostGrace, "shutdown.graceSeconds", s.GraceSeconds, fmt.Sprintf("at most %d", mostGrace))
	c.Require(a.Placement.Capacity != Spot || s.GraceSeconds <= spotNotice, "shutdown.graceSeconds", s.GraceSeconds, fmt.Sprintf(
		"at most %d, as placement.capacity is spot and such a node is gone so many seconds after its notice", spotNotice))
	if a.edge() != nil {
		c.Require(s.KeepAliveSeconds > a.idleTimeout(), "shutdown.keepAliveSeconds", s.KeepAliveSeconds, fmt.Sprintf(
			"more than service.edge.idleTimeoutSeconds (%d), or the load balancer sends requests into connections that the server is closing", a.idleTimeout()))
	}
	c.Require(s.KeepAliveSeconds >= 1, "shutdown.keepAliveSeconds", s.KeepAliveSeconds, "1 second or more")
}

// whyPreStop says what has to fit into preStop.
func (a *Args) whyPreStop() string {
	least := a.leastPreStop()
	if a.edge() == nil {
		return fmt.Sprintf("at least %d, until every node has heard that the pod leaves", least)
	}
	return fmt.Sprintf("at least %d: service.edge.deregistrationSeconds (%d), while the load balancer still sends requests, and a margin of %d",
		least, a.deregistration(), MarginSeconds)
}

func (a *Args) checkEdge(c *fault.Check) {
	edge := a.edge()
	if edge == nil {
		return
	}
	c.Require(edge.DeregistrationSeconds >= 0 && edge.DeregistrationSeconds <= mostDeregistration, "service.edge.deregistrationSeconds",
		edge.DeregistrationSeconds, fmt.Sprintf("0 to %d seconds", mostDeregistration))
	c.Require(edge.IdleTimeoutSeconds >= 1 && edge.IdleTimeoutSeconds <= mostIdle, "service.edge.idleTimeoutSeconds",
		number(edge.IdleTimeoutSeconds), fmt.Sprintf("1 to %d seconds", mostIdle))
}
