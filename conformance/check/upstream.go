package check

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/names"
	"github.com/covetpy/platform/conformance/plugin"
	"github.com/covetpy/platform/conformance/schema"
)

// Upstream is upstream's provider: a process for each configuration, as under the
// engine.
type Upstream struct {
	binary string
	view   upstreamsView
	trap   *trap
	log    *logServer

	mu        sync.Mutex
	instances map[string]*instance
}

// instance is one configured process.
type instance struct {
	*plugin.Process

	once sync.Once
	err  error
}

// Open prepares upstream's provider; a process starts when a configuration asks
// for it. Close ends them.
func Open(b build.Built) (*Upstream, error) {
	var view upstreamsView
	var err error
	if view.schema, err = schema.Read(b.Schema()); err != nil {
		return nil, err
	}
	if view.names, err = names.ReadKnown(); err != nil {
		return nil, err
	}
	trap, err := setTrap()
	if err != nil {
		return nil, err
	}
	log, err := serveLog()
	if err != nil {
		return nil, errors.Join(err, trap.close())
	}
	return &Upstream{binary: b.Plugin(), view: view, trap: trap, log: log, instances: map[string]*instance{}}, nil
}

// Close ends every process.
func (u *Upstream) Close() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	var err error
	for _, i := range u.instances {
		if i.Process != nil {
			err = errors.Join(err, i.Process.Close())
		}
	}
	u.log.close()
	return errors.Join(err, u.trap.close())
}

// instance returns the process with a configuration.
func (u *Upstream) instance(ctx context.Context, args *structpb.Struct) (*instance, error) {
	config := offNetwork(args, u.trap.address())
	key, err := proto.MarshalOptions{Deterministic: true}.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	u.mu.Lock()
	i := u.instances[string(key)]
	if i == nil {
		i = &instance{}
		u.instances[string(key)] = i
	}
	u.mu.Unlock()
	i.once.Do(func() { i.err = u.start(ctx, i, config) })
	return i, i.err
}

func (u *Upstream) start(ctx context.Context, i *instance, config *structpb.Struct) error {
	var err error
	if i.Process, err = plugin.Start(ctx, u.binary, nil); err != nil {
		return err
	}
	if _, err := i.Attach(ctx, &pulumirpc.PluginAttach{Address: u.log.address}); err != nil {
		return fmt.Errorf("have upstream's provider write its log: %w", err)
	}
	_, err = i.Configure(ctx, &pulumirpc.ConfigureRequest{Args: config})
	return err
}

// offNetwork is a configuration as the program gives it, but for what would ask
// the network: an account is not looked up, so it can't be compared either. Should
// upstream's code ask for something all the same, it ends in the trap.
func offNetwork(args *structpb.Struct, trap string) *structpb.Struct {
	out := &structpb.Struct{Fields: maps.Clone(args.GetFields())}
	if out.Fields == nil {
		out.Fields = map[string]*structpb.Value{}
	}
	delete(out.Fields, "allowedAccountIds")
	delete(out.Fields, "forbiddenAccountIds")
	for _, skip := range []string{"skipCredentialsValidation", "skipMetadataApiCheck", "skipRequestingAccountId"} {
		out.Fields[skip] = structpb.NewBoolValue(true)
	}
	for key, value := range map[string]string{
		"accessKey": "none", "secretKey": "none", "retryMode": "standard",
		"httpProxy": trap, "httpsProxy": trap, "noProxy": "127.0.0.1",
	} {
		out.Fields[key] = structpb.NewStringValue(value)
	}
	out.Fields["maxRetries"] = structpb.NewNumberValue(1)
	return out
}

// check runs upstream's validators.
func (i *instance) check(ctx context.Context, q *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	out, err := i.Check(ctx, q)
	return out, plain(err)
}

// plan runs upstream's plan of a resource that does not exist yet.
func (i *instance) plan(ctx context.Context, req *pulumirpc.CreateRequest, inputs *structpb.Struct) (*structpb.Struct, error) {
	out, err := i.Create(ctx, &pulumirpc.CreateRequest{
		Urn: req.GetUrn(), Name: req.GetName(), Type: req.GetType(),
		Properties: inputs, Timeout: req.GetTimeout(), Preview: true,
	})
	return out.GetProperties(), plain(err)
}

// plain is an error in upstream's words alone.
func plain(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(status.Convert(err).Message())
}
