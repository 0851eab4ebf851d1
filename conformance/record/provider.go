package record

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/conformance/emulator"
	"github.com/covetpy/platform/conformance/plugin"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/provider/wire"
	"github.com/covetpy/platform/sim/recorded"
)

const (
	// region of the emulators, and of the simulated cloud: ARNs in the examples are
	// of it.
	region = "eu-west-1"
	// patience is for a call that changes something. Upstream waits for minutes where
	// it expects that a service needs them, and an emulator never does; the longest
	// that it needs without cause is for the lifecycle rules of a bucket.
	patience = 150 * time.Second
	// soon is for a refusal.
	soon = 20 * time.Second
)

// cloud is upstream's provider on the emulators.
type cloud struct {
	binary  string
	pair    *emulator.Pair
	only    emulator.Name // Neither: every service where it is at home
	process *plugin.Process
}

// start starts the provider, or starts it again when it has ended: upstream panics
// at some answers, and the bridge does not outlive that without an engine.
func (c *cloud) start(ctx context.Context) error {
	if c.process != nil {
		if _, err := c.process.GetPluginInfo(ctx, &emptypb.Empty{}); err == nil {
			return nil
		}
		if err := c.process.Close(); err != nil {
			return err
		}
	}
	var err error
	if c.process, err = plugin.Start(ctx, c.binary, nil); err != nil {
		return err
	}
	settings := c.pair.Settings(region)
	settings["maxRetries"] = 2
	if c.only != emulator.Neither {
		endpoints := map[string]any{}
		for service := range c.pair.Endpoints() {
			endpoints[service] = c.pair.URL(c.only)
		}
		settings["endpoints"] = []any{endpoints}
	}
	return configure(ctx, c.process, settings)
}

func (c *cloud) close() error {
	if c.process == nil {
		return nil
	}
	return c.process.Close()
}

// on is the emulator that has the resources of a type.
func (c *cloud) on(typ string) emulator.Name {
	if c.only != emulator.Neither {
		return c.only
	}
	on, _ := emulator.Where(typ)
	return on
}

// called is the cloud's name where it has failed.
func (c *cloud) called(on emulator.Name) string {
	if c.only != emulator.Neither {
		return string(on)
	}
	return "each at home"
}

// fresh empties both emulators.
func (c *cloud) fresh(all examples.All) recorded.Fresh {
	return func(ctx context.Context) (*examples.Stage, error) {
		for _, name := range []emulator.Name{emulator.Moto, emulator.Ministack} {
			if err := c.pair.Reset(ctx, name); err != nil {
				return nil, err
			}
		}
		if err := c.start(ctx); err != nil {
			return nil, err
		}
		s := examples.NewStage(client{c.process}, all)
		s.Patience, s.Soon = patience.Seconds(), soon
		return s, nil
	}
}

// configure sends settings as an engine does: what is not a string, as JSON.
func configure(ctx context.Context, p *plugin.Process, settings map[string]any) error {
	args := map[string]any{}
	for key, v := range settings {
		if text, ok := v.(string); ok {
			args[key] = text
			continue
		}
		raw, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("configure upstream's provider: %s: %w", key, err)
		}
		args[key] = string(raw)
	}
	props, err := wire.Marshal(resource.NewPropertyMapFromMap(args))
	if err != nil {
		return err
	}
	if _, err := p.Configure(ctx, &pulumirpc.ConfigureRequest{Args: props}); err != nil {
		return fmt.Errorf("configure upstream's provider: %w", err)
	}
	return nil
}

// client has the methods of a server, and patience.
type client struct {
	to pulumirpc.ResourceProviderClient
}

func (c client) Check(ctx context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return c.to.Check(ctx, req)
}

func (c client) Diff(ctx context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return c.to.Diff(ctx, req)
}

func (c client) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	return c.to.Create(ctx, req)
}

func (c client) Read(ctx context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	return c.to.Read(ctx, req)
}

func (c client) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	return c.to.Update(ctx, req)
}

func (c client) Delete(ctx context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	return c.to.Delete(ctx, req)
}

// planner is the simulated cloud with upstream's own checks and plans for one
// resource: what upstream says without a cloud, of a state that the simulation made.
type planner struct {
	upstream  examples.Provider
	simulated pulumirpc.ResourceProviderServer
	urn       string
}

func (p planner) Check(ctx context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	if req.GetUrn() != p.urn {
		return p.simulated.Check(ctx, req)
	}
	return p.upstream.Check(ctx, req)
}

func (p planner) Diff(ctx context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return p.upstream.Diff(ctx, req)
}

func (p planner) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	if req.GetUrn() == p.urn && req.GetPreview() {
		return p.upstream.Create(ctx, req)
	}
	return p.simulated.Create(ctx, req)
}

func (p planner) Read(ctx context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	return p.simulated.Read(ctx, req)
}

func (p planner) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	return p.simulated.Update(ctx, req)
}

func (p planner) Delete(ctx context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	return p.simulated.Delete(ctx, req)
}
