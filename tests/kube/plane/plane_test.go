//go:build servers

package plane

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/tests/kube/build"
)

func binary(t *testing.T) string {
	t.Helper()
	b, err := build.Find("..")
	require.NoError(t, err)
	return b.Binary()
}

func TestNothingIsLeftOfAPlaneThatIsClosed(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var log bytes.Buffer
	p, err := Start(t.Context(), binary(t), &log)
	require.NoError(t, err)
	require.NoError(t, p.Ended())
	servers := p.processes
	require.Len(t, servers, 5)

	require.NoError(t, p.Close())
	for _, s := range servers {
		assert.Equal(t, "signal: killed", s.command.ProcessState.String(), s.name)
	}
	left, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	assert.Empty(t, left)
	assert.Empty(t, log.String(), "nobody asks what servers say that did as they were told")
}

func TestAServerThatEndsByItselfIsToldOf(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var log bytes.Buffer
	p, err := Start(t.Context(), binary(t), &log)
	require.NoError(t, err)
	ctx, stop := p.Context(t.Context())
	defer stop()
	etcd := p.processes[0]
	require.NoError(t, etcd.command.Process.Kill())

	<-ctx.Done()
	require.EqualError(t, context.Cause(ctx), "etcd ended by itself: signal: killed")
	require.ErrorContains(t, p.Ended(), "etcd ended by itself")
	require.NoError(t, p.Close())
	assert.True(t, strings.HasPrefix(log.String(), "--- etcd\n") || strings.Contains(log.String(), "\n--- etcd\n"), log.String())
}

// A process that is killed closes nothing itself; the pipe that its servers hold is
// closed all the same.
func TestAServerGoesWithWhoeverStartedIt(t *testing.T) {
	dir := t.TempDir()
	script := `"$0" etcd --data-dir="$1" --listen-client-urls=http://127.0.0.1:0 --advertise-client-urls=http://127.0.0.1:0 ` +
		`--listen-peer-urls=http://127.0.0.1:0 <&0 & wait`
	starter := exec.CommandContext(t.Context(), "sh", "-c", script, binary(t), filepath.Join(dir, "data"))
	stdin, err := starter.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, starter.Start())
	require.NoError(t, stdin.Close())
	assert.NoError(t, starter.Wait(), "the shell waits for the server, which has ended")
}
