package show

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

// clock matches the time in a line of progress.
var clock = regexp.MustCompile(`[0-9.]+m?s `)

// told is what a display of total steps printed of events, with the time as "T".
func told(live bool, total int, events ...engine.Event) string {
	var b strings.Builder
	p := NewProgress(&b, live, total)
	for _, e := range events {
		p.Listen(e)
	}
	p.Close()
	return clock.ReplaceAllString(b.String(), "T ")
}

func began(s engine.Step) engine.Event { return engine.Event{Kind: engine.EventStarted, Step: s} }
func ended(s engine.Step) engine.Event { return engine.Event{Kind: engine.EventFinished, Step: s} }

func TestProgressWithoutATerminalIsALineAResource(t *testing.T) {
	t.Parallel()
	made, changed := step(engine.ActionCreate, vpc), step(engine.ActionUpdate, subnet)
	cases := map[string]struct {
		total  int
		events []engine.Event
		want   string
	}{
		"what is done to resources": {2, []engine.Event{began(made), began(changed), ended(made), ended(changed)}, `
   1/2     T  +  aws:ec2/vpc:Vpc                                              main
   2/2     T  ~  aws:ec2/subnet:Subnet                                        private-a
`},
		"of nobody knows how many": {0, []engine.Event{began(made), ended(made)}, `
   1     T  +  aws:ec2/vpc:Vpc                                              main
`},
		"nothing of what stays, nor of the stack and its providers": {1, []engine.Event{
			ended(step(engine.ActionSame, vpc)), ended(step(engine.ActionCreate, stack)),
			ended(step(engine.ActionCreate, provider)), ended(step(engine.ActionReplace, subnet)),
		}, ``},
		"what went wrong": {3, []engine.Event{
			began(made),
			{Kind: engine.EventDiagnostic, Diagnostic: eventful().Diagnostics[0]},
			{Kind: engine.EventFailed, Step: made},
			{Kind: engine.EventDiagnostic, Diagnostic: eventful().Diagnostics[1]},
			{Kind: engine.EventViolation, Violation: eventful().Violations[0]},
			{Kind: engine.EventViolation, Violation: eventful().Violations[1]},
		}, `
error: aws:ec2/vpc:Vpc main: it broke
    twice
! aws:ec2/vpc:Vpc main failed
warning: slow
policy cmk (mandatory): aws:s3/bucket:Bucket loose: not encrypted
    use a key
policy tags (advisory): the stack has no owner
`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, strings.TrimPrefix(c.want, "\n"), told(false, c.total, c.events...))
		})
	}
}

// TestTheLiveLineSaysWhatIsBeingDone draws the line by hand, as its clock would.
func TestTheLiveLineSaysWhatIsBeingDone(t *testing.T) {
	t.Parallel()
	refreshed := step(engine.ActionRefresh, vpc)
	cases := map[string]struct {
		events []engine.Event
		want   string
	}{
		"nothing":      {nil, ""},
		"one resource": {[]engine.Event{began(step(engine.ActionCreate, vpc))}, "   0/9     T  +  aws:ec2/vpc:Vpc main"},
		"three resources": {
			[]engine.Event{
				began(step(engine.ActionDelete, vpc)), began(step(engine.ActionDelete, subnet)), began(step(engine.ActionDelete, bucket)),
			},
			"   0/9     T  -  aws:ec2/vpc:Vpc main and 2 more",
		},
		"what is left of two": {
			[]engine.Event{
				began(step(engine.ActionCreate, vpc)), began(step(engine.ActionCreate, subnet)), ended(step(engine.ActionCreate, vpc)),
			},
			"   1/9     T  +  aws:ec2/subnet:Subnet private-a",
		},
		"a component, which is told by its parts": {
			[]engine.Event{began(step(engine.ActionCreate, whole)), began(step(engine.ActionCreate, vpc))},
			"   0/9     T  +  aws:ec2/vpc:Vpc main",
		},
		"a refresh that found nothing":    {[]engine.Event{began(refreshed), ended(step(engine.ActionSame, vpc))}, ""},
		"a refresh that found it changed": {[]engine.Event{began(refreshed), ended(step(engine.ActionUpdate, vpc))}, ""},
		"a failure scrolls and leaves no line": {
			[]engine.Event{began(step(engine.ActionCreate, vpc)), {Kind: engine.EventFailed, Step: step(engine.ActionCreate, vpc)}},
			"! aws:ec2/vpc:Vpc main failed\n",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			p := &Progress{out: &b, live: true, total: 9}
			for _, e := range c.events {
				p.Listen(e)
			}
			p.draw()
			line := regexp.MustCompile(` [0-9.hms]+s  `).ReplaceAllString(b.String(), "     T  ")
			require.Equal(t, c.want, line)
		})
	}
}

func TestTheLiveLineIsWipedBeforeWhatLasts(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	p := NewProgress(&b, true, 1)
	p.Listen(began(step(engine.ActionCreate, vpc)))
	p.mu.Lock()
	p.draw()
	p.mu.Unlock()
	p.Listen(engine.Event{Kind: engine.EventDiagnostic, Diagnostic: engine.Diagnostic{Severity: engine.SeverityWarning, Message: "slow"}})
	p.Close()
	require.Contains(t, b.String(), "aws:ec2/vpc:Vpc main\r\x1b[Kwarning: slow\n")
}

func TestOnlyWhatIsDoneToResourcesCounts(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		result *engine.Result
		want   int
	}{
		"nothing":            {&engine.Result{}, 0},
		"everything at once": {eventful(), 5},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, Total(c.result))
		})
	}
}

func TestObjectionsArePoliciesFirst(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	Objections(&b, eventful())
	require.Equal(t, `policy cmk (mandatory): aws:s3/bucket:Bucket loose: not encrypted
    use a key
policy tags (advisory): the stack has no owner
error: aws:ec2/vpc:Vpc main: it broke
    twice
warning: slow
`, b.String())
}
