package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/workspace"
)

func TestEveryErrorHasItsExitCode(t *testing.T) {
	t.Parallel()
	faults := fault.Faults{{Path: "network.zones", Found: "9", Accepted: "2 to 4"}}
	busy := &workspace.BusyError{Environment: "dev"}
	cases := map[string]struct {
		err  error
		code ExitCode
	}{
		"none":                        {nil, ExitOK},
		"any":                         {errors.New("it broke"), ExitFailed},
		"a failed run":                {fmt.Errorf("up dev: %w", engine.ErrFailed), ExitFailed},
		"a fault in the input":        {fmt.Errorf("load: %w", faults), ExitBadInput},
		"a wrong command line":        {fmt.Errorf("up: %w", usageError{errors.New("no")}), ExitBadInput},
		"a policy":                    {fmt.Errorf("up dev: %w", engine.ErrPolicy), ExitPolicy},
		"a proof that fails":          {errNotProved, ExitPolicy},
		"a held environment":          {fmt.Errorf("up dev: %w", busy), ExitBusy},
		"a burning budget":            {fmt.Errorf("gate api: %w", errBurning), ExitFailed},
		"a service nobody knows of":   {fmt.Errorf("gate api: %w", errUnknown), ExitUnknown},
		"an interrupt":                {fmt.Errorf("up dev: %w", context.Canceled), ExitInterrupted},
		"an interrupt of a run":       {errors.Join(context.Canceled, engine.ErrFailed), ExitInterrupted},
		"an interrupt and a policy":   {errors.Join(engine.ErrPolicy, context.Canceled), ExitInterrupted},
		"a wrong input, not released": {errors.Join(faults, errors.New("unlock")), ExitBadInput},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.code, exitCode(c.err))
		})
	}
}

func TestErrorsAreToldOneALine(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		err  error
		want string
	}{
		"none": {nil, ""},
		"any":  {errors.New("it broke"), "error: it broke\n"},
		"two faults": {
			fmt.Errorf("load: %w", fault.Faults{
				{Where: "Pulumi.dev.yaml:3", Path: "network.zones", Found: "9", Accepted: "2 to 4"}, {Path: "owner"},
			}),
			"error: Pulumi.dev.yaml:3: network.zones: found 9, accepted: 2 to 4\nerror: owner: missing\n",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			report(&b, c.err)
			require.Equal(t, c.want, b.String())
		})
	}
}

// TestTheREADMEsExitCodesAreTheCommands compares the README's table with the
// one that the help prints.
func TestTheREADMEsExitCodesAreTheCommands(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, part, found := strings.Cut(string(raw), "## Exit codes\n\n| code | meaning |\n|---|---|\n")
	require.True(t, found)
	table, _, found := strings.Cut(part, "\n\n")
	require.True(t, found)
	var want, help []string
	for _, c := range exitCodes {
		want = append(want, fmt.Sprintf("| %d | %s |", c.code, c.meaning))
		help = append(help, fmt.Sprintf("%5d  %s", c.code, c.meaning))
	}
	require.Equal(t, want, strings.Split(table, "\n"))
	require.Equal(t, "Exit codes:\n"+strings.Join(help, "\n")+"\n", exitCodeHelp())
}
