package plugin

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// script is a program in place of the provider.
func script(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "provider")
	require.NoError(t, os.WriteFile(file, []byte("#!/bin/sh\n"+text), 0o755))
	return file
}

func TestAPluginSaysWhereItListensAndIsEnded(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	p, err := Start(t.Context(), script(t, "echo started >&2\necho 4321\nexec sleep 600\n"), &log)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:4321", p.conn.Target())
	require.NoError(t, p.Close())
	require.NotNil(t, p.command.ProcessState, "the process has ended")
	assert.Equal(t, "started\n", log.String())
}

func TestAPluginThatDoesNotStartIsAnError(t *testing.T) {
	t.Parallel()
	_, err := Start(t.Context(), filepath.Join(t.TempDir(), "none"), nil)
	require.ErrorContains(t, err, "start the provider")

	_, err = Start(t.Context(), script(t, "exit 1\n"), nil)
	require.ErrorContains(t, err, "it ended before it said where it listens")

	_, err = Start(t.Context(), script(t, "echo no port\nexec sleep 600\n"), nil)
	require.ErrorContains(t, err, "no port")

	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = Start(ctx, script(t, "exec sleep 600\n"), nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestNothingOfTheCallersAccountReachesIt(t *testing.T) {
	t.Parallel()
	out := environment([]string{"HOME=/home/x", "AWS_ACCESS_KEY_ID=AKIA", "AWS_PROFILE=prod"})
	assert.Contains(t, out, "HOME=/home/x")
	assert.NotContains(t, out, "AWS_ACCESS_KEY_ID=AKIA")
	assert.NotContains(t, out, "AWS_PROFILE=prod")
	assert.Contains(t, out, "AWS_EC2_METADATA_DISABLED=true")
}
