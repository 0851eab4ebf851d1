package tests

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/cli"
	"github.com/covetpy/platform/internal/workspace"
)

// platform is the command with its state in a folder of the test's.
func platform(t testing.TB, home string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), asCommand+"=1", workspace.HomeVariable+"="+home)
	return cmd
}

// runs executes the command and returns its output and exit code.
func runs(t testing.TB, cmd *exec.Cmd) (string, int) {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if cmd.ProcessState == nil {
		require.NoError(t, err)
	}
	return out.String(), cmd.ProcessState.ExitCode()
}

// signalLater signals the process in the middle of what it does. One that has
// ended by then is past caring.
func signalLater(cmd *exec.Cmd, signal os.Signal, after time.Duration) {
	time.AfterFunc(after, func() { _ = cmd.Process.Signal(signal) })
}

// TestKilledAtRandomMoments kills a real process again and again in the middle of
// an up, and lets the next one finish.
func TestKilledAtRandomMoments(t *testing.T) {
	t.Parallel()
	const kills = 6
	home := t.TempDir()
	for range kills {
		// Now a hundredth, now a thousandth of real time: the moment falls into
		// another part of the up each time.
		factor := []string{"0.01", "0.001"}[rand.IntN(2)]
		up := platform(t, home, "up", "dev", "--offline", "--realtime", factor)
		require.NoError(t, up.Start())
		signalLater(up, syscall.SIGKILL, 200*time.Millisecond+rand.N(1500*time.Millisecond))
		_ = up.Wait() // it was killed
	}
	out, code := runs(t, platform(t, home, "up", "dev", "--offline"))
	require.Equal(t, 0, code, out)
	out, code = runs(t, platform(t, home, "up", "dev", "--offline", "--json"))
	require.Equal(t, 0, code, out)
	require.NotContains(t, out, `"action": "create"`)
	require.NotContains(t, out, `"action": "update"`)
	out, code = runs(t, platform(t, home, "destroy", "dev", "--offline"))
	require.Equal(t, 0, code, out)
	ledger, err := os.ReadFile(filepath.Join(home, "dev", "ledger.jsonl"))
	require.NoError(t, err)
	require.NotEmpty(t, ledger, "the ledger remembers what ids were given")
}

// TestTwoAtOnce has the second of two runs told who the first is.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	first := platform(t, home, "up", "dev", "--offline", "--realtime", "1")
	require.NoError(t, first.Start())
	lock := filepath.Join(home, "dev", "lock")
	require.Eventually(t, func() bool {
		raw, err := os.ReadFile(lock)
		return err == nil && strings.Contains(string(raw), "pid")
	}, 20*time.Second, 20*time.Millisecond)
	out, code := runs(t, platform(t, home, "preview", "dev", "--offline"))
	require.Equal(t, int(cli.ExitBusy), code, out)
	require.Contains(t, out, "environment dev is in use by process")
	require.NoError(t, first.Process.Kill())
	_ = first.Wait() // it was killed
	out, code = runs(t, platform(t, home, "up", "dev", "--offline"))
	require.Equal(t, 0, code, "a dead owner's lock is free: %s", out)
}

// TestInterrupted has an interrupt end a run in order.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	up := platform(t, home, "up", "dev", "--offline", "--realtime", "0.05")
	var out bytes.Buffer
	up.Stdout, up.Stderr = &out, &out
	require.NoError(t, up.Start())
	signalLater(up, os.Interrupt, 1500*time.Millisecond)
	_ = up.Wait() // its exit code is what counts
	require.Equal(t, int(cli.ExitInterrupted), up.ProcessState.ExitCode(), out.String())
	text, code := runs(t, platform(t, home, "up", "dev", "--offline"))
	require.Equal(t, 0, code, text)
}
