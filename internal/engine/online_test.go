package engine

import (
	"context"
	"fmt"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"
)

// What the command prints and does after an operation that went well.
var (
	noOutputs = answer{Stdout: "{}"}
	noHistory = answer{Stdout: "[]"}
)

const summaryEvent = `{"summaryEvent":{"resourceChanges":{"create":1},"PolicyPacks":null}}`

func diagnosticEvent(severity, message string) string {
	return fmt.Sprintf(`{"diagnosticEvent":{"severity":%q,"message":%q,"color":"raw"}}`, severity, message)
}

func stepEvent(kind, op, urn string) string {
	return fmt.Sprintf(`{%q:{"metadata":{"op":%q,"urn":%q,"old":null,"new":null,"detailedDiff":null}}}`, kind, op, urn)
}

const queueURN = "urn:pulumi:dev::covetpy::aws:sqs/queue:Queue::orders"

func TestEachOperationCallsTheCommand(t *testing.T) {
	created := []string{stepEvent("resourcePreEvent", "create", queueURN), stepEvent("resOutputsEvent", "create", queueURN), summaryEvent}
	cases := map[string]struct {
		op       Operation
		answers  answers
		expected []string
	}{
		"a preview": {
			OpPreview,
			answers{"preview": {Events: created}},
			[]string{"preview --exec-kind=auto.local --policy-pack=policy --parallel=3 --event-log LOG --stack dev"},
		},
		"an update": {
			OpUp,
			answers{"up": {Events: created}, "stack output": noOutputs, "stack history": noHistory},
			[]string{
				"up --yes --skip-preview --exec-kind=auto.local --event-log LOG --policy-pack=policy --parallel=3 --stack dev",
				"stack output --json --stack dev",
				"stack output --json --show-secrets --stack dev",
				"stack history --json --show-secrets --page-size 1 --page 1 --stack dev",
			},
		},
		"a refresh": {
			OpRefresh,
			answers{"refresh": {Events: created}, "stack history": noHistory},
			[]string{
				"refresh --yes --skip-preview --parallel=3 --exec-kind=auto.local --event-log LOG --stack dev",
				"stack history --json --show-secrets --page-size 1 --page 1 --stack dev",
			},
		},
		"a preview of a refresh": {
			OpPreviewRefresh,
			answers{"refresh": {Events: created}},
			[]string{"refresh --preview-only --parallel=3 --exec-kind=auto.local --event-log LOG --stack dev"},
		},
		"a destroy": {
			OpDestroy,
			answers{"destroy": {Events: created}, "stack history": noHistory},
			[]string{
				"destroy --parallel=3 --exec-kind=auto.local --yes --skip-preview --event-log LOG --stack dev",
				"stack history --json --show-secrets --page-size 1 --page 1 --stack dev",
			},
		},
		"a preview of a destroy": {
			OpPreviewDestroy,
			answers{"destroy": {Events: created}},
			[]string{"destroy --parallel=3 --exec-kind=auto.local --preview-only --event-log LOG --stack dev"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			calls := standIn(t, c.answers)
			var heard []EventKind
			o := &Online{
				Root: t.TempDir(), Stack: "dev", PolicyPacks: []string{"policy"}, Parallel: 3,
				Listen: func(e Event) { heard = append(heard, e.Kind) },
			}
			result, err := o.Run(context.Background(), c.op)
			require.NoError(t, err)
			require.Equal(t, append([]string{"version"}, c.expected...), calls())
			require.Equal(t, []EventKind{EventStarted, EventFinished}, heard)
			require.Positive(t, result.Duration)
			result.Duration = 0
			require.Equal(t, &Result{Operation: c.op, Steps: []Step{{Action: ActionCreate, URN: queueURN}}}, result)
		})
	}
}

func TestAFailureOfTheCommandSaysWhatToDo(t *testing.T) {
	violation := `{"policyEvent":{"resourceUrn":"` + queueURN + `","message":"no key","policyName":"sqs-key","enforcementLevel":"mandatory"}}`
	cases := map[string]struct {
		answer   answer
		expected error
		message  string
	}{
		"nobody is logged in": {
			answer{Stderr: "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions\n", Code: 255},
			ErrNoLogin,
			"preview dev: the pulumi command is not logged in to a backend: run `pulumi login`, or set " +
				"PULUMI_BACKEND_URL: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
		},
		"there is no such stack": {
			answer{Stderr: "error: no stack named 'dev' found\n", Code: 255},
			ErrNoStack,
			"preview dev: the stack does not exist: create it with `pulumi stack init dev`",
		},
		"another update holds a file backend's lock": {
			answer{Stderr: "error: the stack is currently locked by 1 lock(s).\n", Code: 255},
			ErrBusy,
			"preview dev: another update of the stack is in progress: wait for it to end, or, where its process is dead, " +
				"run `pulumi cancel -s dev`: the stack is currently locked by 1 lock(s).",
		},
		"another update is known to the service": {
			answer{Stderr: "error: [409] Conflict: Another update is currently in progress.\n", Code: 255},
			ErrBusy,
			"preview dev: another update of the stack is in progress: wait for it to end, or, where its process is dead, " +
				"run `pulumi cancel -s dev`: [409] Conflict: Another update is currently in progress.",
		},
		"a mandatory policy objects": {
			answer{Events: []string{violation, summaryEvent}, Stderr: "error: preview failed\n", Code: 255},
			ErrPolicy,
			"preview dev: a mandatory policy is violated",
		},
		"the diagnostics tell why": {
			answer{Events: []string{diagnosticEvent("error", "no quota"), summaryEvent}, Stderr: "error: update failed\n", Code: 255},
			ErrFailed,
			"preview dev: " + ErrFailed.Error(),
		},
		"the program fails": {
			answer{Stdout: "all that was shown", Stderr: "error: update failed\nerror: it did\n", Code: 255},
			nil,
			"preview dev: update failed; it did",
		},
		"the command fails without a word": {
			answer{Stdout: "all that was shown", Code: 7},
			nil,
			"preview dev: failed to run preview: exit status 7",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			standIn(t, answers{"preview": c.answer})
			o := &Online{Root: t.TempDir(), Stack: "dev"}
			result, err := o.Run(context.Background(), OpPreview)
			require.EqualError(t, err, c.message)
			require.Equal(t, OpPreview, result.Operation)
			if c.expected != nil {
				require.ErrorIs(t, err, c.expected)
			}
		})
	}
}

