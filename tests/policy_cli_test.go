//go:build cli

package tests

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider"
	"github.com/covetpy/platform/stacks"
)

// attached is a simulated provider that the command attaches to.
type attached struct {
	pulumirpc.ResourceProviderServer
}

func (attached) Attach(context.Context, *pulumirpc.PluginAttach) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// attach serves the simulated providers, and returns what tells the command of
// them.
func attach(t *testing.T, cloud *sim.Cloud) string {
	t.Helper()
	var list []string
	for name, server := range map[string]pulumirpc.ResourceProviderServer{
		"aws": provider.NewAWS(cloud), "eks": provider.NewEKS(cloud), "kubernetes": provider.NewKubernetes(cloud),
	} {
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		s := grpc.NewServer()
		pulumirpc.RegisterResourceProviderServer(s, attached{server})
		go func() { _ = s.Serve(listener) }()
		t.Cleanup(s.Stop)
		list = append(list, fmt.Sprintf("%s:%d", name, listener.Addr().(*net.TCPAddr).Port))
	}
	return strings.Join(list, ",")
}

// TestThePackRunsUnderThePublishedCommand has `pulumi preview --policy-pack policy`
// judge an environment, whole and with a queue too many. The command starts packs
// in Go through its language plugin for Go, which it is published with; where
// there is none it looks for an analyzer of that name, which is the pack itself.
func TestThePackRunsUnderThePublishedCommand(t *testing.T) {
	w := newWorld(t, "dev")
	bin := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(bin, "pulumi-analyzer-policy-go"), "../policy")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))

	project := t.TempDir()
	for _, file := range []string{"Pulumi.yaml", "Pulumi.dev.yaml"} {
		raw, err := os.ReadFile(filepath.Join(root, file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(project, file), raw, 0o600))
	}
	pack, err := filepath.Abs(filepath.Join(root, "policy"))
	require.NoError(t, err)
	online := engine.Online{
		Root: project, Stack: "dev", PolicyPacks: []string{pack}, Environment: map[string]string{
			"PATH":                     bin + string(os.PathListSeparator) + os.Getenv("PATH"),
			"PULUMI_BACKEND_URL":       "file://" + t.TempDir(),
			"PULUMI_HOME":              t.TempDir(),
			"PULUMI_CONFIG_PASSPHRASE": "none",
			"PULUMI_SKIP_UPDATE_CHECK": "true",
			"PULUMI_DEBUG_PROVIDERS":   attach(t, w.cloud),
		},
	}
	begin := exec.CommandContext(t.Context(), "pulumi", "--non-interactive", "stack", "init", "dev")
	begin.Dir, begin.Env = project, os.Environ()
	for key, value := range online.Environment {
		begin.Env = append(begin.Env, key+"="+value)
	}
	out, err = begin.CombinedOutput()
	require.NoError(t, err, string(out))

	online.Program = stacks.Program(w.loaded, today)
	result, err := online.Run(t.Context(), engine.OpPreview)
	require.NoError(t, err, result.Diagnostics)
	assert.Greater(t, len(result.Steps), 200)

	online.Program = func(ctx *pulumi.Context) error {
		if _, err := sqs.NewQueue(ctx, "one-too-many", &sqs.QueueArgs{}); err != nil {
			return err
		}
		return stacks.Program(w.loaded, today)(ctx)
	}
	result, err = online.Run(t.Context(), engine.OpPreview)
	require.ErrorIs(t, err, engine.ErrPolicy)
	var policies []string
	for _, v := range result.Violations {
		if !v.Mandatory {
			continue
		}
		// The queue, and the default provider that nobody configured for it.
		assert.True(t, v.URN.Name() == "one-too-many" || v.URN.Type() == "pulumi:providers:aws", "%s", v.URN)
		policies = append(policies, v.Policy)
	}
	assert.Contains(t, policies, "encryption-sqs-queue")
}
