package rule

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Finding is a violation: one resource, one place in it, one reason.
type Finding struct {
	URN     resource.URN
	Path    string
	Message string
}

// Open is a question that could not be decided yet, because the property is not
// known before something else is made.
type Open struct {
	URN  resource.URN
	Path string
	// Unless are the resource types that settle the question in the rule's favour
	// when the property is made from their outputs and from nothing else. Empty
	// when only the value itself can settle it.
	Unless []string
}

// Report gathers what a rule has to say. The zero value is not of use; the pack
// makes one for each question.
type Report struct {
	urn  resource.URN
	sink *sink
}

type sink struct {
	context  Context
	settings []Setting
	findings []Finding
	open     []Open
}

// NewReport starts an empty report of a rule about one resource; about none of a
// rule that is asked about the stack.
func NewReport(r Rule, c Context, urn resource.URN) *Report {
	return &Report{urn: urn, sink: &sink{context: c, settings: r.Settings}}
}

// On is the same report, about another resource of the stack.
func (r *Report) On(res *Resource) *Report { return &Report{urn: res.URN, sink: r.sink} }

// Fail records a violation at a value.
func (r *Report) Fail(at Value, format string, args ...any) {
	r.sink.findings = append(r.sink.findings,
		Finding{URN: r.urn, Path: at.Path(), Message: fmt.Sprintf(format, args...)})
}

// Undecided records that a value is not known yet. Types are those whose outputs
// would settle it (Open.Unless).
func (r *Report) Undecided(at Value, types ...string) {
	open := Open{URN: r.urn, Path: at.Path(), Unless: types}
	same := func(o Open) bool { return o.URN == open.URN && o.Path == open.Path }
	if !slices.ContainsFunc(r.sink.open, same) {
		r.sink.open = append(r.sink.open, open)
	}
}

// Require records nothing when the answer is Yes, a violation when it is No, and
// an open question when it is Unknown.
func (r *Report) Require(answer Truth, at Value, format string, args ...any) {
	switch answer {
	case Yes:
	case No:
		r.Fail(at, format, args...)
	default:
		r.Undecided(at)
	}
}

// Findings returns the violations in the order they were recorded.
func (r *Report) Findings() []Finding { return r.sink.findings }

// Open returns the open questions in the order they were recorded.
func (r *Report) Open() []Open { return r.sink.open }
