package engine

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	pulumiengine "github.com/pulumi/pulumi/pkg/v3/engine"
	"github.com/pulumi/pulumi/pkg/v3/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag/colors"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// gatherer turns the engine's events into ours. It is used from one goroutine.
type gatherer struct {
	result *Result
	listen func(Event)
	seen   map[stepKey]bool
}

type stepKey struct {
	urn    resource.URN
	action Action
}

func (g *gatherer) add(e pulumiengine.Event) {
	switch p := e.Payload().(type) {
	case pulumiengine.ResourcePreEventPayload:
		if !p.Internal {
			g.emit(Event{Kind: EventStarted, Step: newStep(p.Metadata)})
		}
	case pulumiengine.ResourceOutputsEventPayload:
		if !p.Internal {
			g.finished(p.Metadata)
		}
	case pulumiengine.ResourceOperationFailedPayload:
		g.emit(Event{Kind: EventFailed, Step: newStep(p.Metadata)})
	case pulumiengine.DiagEventPayload:
		g.diagnostic(p)
	case pulumiengine.ErrorEventPayload:
		g.say(Diagnostic{Severity: SeverityError, Message: plain(p.Error)})
	case pulumiengine.PolicyViolationEventPayload:
		g.violation(p)
	}
}

func (g *gatherer) emit(e Event) {
	if g.listen != nil {
		g.listen(e)
	}
}

func (g *gatherer) finished(md pulumiengine.StepEventMetadata) {
	step := newStep(md)
	if step.IsStack() && md.New != nil {
		g.result.Outputs = md.New.Outputs
	}
	// The engine tells of the same step again when a component registers its
	// outputs.
	key := stepKey{step.URN, step.Action}
	if step.Action == ActionReplace || g.seen[key] {
		return
	}
	g.seen[key] = true
	g.result.Steps = append(g.result.Steps, step)
	g.emit(Event{Kind: EventFinished, Step: step})
}

func (g *gatherer) diagnostic(p pulumiengine.DiagEventPayload) {
	if p.Ephemeral {
		return
	}
	severity := SeverityInfo
	switch p.Severity {
	case diag.Debug:
		return
	case diag.Warning:
		severity = SeverityWarning
	case diag.Error:
		severity = SeverityError
	}
	g.say(Diagnostic{Severity: severity, URN: p.URN, Message: plain(p.Message)})
}

func (g *gatherer) say(d Diagnostic) {
	g.result.Diagnostics = append(g.result.Diagnostics, d)
	g.emit(Event{Kind: EventDiagnostic, Diagnostic: d})
}

func (g *gatherer) violation(p pulumiengine.PolicyViolationEventPayload) {
	v := Violation{
		Policy:    p.PolicyName,
		Mandatory: p.EnforcementLevel == apitype.Mandatory,
		URN:       p.ResourceURN,
		Message:   plain(p.Message),
	}
	g.result.Violations = append(g.result.Violations, v)
	g.emit(Event{Kind: EventViolation, Violation: v})
}

// plain drops colour and the space around a message.
func plain(message string) string {
	return strings.TrimSpace(colors.Never.Colorize(message))
}

func newStep(md pulumiengine.StepEventMetadata) Step {
	s := Step{Action: Action(md.Op), URN: md.URN}
	s.Changed, s.Replacing = changed(md)
	if now := cmp.Or(md.New, md.Old); now != nil {
		s.Protect, s.Custom = now.Protect, now.Custom
	}
	return s
}

// changed lists the paths of differing properties, from the detailed difference
// where the provider gave one.
func changed(md pulumiengine.StepEventMetadata) (paths, replacing []string) {
	for path, d := range md.DetailedDiff {
		paths = append(paths, path)
		switch d.Kind {
		case plugin.DiffAddReplace, plugin.DiffDeleteReplace, plugin.DiffUpdateReplace:
			replacing = append(replacing, path)
		}
	}
	if len(paths) == 0 {
		paths = keys(md.Diffs)
	}
	if len(replacing) == 0 {
		replacing = keys(md.Keys)
	}
	slices.Sort(paths)
	slices.Sort(replacing)
	return paths, replacing
}

func keys(list []resource.PropertyKey) []string {
	set := map[string]struct{}{}
	for _, k := range list {
		set[string(k)] = struct{}{}
	}
	return slices.Collect(maps.Keys(set))
}
