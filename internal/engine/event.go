package engine

import (
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Operation is what a run does to an environment.
type Operation string

// The operations.
const (
	OpPreview        Operation = "preview"
	OpUp             Operation = "up"
	OpRefresh        Operation = "refresh"
	OpDestroy        Operation = "destroy"
	OpPreviewDestroy Operation = "preview-destroy"
	OpPreviewRefresh Operation = "preview-refresh"
)

// Preview is the operation that shows what this one would do.
func (op Operation) Preview() Operation {
	switch op {
	case OpDestroy:
		return OpPreviewDestroy
	case OpRefresh:
		return OpPreviewRefresh
	case OpUp:
		return OpPreview
	default:
		return op
	}
}

// dryRun says whether the operation only shows.
func (op Operation) dryRun() bool { return op.Preview() == op }

// Action is what the engine does to one resource. The values are the engine's
// own names of steps.
type Action string

// The actions that callers tell apart; the engine has a few more.
const (
	ActionSame              Action = "same"
	ActionCreate            Action = "create"
	ActionUpdate            Action = "update"
	ActionDelete            Action = "delete"
	ActionReplace           Action = "replace"
	ActionCreateReplacement Action = "create-replacement"
	ActionDeleteReplaced    Action = "delete-replaced"
	ActionRead              Action = "read"
	ActionRefresh           Action = "refresh"
)

// Step is one action on one resource.
type Step struct {
	Action Action
	URN    resource.URN
	// Changed lists the paths of properties that differ, sorted; Replacing those
	// of them that force a replacement. Both are empty for creations.
	Changed   []string
	Replacing []string
	// Protect is set where the engine refuses to delete the resource.
	Protect bool
	// Custom is set for what a provider makes, and not for components.
	Custom bool
}

// Type is the resource's type token, "aws:ec2/vpc:Vpc".
func (s Step) Type() string { return string(s.URN.Type()) }

// Name is the resource's logical name.
func (s Step) Name() string { return s.URN.Name() }

// Outermost names the outermost component that the resource belongs to, or is,
// by its type token. It is "" for a resource that the stack holds itself.
func (s Step) Outermost() string {
	for t := range strings.SplitSeq(string(s.URN.QualifiedType()), resource.URNTypeDelimiter) {
		if t != string(resource.RootStackType) && strings.HasPrefix(t, string(s.URN.Project())+":") {
			return t
		}
	}
	return ""
}

// IsProvider says whether the resource is a provider's configuration, which
// stands for nothing in the cloud.
func (s Step) IsProvider() bool { return strings.HasPrefix(s.Type(), "pulumi:providers:") }

// IsStack says whether the resource is the stack itself.
func (s Step) IsStack() bool { return s.URN.Type() == resource.RootStackType }

// EventKind tells what an Event reports.
type EventKind string

// The kinds of events.
const (
	EventStarted    EventKind = "started"    // a step began
	EventFinished   EventKind = "finished"   // a step ended well
	EventFailed     EventKind = "failed"     // a step failed; a diagnostic says why
	EventDiagnostic EventKind = "diagnostic" // a message for the person watching
	EventViolation  EventKind = "violation"  // a policy objects
)

// Event is one thing that happened during a run. Step is set for the first
// three kinds, Diagnostic and Violation for theirs.
type Event struct {
	Kind       EventKind
	Step       Step
	Diagnostic Diagnostic
	Violation  Violation
}

// Severity of a diagnostic.
type Severity string

// The severities.
const (
	SeverityInfo    Severity = "info"
	SeverityWarning Severity = "warning"
	SeverityError   Severity = "error"
)

// Diagnostic is a message of the engine, the program or a provider.
type Diagnostic struct {
	Severity Severity
	URN      resource.URN // empty when the message is about the whole
	Message  string
}

// Violation is a policy's objection.
type Violation struct {
	Policy    string
	Mandatory bool // it stops the run; otherwise it advises
	URN       resource.URN
	Message   string
}

// Result is what a run did.
type Result struct {
	Operation Operation
	// Steps in the order in which they ended, one for each resource and action;
	// the logical step of a replacement is left out, as its parts are there.
	Steps       []Step
	Diagnostics []Diagnostic
	Violations  []Violation
	// Outputs are what the stack exports; secret values are replaced by a mark,
	// unknown ones (in a preview) by another.
	Outputs resource.PropertyMap
	// Repairs is what had to be mended before the run, as an earlier one was cut
	// off, and after it, where a call failed without saying whether it was done.
	Repairs  []Repair
	Duration time.Duration
}

// Count says how many steps have one of the actions.
func (r *Result) Count(actions ...Action) int {
	n := 0
	for _, s := range r.Steps {
		for _, a := range actions {
			if s.Action == a {
				n++
			}
		}
	}
	return n
}

// Changes returns the steps that change something: all but "same", reads and
// refreshes that found nothing new.
func (r *Result) Changes() []Step {
	var out []Step
	for _, s := range r.Steps {
		switch s.Action {
		case ActionSame, ActionRead:
		case ActionRefresh:
			if len(s.Changed) > 0 {
				out = append(out, s)
			}
		default:
			out = append(out, s)
		}
	}
	return out
}

// Repair is one resource whose state was brought in line with the cloud.
type Repair struct {
	URN resource.URN
	// What was done: "adopted", "refreshed", "dropped" or "forgotten".
	What RepairKind
}

// RepairKind says what a repair did.
type RepairKind string

// The kinds of repairs.
const (
	RepairAdopted   RepairKind = "adopted"   // it had been made; the state now knows it
	RepairRefreshed RepairKind = "refreshed" // it had been changed; the state now says so
	RepairDropped   RepairKind = "dropped"   // it had been deleted; the state no longer has it
	RepairForgotten RepairKind = "forgotten" // the call never reached the cloud; nothing to do
)
