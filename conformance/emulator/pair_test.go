//go:build emulators

package emulator_test

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/emulator"
)

// start runs the pair for as long as the test.
func start(t *testing.T) *emulator.Pair {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	var log bytes.Buffer
	pair, err := emulator.Start(t.Context(), &log)
	require.NoError(t, err, log.String())
	t.Cleanup(func() { assert.NoError(t, pair.Close()) })
	return pair
}

func TestThePairStartsAndStops(t *testing.T) {
	pair := start(t)
	for _, name := range []emulator.Name{emulator.Moto, emulator.Ministack} {
		at, err := url.Parse(pair.URL(name))
		require.NoError(t, err)
		assert.Equal(t, "127.0.0.1", at.Hostname(), name)
		assert.True(t, listens(t, at.Host), "%s answers", name)
		_, port, err := net.SplitHostPort(at.Host)
		require.NoError(t, err)
		for _, beyond := range addresses(t) {
			assert.False(t, listens(t, net.JoinHostPort(beyond, port)), "%s listens on %s", name, beyond)
		}
	}
	scratch, err := filepath.Glob(filepath.Join(os.TempDir(), "conform-*"))
	require.NoError(t, err)
	assert.Len(t, scratch, 2)

	require.NoError(t, pair.Close())
	require.NoError(t, pair.Close(), "again")
	for _, name := range []emulator.Name{emulator.Moto, emulator.Ministack} {
		at, err := url.Parse(pair.URL(name))
		require.NoError(t, err)
		assert.False(t, listens(t, at.Host), "%s is gone", name)
	}
	scratch, err = filepath.Glob(filepath.Join(os.TempDir(), "conform-*"))
	require.NoError(t, err)
	assert.Empty(t, scratch)
}

// childVariable tells the test's own binary to be the process that dies.
const childVariable = "CONFORM_TEST_PAIR_CHILD"

// A caller that is killed can't close anything; the emulators notice.
func TestThePairGoesWithItsCaller(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		pair, err := emulator.Start(t.Context(), nil)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(os.Getenv(childVariable),
			[]byte(pair.URL(emulator.Moto)+" "+pair.URL(emulator.Ministack)), 0o600))
		select {} // until it is killed
	}
	told, scratch := filepath.Join(t.TempDir(), "urls"), t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestThePairGoesWithItsCaller$")
	child.Env = append(os.Environ(), childVariable+"="+told, "TMPDIR="+scratch)
	require.NoError(t, child.Start())
	t.Cleanup(func() { _ = child.Process.Kill() })
	const patience, pause = time.Minute, 50 * time.Millisecond
	var urls [][]byte
	require.Eventually(t, func() bool {
		raw, err := os.ReadFile(told)
		urls = bytes.Fields(raw)
		return err == nil && len(urls) == 2
	}, patience, pause, "it starts")
	require.NoError(t, child.Process.Kill())
	_ = child.Wait() // killed
	for _, at := range urls {
		parsed, err := url.Parse(string(at))
		require.NoError(t, err)
		assert.Eventually(t, func() bool { return !listens(t, parsed.Host) }, patience, pause, "%s is gone", at)
	}
	assert.Eventually(t, func() bool {
		left, err := os.ReadDir(scratch)
		return err == nil && len(left) == 0
	}, patience, pause, "and its files")
}

func listens(t *testing.T, address string) bool {
	t.Helper()
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(t.Context(), "tcp", address)
	if err == nil {
		_ = conn.Close()
	}
	return err == nil
}

// addresses are the machine's own beside the loopback interface's.
func addresses(t *testing.T) []string {
	t.Helper()
	all, err := net.InterfaceAddrs()
	require.NoError(t, err)
	var out []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			out = append(out, n.IP.String())
		}
	}
	return out
}
