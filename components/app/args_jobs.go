package app

// Migration is a job that runs once for each release, before the release's pods are
// rolled out. If it fails, they are not.
//
// Kubernetes starts its pod anew only when the former has ended, and never two side
// by side; that no two deployments migrate at once is the engine's lock on the stack.
type Migration struct {
	// Command of the release's image.
	Command []string
	// TimeoutSeconds is when it is given up, a week at most. Zero means 600.
	TimeoutSeconds int
	// Retries after a failure, at most 10. A pod that is evicted is made again and not
	// counted. A migration that can't be repeated says 0, and then neither happens.
	Retries int
	// Resources of its pod; nil takes the application's.
	Resources *Resources
}

// Cron is a job by the clock, of the active image.
type Cron struct {
	// Schedule is a cron expression of five fields, and TimeZone IANA's, "Etc/UTC"
	// also when empty.
	Schedule, TimeZone string
	// Command of the image.
	Command []string
	// Overlap is what happens when the former run is not done. Empty means forbid.
	Overlap Overlap
	// TimeoutSeconds is when a run is given up, a week at most. Zero means 3600.
	TimeoutSeconds int
	// StartWithinSeconds is how late a run may start, at least 10. Zero means 300.
	StartWithinSeconds int
	// Retries after a failure, at most 10, as a migration's.
	Retries int
	// Suspended runs nothing.
	Suspended bool
	// Resources of its pod; nil takes the application's.
	Resources *Resources
}

// Overlap is what happens when a run is due and the former is not done.
type Overlap string

// Overlaps.
const (
	Forbid  Overlap = "forbid"
	Replace Overlap = "replace"
	Allow   Overlap = "allow"
)
