//go:build cli

package engine

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// attached is the fake cloud as a provider that the command attaches to.
type attached struct{ *fakeCloud }

func (attached) Attach(context.Context, *pulumirpc.PluginAttach) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

func (attached) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: "1.0.0"}, nil
}

// project makes a project with a stack in a file backend, and a provider that
// the real command on PATH attaches to.
func project(t *testing.T, cloud *fakeCloud) Online {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	pulumirpc.RegisterResourceProviderServer(server, attached{cloud})
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)

	root := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(root, "Pulumi.yaml"), []byte("name: covetpy\nruntime: go\n"), 0o600))
	return Online{Root: root, Stack: "test", Environment: map[string]string{
		"PULUMI_BACKEND_URL":       "file://" + t.TempDir(),
		"PULUMI_HOME":              t.TempDir(),
		"PULUMI_CONFIG_PASSPHRASE": "none",
		"PULUMI_SKIP_UPDATE_CHECK": "true",
		"PULUMI_DEBUG_PROVIDERS":   fmt.Sprintf("fake:%d", listener.Addr().(*net.TCPAddr).Port),
	}}
}

func (o *Online) pulumi(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pulumi", append([]string{"--non-interactive"}, args...)...)
	cmd.Dir = o.Root
	cmd.Env = os.Environ()
	for k, v := range o.Environment {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

// TestTheCommandDoesWhatTheEngineHereDoes takes one environment through its life
// twice, with the real command and with the engine in this process.
func TestTheCommandDoesWhatTheEngineHereDoes(t *testing.T) {
	ctx := context.Background()
	clouds := []*fakeCloud{newFakeCloud(), newFakeCloud()}
	store := &MemoryStore{}
	online := project(t, clouds[0])
	_, err := online.Run(ctx, OpUp)
	require.ErrorIs(t, err, ErrNoStack)
	online.pulumi(t, "stack", "init", "test")

	first, second := chain(1, "x", "y", "z"), chain(2, "x2", "y2", "z")
	broken := func(*pulumi.Context) error { return fmt.Errorf("the program is broken") }
	for _, step := range []struct {
		name    string
		op      Operation
		program pulumi.RunFunc
	}{
		{"preview of nothing", OpPreview, first},
		{"creation", OpUp, first},
		{"no change", OpUp, first},
		{"refresh", OpRefresh, first},
		{"preview of a refresh", OpPreviewRefresh, first},
		{"preview of a replacement", OpPreview, second},
		{"replacement", OpUp, second},
		{"a broken program", OpUp, broken},
		{"preview of the end", OpPreviewDestroy, second},
		{"the end", OpDestroy, second},
	} {
		offline := fakeOffline(t, clouds[1], store, step.program)
		online.Program = step.program
		expected, expectedErr := offline.Run(ctx, step.op)
		result, err := online.Run(ctx, step.op)
		require.Equal(t, expectedErr == nil, err == nil, "%s: %v, but %v", step.name, expectedErr, err)
		require.ElementsMatch(t, expected.Steps, result.Steps, step.name)
		require.Equal(t, expected.Outputs, result.Outputs, step.name)
		require.Equal(t, expected.Diagnostics, result.Diagnostics, step.name)
		require.Equal(t, clouds[1].dump(), clouds[0].dump(), step.name)
	}
	_, err = online.Export(ctx)
	require.NoError(t, err)
}

func TestASecondUpdateIsToldThatItIsSecond(t *testing.T) {
	ctx := context.Background()
	cloud := newFakeCloud()
	first := project(t, cloud)
	first.pulumi(t, "stack", "init", "test")
	second := first
	second.Program = chain(1, "y")
	running, refused := make(chan struct{}), make(chan struct{})
	first.Program = func(c *pulumi.Context) error {
		close(running)
		<-refused
		return chain(1, "x")(c)
	}
	var again error
	go func() {
		defer close(refused)
		<-running
		_, again = second.Run(ctx, OpUp)
	}()
	_, err := first.Run(ctx, OpUp)
	require.NoError(t, err)
	require.ErrorIs(t, again, ErrBusy)
	require.Equal(t, []string{"x 1 "}, cloud.dump())
}

func TestNobodyIsLoggedIn(t *testing.T) {
	o := project(t, newFakeCloud())
	delete(o.Environment, "PULUMI_BACKEND_URL")
	_, err := o.Run(context.Background(), OpPreview)
	require.ErrorIs(t, err, ErrNoLogin)
	_, err = o.Export(context.Background())
	require.ErrorIs(t, err, ErrNoLogin)
}
