//go:build plugin

package plugin

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/build"
)

// childVariable tells the test's own binary to be the process that is killed.
const childVariable = "CONFORM_TEST_PLUGIN_CHILD"

// A caller that is killed can't close anything; the provider notices.
func TestTheProviderGoesWithItsCaller(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	built, err := build.Find(t.Context(), root)
	require.NoError(t, err)
	if file := os.Getenv(childVariable); file != "" {
		p, err := Start(t.Context(), built.Plugin(), nil)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, []byte(p.conn.Target()), 0o600))
		select {} // until it is killed
	}
	const patience, pause = time.Minute, 50 * time.Millisecond
	told := filepath.Join(t.TempDir(), "told")
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTheProviderGoesWithItsCaller$")
	child.Env = append(os.Environ(), childVariable+"="+told)
	require.NoError(t, child.Start())
	var address []byte
	require.Eventually(t, func() bool {
		address, err = os.ReadFile(told)
		return err == nil && len(address) > 0
	}, patience, pause, "it starts")
	require.NoError(t, child.Process.Signal(syscall.SIGKILL))
	_ = child.Wait() // killed
	assert.Eventually(t, func() bool { return !listens(t, string(address)) }, patience, pause, "the provider is gone")
}

func listens(t *testing.T, address string) bool {
	t.Helper()
	conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", address)
	if err != nil {
		return false
	}
	require.NoError(t, conn.Close())
	return true
}
