package up

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/covetpy/platform/conformance/route"
)

// Record is what one run of an environment did. A copy of it decides the document on
// fidelity, so its fields are an interface.
type Record struct {
	Environment string `json:"environment"`
	// Failure says what went wrong; empty for a run that showed what it should.
	Failure string  `json:"failure,omitempty"`
	Phases  []Phase `json:"phases"`
	// Resources counts the resources of each AWS type that came up.
	Resources map[string]Resources `json:"resources"`
	// Replaced counts the replacements of each type.
	Replaced map[string]int `json:"replaced,omitempty"`
	// Types and functions, with what was done and where.
	Entries []route.Entry `json:"entries"`
	// Adjusted says how often each property was left out.
	Adjusted []route.Adjusted `json:"adjusted,omitempty"`
	// Left is what was still there at the end.
	Left []string `json:"left,omitempty"`
}

// Resources are how many of a type there are, and how many of them on an emulator.
type Resources struct {
	All      int `json:"all"`
	Emulated int `json:"emulated,omitempty"`
}

// Phase is one operation of the run.
type Phase struct {
	Name        string        `json:"name"`
	Took        time.Duration `json:"took"`
	Steps       int           `json:"steps"`
	Created     int           `json:"created,omitempty"`
	Updated     int           `json:"updated,omitempty"`
	Replaced    int           `json:"replaced,omitempty"`
	Deleted     int           `json:"deleted,omitempty"`
	Advice      int           `json:"advice,omitempty"`
	Differences []Difference  `json:"differences,omitempty"`
}

// Save writes the record into a folder, by the environment's name.
func (r *Record) Save(dir string) error {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("write the record of %s: %w", r.Environment, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write the record of %s: %w", r.Environment, err)
	}
	return os.WriteFile(filepath.Join(dir, r.Environment+".json"), append(raw, '\n'), 0o644)
}

// ErrNoRecord says that an environment was not run yet.
var ErrNoRecord = errors.New("there is no record: run `go run -C conformance ./cmd/conform up` with its name")

// Load reads an environment's record from a folder.
func Load(dir, environment string) (*Record, error) {
	raw, err := os.ReadFile(filepath.Join(dir, environment+".json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("read the record of %s: %w", environment, ErrNoRecord)
	}
	if err != nil {
		return nil, fmt.Errorf("read the record of %s: %w", environment, err)
	}
	var r Record
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, fmt.Errorf("read the record of %s: %w", environment, err)
	}
	return &r, nil
}

// Failed are the runs that did not show what they should.
func Failed(records []*Record) error {
	var errs []error
	for _, r := range records {
		if r.Failure != "" {
			errs = append(errs, fmt.Errorf("the run of %s failed: %s", r.Environment, r.Failure))
		}
	}
	return errors.Join(errs...)
}

// Idle is the fault of expectations and adjustments that none of the runs met, though
// their types were on an emulator.
func Idle(records []*Record) error {
	var errs []error
	for _, e := range expectations {
		met := func(r *Record) bool {
			return slices.ContainsFunc(r.Phases, func(p Phase) bool {
				return slices.ContainsFunc(p.Differences, func(d Difference) bool { return d.Why != "" && e.meets(d) })
			})
		}
		if emulated(records, e.Type) && !slices.ContainsFunc(records, met) {
			errs = append(errs, fmt.Errorf("known.go expects that %s of %s differs (%s), and it does not: take the line out", e.Property, e.Type, e.Why))
		}
	}
	for _, a := range adjustments {
		met := func(r *Record) bool {
			return slices.ContainsFunc(r.Adjusted, func(done route.Adjusted) bool { return done.Adjustment == a })
		}
		if emulated(records, a.Type) && !slices.ContainsFunc(records, met) {
			errs = append(errs, fmt.Errorf("known.go leaves %s out of %s, and nobody sets it: take the line out", a.Property, a.Type))
		}
	}
	return errors.Join(errs...)
}

// emulated is true when a type was on an emulator in one of the runs.
func emulated(records []*Record, typ string) bool {
	return slices.ContainsFunc(records, func(r *Record) bool { return r.Resources[typ].Emulated > 0 })
}
