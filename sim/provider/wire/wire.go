// Package wire is what the simulated provider servers have in common: the parts
// of the protocol that know no resource types.
package wire

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// Base answers what every server answers alike. Embed it.
type Base struct {
	pulumirpc.UnimplementedResourceProviderServer

	version string
	stop    chan struct{}
	once    sync.Once
}

// NewBase returns the base of a server of the plugin's version.
func NewBase(version string) *Base {
	return &Base{version: version, stop: make(chan struct{})}
}

// GetPluginInfo says the version.
func (b *Base) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: b.version}, nil
}

// Attach accepts every engine: the server calls none back.
func (b *Base) Attach(context.Context, *pulumirpc.PluginAttach) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// Cancel ends every call that is waiting for the cloud.
func (b *Base) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	b.once.Do(func() { close(b.stop) })
	return &emptypb.Empty{}, nil
}

// Configure announces previews. Secrets, outputs and resource references are
// not asked for, as the bridged providers do not: the engine sends plain values
// and keeps what was secret in the inputs secret in the outputs.
func (b *Base) Configure(context.Context, *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	return &pulumirpc.ConfigureResponse{SupportsPreview: true}, nil
}

// CheckConfig accepts the provider's configuration as it is.
func (b *Base) CheckConfig(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: req.GetNews()}, nil
}

// DiffConfig never asks for a replacement of the provider.
func (b *Base) DiffConfig(context.Context, *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_UNKNOWN}, nil
}

// Context returns a context that Cancel ends too.
func (b *Base) Context(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-b.stop:
			cancel(errors.New("the operation was cancelled"))
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// Unmarshal reads properties from the wire: unknowns stay, secrets become plain.
func Unmarshal(s *structpb.Struct) (resource.PropertyMap, error) {
	return plugin.UnmarshalProperties(s, plugin.MarshalOptions{KeepUnknowns: true})
}

// Marshal writes properties to the wire.
func Marshal(m resource.PropertyMap) (*structpb.Struct, error) {
	return plugin.MarshalProperties(m, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true})
}

// InitFailed is the error of a resource that exists but is not ready: the
// engine keeps it in the state and updates it next time.
func InitFailed(err error, id string, outputs, inputs resource.PropertyMap) error {
	props, propsErr := Marshal(outputs)
	ins, insErr := Marshal(inputs)
	if lost := errors.Join(propsErr, insErr); lost != nil {
		return fmt.Errorf("%w (and its properties can't be kept: %w)", err, lost)
	}
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, err.Error()), &pulumirpc.ErrorResourceInitFailed{
		Id: id, Properties: props, Inputs: ins, Reasons: []string{err.Error()},
	})
}

// DiffResponse writes what changed to the wire.
func DiffResponse(detailed map[string]plugin.PropertyDiff, replaces []string, deleteFirst bool) *pulumirpc.DiffResponse {
	out := &pulumirpc.DiffResponse{
		Changes:             pulumirpc.DiffResponse_DIFF_NONE,
		Replaces:            replaces,
		DeleteBeforeReplace: deleteFirst,
		HasDetailedDiff:     true,
		DetailedDiff:        make(map[string]*pulumirpc.PropertyDiff, len(detailed)),
	}
	for path, d := range detailed {
		out.Changes = pulumirpc.DiffResponse_DIFF_SOME
		out.Diffs = append(out.Diffs, path)
		out.DetailedDiff[path] = &pulumirpc.PropertyDiff{Kind: pulumirpc.PropertyDiff_Kind(d.Kind), InputDiff: d.InputDiff} //nolint:gosec // the same six values on both sides
	}
	return out
}
