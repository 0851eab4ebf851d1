package sim

import (
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// ParseFaults reads a list of faults as YAML:
//
//   - type: aws:eks/*:NodeGroup
//     op: create
//     error: insufficient-capacity
//     times: 1
//
// An unknown key or value is an error that says which fault it is in.
func ParseFaults(r io.Reader) ([]Fault, error) {
	dec := yaml.NewDecoder(r)
	dec.KnownFields(true)
	var faults []Fault
	if err := dec.Decode(&faults); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("parse faults: %w", err)
	}
	var errs []error
	for i, f := range faults {
		if err := f.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("fault %d: %w", i+1, err))
		}
	}
	return faults, errors.Join(errs...)
}
