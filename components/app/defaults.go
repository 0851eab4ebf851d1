package app

// Seconds that are laid by.
const (
	// MarginSeconds is between one thing that has to have happened and the next that
	// relies on it: that every node has heard that a pod leaves, that the last hooks
	// of the server have run, that a connection was idle a little longer.
	MarginSeconds = 5
	// GraceMargin is what a pod is given to close connections after its requests are
	// done, where Shutdown says nothing.
	GraceMargin = 10
)

// withDefaults is a copy in which what may be left out is filled in.
func (a *Args) withDefaults() *Args {
	out := *a
	return &out
}
