package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/blang/semver"
	pulumiengine "github.com/pulumi/pulumi/pkg/v3/engine"
	"github.com/pulumi/pulumi/pkg/v3/pluginstorage"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy/deploytest"
	"github.com/pulumi/pulumi/pkg/v3/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// host serves the program, the providers and the policy pack to the engine. The
// engine's own test host is the shortest that runs them in process; it stays
// behind this function.
func (o *Offline) host(_ context.Context, sink, status diag.Sink, _ plugin.DebugContext) (plugin.Host, error) {
	loaders := make([]*deploytest.PluginLoader, 0, len(o.Providers)+1)
	for name, p := range o.Providers {
		loaders = append(loaders, deploytest.NewProviderLoader(tokens.Package(name), p.Version,
			func() (plugin.Provider, error) { return newProvider(p.New()), nil }))
	}
	if o.Policies != nil {
		loaders = append(loaders, deploytest.NewAnalyzerLoader(PolicyPackName, o.analyzer))
	}
	// The program reports through the host, whose address exists only once the
	// host does.
	var address string
	language := deploytest.NewLanguageRuntime(func(info plugin.RunInfo, _ *deploytest.ResourceMonitor) error {
		return o.runProgram(info, address)
	})
	host := deploytest.NewPluginHost(sink, status, language, loaders...)
	address = host.ServerAddr()
	return host, nil
}

// runProgram runs the program against the engine's monitor, as the published Go
// language host would.
func (o *Offline) runProgram(info plugin.RunInfo, engineAddress string) error {
	values := make(map[string]string, len(info.Config))
	for k, v := range info.Config {
		values[k.String()] = v
	}
	ctx, err := pulumi.NewContext(context.Background(), pulumi.RunInfo{
		Project:     info.Project,
		Stack:       info.Stack,
		Config:      values,
		Parallel:    info.Parallel,
		DryRun:      info.DryRun,
		MonitorAddr: info.MonitorAddress,
		EngineAddr:  engineAddress,
	})
	if err != nil {
		return fmt.Errorf("connect program to engine: %w", err)
	}
	return errors.Join(pulumi.RunWithContext(ctx, o.Program), ctx.Close())
}

// newProvider reaches a provider through memory.
func newProvider(server pulumirpc.ResourceProviderServer) plugin.Provider {
	conn := &memoryConn{service: &pulumirpc.ResourceProvider_ServiceDesc, server: server}
	return plugin.NewProviderWithClient(nil, pulumirpc.NewResourceProviderClient(conn), false)
}

// analyzer boots the policy pack and tells it about the stack.
func (o *Offline) analyzer(opts *plugin.PolicyAnalyzerOptions) (plugin.Analyzer, error) {
	server, err := o.Policies()
	if err != nil {
		return nil, fmt.Errorf("load policy pack: %w", err)
	}
	conn := &memoryConn{service: &pulumirpc.Analyzer_ServiceDesc, server: server}
	client := pulumirpc.NewAnalyzerClient(conn)
	if opts != nil {
		values := make(map[string]string, len(opts.Config))
		for k, v := range opts.Config {
			values[k.String()] = v
		}
		_, err := client.ConfigureStack(context.Background(), &pulumirpc.AnalyzerStackConfigureRequest{
			Stack: opts.Stack, Project: opts.Project, Organization: opts.Organization,
			DryRun: opts.DryRun, Config: values, Tags: opts.Tags,
		})
		if err != nil {
			return nil, fmt.Errorf("configure policy pack: %w", err)
		}
	}
	return plugin.NewAnalyzerWithClient(PolicyPackName, client), nil
}

// requiredPack tells the engine that the pack is needed and there.
type requiredPack struct{ config PolicyConfig }

var _ pulumiengine.RequiredPolicy = requiredPack{}

func (requiredPack) Name() string                          { return PolicyPackName }
func (requiredPack) Version() string                       { return "" }
func (requiredPack) Installed() bool                       { return true }
func (requiredPack) LocalPath() (string, error)            { return "", nil }
func (p requiredPack) Config() map[string]*json.RawMessage { return p.config }

var errNothingToInstall = errors.New("everything is in this process: there is nothing to install")

func (requiredPack) Download(
	context.Context, func(io.ReadCloser, int64) io.ReadCloser,
) (io.ReadCloser, int64, error) {
	return nil, 0, errNothingToInstall
}

func (requiredPack) Install(*plugin.Context, io.ReadCloser, io.Writer, io.Writer) error {
	return errNothingToInstall
}

func (requiredPack) ResolveEnvironments(context.Context) (*pulumiengine.ResolvedPolicyEnvironment, error) {
	return nil, nil
}

// installed is the plugin manager of a process that holds every plugin.
type installed struct{ pluginstorage.Context }

var _ pulumiengine.PluginManager = installed{}

func (installed) HasPlugin(context.Context, workspace.PluginDescriptor) bool { return true }

func (installed) HasPluginGTE(_ context.Context, spec workspace.PluginDescriptor) (bool, *semver.Version, error) {
	return true, spec.Version, nil
}

func (installed) GetPluginPath(
	context.Context, diag.Sink, workspace.PluginDescriptor, []workspace.ProjectPlugin,
) (string, error) {
	return "", nil
}

func (installed) DownloadPlugin(
	context.Context, workspace.PluginDescriptor,
	func(io.ReadCloser, int64) io.ReadCloser, func(error, int, int, time.Duration),
) (io.ReadCloser, int64, error) {
	return nil, 0, errNothingToInstall
}

func (installed) InstallPlugin(context.Context, workspace.PluginDescriptor, pluginstorage.Content, bool) error {
	return errNothingToInstall
}
