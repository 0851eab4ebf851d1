package engine

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto/events"
	"github.com/stretchr/testify/require"
)

// TestTheCommandsEventsAreGathered feeds one line of the command's event log,
// and compares all that it leaves.
func TestTheCommandsEventsAreGathered(t *testing.T) {
	t.Parallel()
	const provider = "urn:pulumi:dev::covetpy::pulumi:providers:aws::default_7_41_0"
	updated := Step{
		Action: ActionUpdate, URN: queueURN, Protect: true,
		Changed: []string{"kmsMasterKeyId", "name", "tags.owner"}, Replacing: []string{"name"},
	}
	const changes = `"old":{"protect":false},"new":{"protect":true},"detailedDiff":{
		"name":{"diffKind":"update-replace"},"tags.owner":{"diffKind":"add"},"kmsMasterKeyId":{"diffKind":"delete"}}`
	cases := map[string]struct {
		line     string
		expected Result
		heard    []Event
	}{
		"a step begins": {
			line:  stepEvent("resourcePreEvent", "create", queueURN),
			heard: []Event{{Kind: EventStarted, Step: Step{Action: ActionCreate, URN: queueURN}}},
		},
		"a step ends, with what changed": {
			line:     `{"resOutputsEvent":{"metadata":{"op":"update","urn":"` + queueURN + `",` + changes + `}}}`,
			expected: Result{Steps: []Step{updated}},
			heard:    []Event{{Kind: EventFinished, Step: updated}},
		},
		"a step ends whose provider gave keys only": {
			line: `{"resOutputsEvent":{"metadata":{"op":"create-replacement","urn":"` + queueURN + `",
				"keys":["name"],"diffs":["tags","name"],"detailedDiff":null}}}`,
			expected: Result{Steps: []Step{{
				Action: ActionCreateReplacement, URN: queueURN, Changed: []string{"name", "tags"}, Replacing: []string{"name"},
			}}},
			heard: []Event{{Kind: EventFinished, Step: Step{
				Action: ActionCreateReplacement, URN: queueURN, Changed: []string{"name", "tags"}, Replacing: []string{"name"},
			}}},
		},
		"a difference of a kind from the future is a change": {
			line: `{"resOutputsEvent":{"metadata":{"op":"update","urn":"` + queueURN + `","detailedDiff":{"name":{"diffKind":"mirrored"}}}}}`,
			expected: Result{Steps: []Step{
				{Action: ActionUpdate, URN: queueURN, Changed: []string{"name"}},
			}},
			heard: []Event{{Kind: EventFinished, Step: Step{Action: ActionUpdate, URN: queueURN, Changed: []string{"name"}}}},
		},
		"a deletion, protected before": {
			line: `{"resOutputsEvent":{"metadata":{"op":"delete","urn":"` + queueURN + `","old":{"protect":true},"detailedDiff":null}}}`,
			expected: Result{Steps: []Step{
				{Action: ActionDelete, URN: queueURN, Protect: true},
			}},
			heard: []Event{{Kind: EventFinished, Step: Step{Action: ActionDelete, URN: queueURN, Protect: true}}},
		},
		"a step fails": {
			line:  stepEvent("resOpFailedEvent", "create", queueURN),
			heard: []Event{{Kind: EventFailed, Step: Step{Action: ActionCreate, URN: queueURN}}},
		},
		"the logical step of a replacement is left out":                 {line: stepEvent("resOutputsEvent", "replace", queueURN)},
		"a default provider is the engine's own business, at its begin": {line: stepEvent("resourcePreEvent", "create", provider)},
		"... at its end":                         {line: stepEvent("resOutputsEvent", "create", provider)},
		"... at its failure":                     {line: stepEvent("resOpFailedEvent", "create", provider)},
		"so is the end of a pending replacement": {line: stepEvent("resOutputsEvent", "remove-pending-replace", queueURN)},
		"a message": {
			line:     `{"diagnosticEvent":{"severity":"info","message":"<{%bold%}>hello<{%reset%}>\n","color":"raw","urn":"` + queueURN + `"}}`,
			expected: Result{Diagnostics: []Diagnostic{{SeverityInfo, queueURN, "hello"}}},
			heard:    []Event{{Kind: EventDiagnostic, Diagnostic: Diagnostic{SeverityInfo, queueURN, "hello"}}},
		},
		"a warning": {
			line:     diagnosticEvent("warning", "mind"),
			expected: Result{Diagnostics: []Diagnostic{{SeverityWarning, "", "mind"}}},
			heard:    []Event{{Kind: EventDiagnostic, Diagnostic: Diagnostic{SeverityWarning, "", "mind"}}},
		},
		"an error": {
			line:     diagnosticEvent("error", "no"),
			expected: Result{Diagnostics: []Diagnostic{{SeverityError, "", "no"}}},
			heard:    []Event{{Kind: EventDiagnostic, Diagnostic: Diagnostic{SeverityError, "", "no"}}},
		},
		"an error of the engine": {
			line:     `{"errorEvent":{"error":"a bug"}}`,
			expected: Result{Diagnostics: []Diagnostic{{SeverityError, "", "a bug"}}},
			heard:    []Event{{Kind: EventDiagnostic, Diagnostic: Diagnostic{SeverityError, "", "a bug"}}},
		},
		"what is said to the debugger only": {line: diagnosticEvent("debug", "psst")},
		"what is said for a moment only":    {line: `{"diagnosticEvent":{"severity":"info","message":"37%","color":"raw","ephemeral":true}}`},
		"a mandatory policy objects": {
			line:     `{"policyEvent":{"resourceUrn":"` + queueURN + `","message":"no key","policyName":"sqs-key","enforcementLevel":"mandatory"}}`,
			expected: Result{Violations: []Violation{{"sqs-key", true, queueURN, "no key"}}},
			heard:    []Event{{Kind: EventViolation, Violation: Violation{"sqs-key", true, queueURN, "no key"}}},
		},
		"a policy advises": {
			line:     `{"policyEvent":{"message":"no owner","policyName":"owner","enforcementLevel":"advisory"}}`,
			expected: Result{Violations: []Violation{{"owner", false, "", "no owner"}}},
			heard:    []Event{{Kind: EventViolation, Violation: Violation{"owner", false, "", "no owner"}}},
		},
		"the begin of a run":            {line: `{"preludeEvent":{"config":{"covetpy:owner":"team"}}}`},
		"the summary of a run":          {line: summaryEvent},
		"the end of a run":              {line: `{"cancelEvent":{}}`},
		"what the command prints":       {line: `{"stdoutEvent":{"message":"hi","color":"raw"}}`},
		"the download of a plugin":      {line: `{"progressEvent":{"type":"plugin-download","id":"aws"}}`},
		"policies that load":            {line: `{"policyLoadEvent":{}}`},
		"policies that passed":          {line: `{"policyAnalyzeSummaryEvent":{"resourceUrn":"` + queueURN + `","passed":["sqs-key"]}}`},
		"an event from the future":      {line: `{"sequence":9,"weatherEvent":{"sun":true}}`},
		"an event without anything set": {line: `{}`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var e events.EngineEvent
			require.NoError(t, json.Unmarshal([]byte(c.line), &e.EngineEvent))
			var result Result
			var heard []Event
			g := &gatherer{result: &result, listen: func(e Event) { heard = append(heard, e) }, seen: map[stepKey]bool{}}
			g.online(e)
			require.Equal(t, c.expected, result)
			require.Equal(t, c.heard, heard)
		})
	}
}

func TestAnEventThatCannotBeReadIsAWarning(t *testing.T) {
	t.Parallel()
	var result Result
	g := &gatherer{result: &result, seen: map[stepKey]bool{}}
	g.online(events.EngineEvent{Error: errors.New("torn line")})
	require.Equal(t, []Diagnostic{{SeverityWarning, "", "progress is incomplete: torn line"}}, result.Diagnostics)
}