func TestWithoutTheCommandTheErrorSaysHowToGetIt(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	o := &Online{Root: t.TempDir(), Stack: "dev"}
	message := "there is no pulumi command: install the Pulumi CLI (https://www.pulumi.com/docs/install) and have it on PATH, or use --offline"
	_, err := o.Run(context.Background(), OpUp)
	require.ErrorIs(t, err, ErrNoCommand)
	require.EqualError(t, err, "up dev: "+message)
	_, err = o.Export(context.Background())
	require.ErrorIs(t, err, ErrNoCommand)
	require.EqualError(t, err, "export dev: "+message)
}

func TestACommandThatIsTooOldIsRefused(t *testing.T) {
	standIn(t, answers{"version": {Stdout: "v2.9.0"}})
	_, err := (&Online{Root: t.TempDir(), Stack: "dev"}).Run(context.Background(), OpUp)
	require.ErrorContains(t, err, "for its version: Minimum version requirement failed")
}

func TestAnInterruptIsWaitedFor(t *testing.T) {
	standIn(t, answers{"up": {
		Waits: true, Events: []string{stepEvent("resourcePreEvent", "create", queueURN)},
		Stderr: "error: update canceled\n", Code: 255,
	}})
	ctx, cancel := context.WithCancel(context.Background())
	o := &Online{Root: t.TempDir(), Stack: "dev", Listen: func(e Event) {
		if e.Kind == EventStarted {
			cancel()
		}
	}}
	result, err := o.Run(ctx, OpUp)
	require.ErrorIs(t, err, context.Canceled)
	require.EqualError(t, err, "up dev: context canceled: update canceled")
	require.Equal(t, []Diagnostic{{Severity: SeverityInfo, Message: "finishing what was begun"}}, result.Diagnostics)
}

func TestACommandIsNotBegunAfterAnInterrupt(t *testing.T) {
	calls := standIn(t, answers{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := (&Online{Root: t.TempDir(), Stack: "dev"}).Run(ctx, OpUp)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, []string{"version"}, calls())
}

func TestAnExportKeepsSecretsEncrypted(t *testing.T) {
	calls := standIn(t, answers{"stack export": {Stdout: `{"version": 3}`}})
	raw, err := (&Online{Root: t.TempDir(), Stack: "dev"}).Export(context.Background())
	require.NoError(t, err)
	require.JSONEq(t, `{"version": 3}`, string(raw))
	require.Equal(t, []string{"version", "stack export --stack dev"}, calls())
}

func TestAnExportOfNoStackSaysHowToMakeIt(t *testing.T) {
	standIn(t, answers{"stack export": {Stderr: "error: no stack named 'dev' found\n", Code: 255}})
	_, err := (&Online{Root: t.TempDir(), Stack: "dev"}).Export(context.Background())
	require.ErrorIs(t, err, ErrNoStack)
	require.EqualError(t, err, "export dev: the stack does not exist: create it with `pulumi stack init dev`")
}

func TestAPreviewTellsTheOutputs(t *testing.T) {
	stack := `{"resOutputsEvent":{"metadata":{"op":"create","urn":"urn:pulumi:dev::covetpy::pulumi:pulumi:Stack::covetpy-dev",
		"new":{"outputs":{"vpc":"vpc-1","token":"[secret]","later":"04da6b54-80e4-46f7-96ec-b56ff0331ba9"}},"detailedDiff":null}}}`
	standIn(t, answers{"preview": {Events: []string{stack, summaryEvent}}})
	result, err := (&Online{Root: t.TempDir(), Stack: "dev"}).Run(context.Background(), OpPreview)
	require.NoError(t, err)
	require.Equal(t, resource.PropertyMap{
		"vpc":   resource.NewStringProperty("vpc-1"),
		"token": resource.NewStringProperty("[secret]"),
		"later": resource.MakeComputed(resource.NewStringProperty("")),
	}, result.Outputs)
}
