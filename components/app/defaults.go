package app

import "cmp"

// Seconds that are laid by.
const (
	// MarginSeconds is between one thing that has to have happened and the next that
	// relies on it: that every node has heard that a pod leaves, that the server's
	// last hooks have run, that a connection was idle a little longer.
	MarginSeconds = 5
	// GraceMargin is what a pod has for its last hooks where Shutdown says nothing.
	GraceMargin = 10
)

// What holds where Args say nothing.
const (
	defaultUserID         = 10001
	defaultRevisions      = 5
	defaultStartupSeconds = 60
	defaultKeepAlive      = 75
	defaultPriority       = Standard
	defaultArchitecture   = AMD64
	defaultCapacity       = OnDemand
)

// withDefaults is a copy in which what may be left out is filled in, so that what
// decides and what validates see the same values.
func (a *Args) withDefaults() *Args {
	out := *a
	out.UserID = cmp.Or(a.UserID, defaultUserID)
	out.RevisionHistory = cmp.Or(a.RevisionHistory, defaultRevisions)
	out.Probes.StartupSeconds = cmp.Or(a.Probes.StartupSeconds, defaultStartupSeconds)
	out.Priority = cmp.Or(a.Priority, defaultPriority)
	out.Placement.Architecture = cmp.Or(a.Placement.Architecture, defaultArchitecture)
	out.Placement.Capacity = cmp.Or(a.Placement.Capacity, defaultCapacity)
	out.Shutdown = a.shutdown()
	return &out
}
