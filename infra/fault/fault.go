// Package fault collects what is wrong with a value that a person wrote, all of
// it at once, so that a file is mended in one go.
//
// The configuration and every component's Args report faults in the same form.
// A path names a field as the configuration spells it (lower camel case, dots
// between fields, brackets around list indices): "nodeGroups.app.instanceTypes[1]".
// Errors of the engine, the cloud or the machine do not belong here.
package fault

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with one value.
type Fault struct {
	// Path of the field, "network.zones".
	Path string
	// Found is the value as written; empty when it is missing.
	Found string
	// Accepted says in words what would be accepted, "2 to 4".
	Accepted string
	// Where is "file:line" when the value came from a file.
	Where string
}

// Error renders the fault on one line.
func (f Fault) Error() string {
	var b strings.Builder
	if f.Where != "" {
		fmt.Fprintf(&b, "%s: ", f.Where)
	}
	fmt.Fprintf(&b, "%s: ", f.Path)
	if f.Found == "" {
		b.WriteString("missing")
	} else {
		fmt.Fprintf(&b, "found %s", f.Found)
	}
	if f.Accepted != "" {
		fmt.Fprintf(&b, ", accepted: %s", f.Accepted)
	}
	return b.String()
}

// Faults is every fault of one input, in the order of their paths. As an error
// it prints one fault a line.
type Faults []Fault

// Error renders every fault on a line of its own.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Err is nil when there is no fault: returning an empty Faults as an error
// would not be.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	slices.SortStableFunc(fs, func(a, b Fault) int { return cmp.Compare(a.Path, b.Path) })
	return fs
}

// Under returns the faults with the prefix put before each path, for a caller
// that holds the value under a field of its own.
func (fs Faults) Under(prefix string) Faults {
	out := slices.Clone(fs)
	for i := range out {
		out[i].Path = prefix + "." + out[i].Path
	}
	return out
}

// Of returns the faults that an error carries, and none for any other error.
func Of(err error) Faults {
	if fs, ok := errors.AsType[Faults](err); ok {
		return fs
	}
	return nil
}

// Check gathers faults while a value is validated. The zero value is ready.
type Check struct {
	faults Faults
}

// Require records a fault at path unless ok. Found is printed with %v; accepted
// says what would do.
func (c *Check) Require(ok bool, path string, found any, accepted string) {
	if !ok {
		c.Add(path, found, accepted)
	}
}

// Add records a fault at path. A nil or empty found means the value is missing.
func (c *Check) Add(path string, found any, accepted string) {
	text := ""
	if found != nil {
		text = fmt.Sprint(found)
	}
	c.faults = append(c.faults, Fault{Path: path, Found: text, Accepted: accepted})
}

// Written is a text as it was written, for Add and Require: nil when it is empty,
// which is to say missing.
func Written[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return text
}

// Join records faults found elsewhere, under a prefix ("" for none).
func (c *Check) Join(prefix string, fs Faults) {
	if prefix != "" {
		fs = fs.Under(prefix)
	}
	c.faults = append(c.faults, fs...)
}

// Faults returns what was recorded, in the order of paths.
func (c *Check) Faults() Faults {
	if len(c.faults) == 0 {
		return nil
	}
	out := slices.Clone(c.faults)
	slices.SortStableFunc(out, func(a, b Fault) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// Err is Faults as an error, nil when there is none.
func (c *Check) Err() error { return c.Faults().Err() }
