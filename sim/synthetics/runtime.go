package synthetics

import (
	"regexp"
	"strconv"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// family is what a runtime is made of, with its versions.
type family struct {
	// oldest that a canary can still be made with, and the newest; in tenths: 131 is 13.1.
	oldest, newest int
}

// families are those of September 2026. Source: CloudWatch user guide, "Runtime
// versions support policy", and the lists of runtime versions.
var families = map[string]family{
	"syn-nodejs-puppeteer":  {80, 170},
	"syn-nodejs-playwright": {10, 80},
	"syn-nodejs":            {30, 31},
	"syn-python-selenium":   {60, 120},
	"syn-java":              {10, 10},
}

var runtimeName = regexp.MustCompile(`^(syn-[a-z-]+)-(\d{1,3})\.(\d)$`)

// admitRuntime: nobody can make a canary with what is deprecated; one that has it
// already can keep it.
func admitRuntime(name string, old *sim.Object) error {
	if old != nil && (kind.Values{Props: old.Inputs}).Text("runtimeVersion") == name {
		return nil
	}
	parts := runtimeName.FindStringSubmatch(name)
	if parts == nil {
		return refuse("Invalid runtime version %s", name)
	}
	version, err := strconv.Atoi(parts[2] + parts[3])
	of, known := families[parts[1]]
	switch {
	case err != nil || !known || version > of.newest:
		return refuse("Invalid runtime version %s", name)
	case version < of.oldest:
		return refuse("Deprecated runtime version specified.")
	}
	return nil
}
