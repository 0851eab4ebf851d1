// Package runbooks holds what to do about each alert, one file of its name each,
// so that an alert without one is refused before it is made.
package runbooks

import (
	"embed"
	"slices"
	"strings"
)

// Files are the runbooks.
//
//go:embed *.md
var Files embed.FS

// Names are those of the files, without their ending, sorted.
func Names() []string {
	entries, _ := Files.ReadDir(".") // the root of an embedded folder is always there
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = strings.TrimSuffix(e.Name(), ".md")
	}
	slices.Sort(out)
	return out
}
