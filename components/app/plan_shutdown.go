package app

import "cmp"

// What ends a pod happens in this order. The pod is marked as leaving, and from then
// on three things go on at once: its container waits in the preStop hook and serves
// as ever; the nodes take it out of the Services; the load balancer's controller
// deregisters it, and the balancer lets it finish. When the hook is done the server
// gets SIGTERM, takes no more connections and finishes its requests (drain), runs
// its last hooks, and is killed at the end of the grace period if it still lives.

// shutdown is Shutdown with its defaults.
func (a *Args) shutdown() Shutdown {
	s := a.Shutdown
	s.PreStopSeconds = cmp.Or(s.PreStopSeconds, a.leastPreStop())
	s.GraceSeconds = cmp.Or(s.GraceSeconds, s.PreStopSeconds+s.DrainSeconds+GraceMargin)
	s.KeepAliveSeconds = cmp.Or(s.KeepAliveSeconds, max(defaultKeepAlive, a.idleTimeout()+MarginSeconds))
	return s
}

// leastPreStop is how long a pod has to serve after it was told to leave: until the
// load balancer, or without one every node, has stopped sending it requests. Nobody
// sends a worker any.
func (a *Args) leastPreStop() int {
	if a.Service == nil {
		return 0
	}
	return a.deregistration() + MarginSeconds
}

// leastGrace is how long a pod may take to end when it does what it is meant to.
func (s Shutdown) leastGrace() int { return s.PreStopSeconds + s.DrainSeconds + MarginSeconds }

// deregistration is for how many seconds the load balancer still sends requests to a
// pod that leaves.
func (a *Args) deregistration() int {
	if edge := a.edge(); edge != nil {
		return edge.DeregistrationSeconds
	}
	return 0
}

// idleTimeout is the load balancer's, in seconds.
func (a *Args) idleTimeout() int {
	if edge := a.edge(); edge != nil {
		return edge.IdleTimeoutSeconds
	}
	return 0
}

// edge is the way in from outside, or nil.
func (a *Args) edge() *Edge {
	if a.Service == nil {
		return nil
	}
	return a.Service.Edge
}
