package show

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// document is the form of --json. Field names are an interface.
type document struct {
	Environment string           `json:"environment"`
	Operation   string           `json:"operation"`
	Error       string           `json:"error,omitempty"`
	DurationMS  int64            `json:"durationMs"`
	Steps       []jsonStep       `json:"steps"`
	Violations  []jsonViolation  `json:"violations"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Repairs     []jsonRepair     `json:"repairs"`
	Policies    PolicySummary    `json:"policies"`
	Exports     map[string]any   `json:"exports"`
}

type jsonStep struct {
	Action    string   `json:"action"`
	URN       string   `json:"urn"`
	Changed   []string `json:"changed,omitempty"`
	Replacing []string `json:"replacing,omitempty"`
}

type jsonViolation struct {
	Policy    string `json:"policy"`
	Mandatory bool   `json:"mandatory"`
	URN       string `json:"urn,omitempty"`
	Message   string `json:"message"`
}

type jsonDiagnostic struct {
	Severity string `json:"severity"`
	URN      string `json:"urn,omitempty"`
	Message  string `json:"message"`
}

type jsonRepair struct {
	What string `json:"what"`
	URN  string `json:"urn"`
}

// WriteJSON prints the summary and the error that the run ended with as one
// JSON document.
func (s *Summary) WriteJSON(w io.Writer, failure error) error {
	r := s.Result
	d := document{
		Environment: s.Environment,
		Operation:   string(r.Operation),
		DurationMS:  r.Duration.Milliseconds(),
		Steps:       []jsonStep{},
		Violations:  []jsonViolation{},
		Diagnostics: []jsonDiagnostic{},
		Repairs:     []jsonRepair{},
		Policies:    s.Policies,
		Exports:     map[string]any{},
	}
	if failure != nil {
		d.Error = failure.Error()
	}
	for _, x := range r.Steps {
		d.Steps = append(d.Steps, jsonStep{string(x.Action), string(x.URN), x.Changed, x.Replacing})
	}
	for _, x := range r.Violations {
		d.Violations = append(d.Violations, jsonViolation{x.Policy, x.Mandatory, string(x.URN), x.Message})
	}
	for _, x := range r.Diagnostics {
		d.Diagnostics = append(d.Diagnostics, jsonDiagnostic{string(x.Severity), string(x.URN), x.Message})
	}
	for _, x := range r.Repairs {
		d.Repairs = append(d.Repairs, jsonRepair{string(x.What), string(x.URN)})
	}
	for k, v := range r.Outputs {
		d.Exports[string(k)] = plain(v)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// plain is an exported value as JSON has it. What is secret or not known yet is
// the text that says so.
func plain(v resource.PropertyValue) any {
	return v.MapRepl(nil, func(v resource.PropertyValue) (any, bool) {
		switch {
		case v.IsOutput() && v.OutputValue().Known && !v.OutputValue().Secret:
			return plain(v.OutputValue().Element), true
		case v.IsOutput(), v.IsComputed(), v.IsSecret():
			return value(v), true
		default:
			return nil, false
		}
	})
}
