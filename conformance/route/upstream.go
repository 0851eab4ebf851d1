package route

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/conformance/plugin"
	"github.com/covetpy/platform/sim/provider/wire"
)

// upstreams are the processes of upstream's provider, one for each configuration.
// The engine configures its providers anew in each operation; the processes stay.
type upstreams struct {
	binary  string
	log     io.Writer
	gateway *gateway

	mu      sync.Mutex
	running map[string]*configured
}

// configured is a process that has its configuration.
type configured struct {
	client  pulumirpc.ResourceProviderClient
	answer  *pulumirpc.ConfigureResponse
	process *plugin.Process
}

func newUpstreams(ctx context.Context, binary string, log io.Writer) (*upstreams, error) {
	g, err := openGateway(ctx)
	return &upstreams{binary: binary, log: log, gateway: g, running: map[string]*configured{}}, err
}

// configured returns the process for what the program asks of its provider, on the
// emulators.
func (u *upstreams) configured(ctx context.Context, args resource.PropertyMap, endpoints map[string]string, account string) (*configured, error) {
	args, err := onEmulators(args, endpoints, account, u.gateway.url)
	if err != nil {
		return nil, err
	}
	key, err := json.Marshal(args.Mappable())
	if err != nil {
		return nil, err
	}
	// One at a time: a start takes seconds of all processors anyway.
	u.mu.Lock()
	defer u.mu.Unlock()
	if c, ok := u.running[string(key)]; ok {
		return c, nil
	}
	process, err := plugin.Start(ctx, u.binary, u.log)
	if err != nil {
		return nil, err
	}
	c := &configured{client: process, process: process}
	if c.answer, err = configure(ctx, process, args); err != nil {
		return nil, errors.Join(err, process.Close())
	}
	u.running[string(key)] = c
	return c, nil
}

// configure checks and sets a configuration, as the engine does.
func configure(ctx context.Context, p pulumirpc.ResourceProviderClient, args resource.PropertyMap) (*pulumirpc.ConfigureResponse, error) {
	news, err := wire.Marshal(args)
	if err != nil {
		return nil, err
	}
	checked, err := p.CheckConfig(ctx, &pulumirpc.CheckRequest{
		Urn: "urn:pulumi:conform::conform::pulumi:providers:aws::aws", News: news,
	})
	if err != nil {
		return nil, err
	}
	if refused := said(checked.GetFailures()); refused != "" {
		return nil, errors.New(refused)
	}
	return p.Configure(ctx, &pulumirpc.ConfigureRequest{Args: checked.GetInputs()})
}

// onEmulators is a provider's configuration on the emulators: their addresses, and
// a key pair of the account. Nothing that the program sets is taken away.
func onEmulators(args resource.PropertyMap, endpoints map[string]string, account, gateway string) (resource.PropertyMap, error) {
	addresses, err := json.Marshal([]map[string]string{endpoints})
	if err != nil {
		return nil, fmt.Errorf("write the emulators' addresses: %w", err)
	}
	out := args.Copy()
	delete(out, "__internal") // the engine's own notes
	for key, value := range map[resource.PropertyKey]string{
		"endpoints": string(addresses),
		// The emulators take a key's id for the account's number, and any secret.
		"accessKey": account, "secretKey": "none",
		"s3UsePathStyle": "true", "skipMetadataApiCheck": "true",
		// What an emulator can't do it can't do later: the usual 25 attempts take minutes.
		"maxRetries": "2",
		"httpProxy":  gateway, "httpsProxy": gateway,
	} {
		out[key] = resource.NewProperty(value)
	}
	return out, nil
}

// close ends every process.
func (u *upstreams) close() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	errs := []error{u.gateway.close()}
	for key, c := range u.running {
		errs = append(errs, c.process.Close())
		delete(u.running, key)
	}
	return errors.Join(errs...)
}
