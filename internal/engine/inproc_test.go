package engine

import (
	"context"
	"errors"
	"fmt"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// echo answers a check with what it was given, and fails with err if that is set.
type echo struct {
	pulumirpc.UnimplementedResourceProviderServer
	err error
}

func (e *echo) Check(_ context.Context, r *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: r.GetNews()}, e.err
}

func connect(server pulumirpc.ResourceProviderServer) *memoryConn {
	return &memoryConn{service: &pulumirpc.ResourceProvider_ServiceDesc, server: server}
}

func named(t *testing.T, name string) *structpb.Struct {
	t.Helper()
	out, err := structpb.NewStruct(map[string]any{"name": name})
	require.NoError(t, err)
	return out
}

func TestMessagesArriveWhole(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	request := &pulumirpc.CheckRequest{News: named(t, "asked")}
	for range 2 { // a message can be sent again
		answer, err := pulumirpc.NewResourceProviderClient(connect(&echo{})).Check(ctx, request)
		require.NoError(t, err)
		require.True(t, proto.Equal(&pulumirpc.CheckResponse{Inputs: named(t, "asked")}, answer), answer)
	}
	require.ErrorContains(t, connect(&echo{}).Invoke(ctx, "/pulumirpc.ResourceProvider/Check", &pulumirpc.ReadRequest{}, &pulumirpc.CheckResponse{}),
		"it is a pulumirpc.ReadRequest, not a pulumirpc.CheckRequest")
}

func TestErrorsArriveAsAServerWouldSendThem(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		err     error
		code    codes.Code
		message string
	}{
		"a status":            {status.Error(codes.NotFound, "no such thing"), codes.NotFound, "no such thing"},
		"a status in words":   {fmt.Errorf("read it: %w", status.Error(codes.NotFound, "none")), codes.NotFound, "read it: rpc error: code = NotFound desc = none"},
		"any other error":     {errors.New("it broke"), codes.Unknown, "it broke"},
		"a cancelled context": {fmt.Errorf("wait: %w", context.Canceled), codes.Canceled, "wait: context canceled"},
		"a passed deadline":   {context.DeadlineExceeded, codes.DeadlineExceeded, "context deadline exceeded"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := pulumirpc.NewResourceProviderClient(connect(&echo{err: c.err})).Check(context.Background(), &pulumirpc.CheckRequest{})
			require.Equal(t, c.code, status.Code(err))
			require.Equal(t, c.message, status.Convert(err).Message())
		})
	}
}

func TestWhatIsNotServedIsUnimplemented(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	conn := connect(&echo{})
	_, unserved := pulumirpc.NewResourceProviderClient(conn).Read(ctx, &pulumirpc.ReadRequest{})
	_, stream := conn.NewStream(ctx, &grpc.StreamDesc{}, "/pulumirpc.ResourceProvider/Watch")
	cases := map[string]struct {
		err  error
		says string
	}{
		"a method that the server leaves out": {unserved, "Read"},
		"a method that the service has not":   {conn.Invoke(ctx, "/pulumirpc.ResourceProvider/Fly", nil, nil), "pulumirpc.ResourceProvider has no method Fly"},
		"a stream":                            {stream, "/pulumirpc.ResourceProvider/Watch: streaming is not served in memory"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, codes.Unimplemented, status.Code(c.err))
			require.ErrorContains(t, c.err, c.says)
		})
	}
}

func TestOnlyProtobufMessagesAreHandedOver(t *testing.T) {
	t.Parallel()
	const method = "/pulumirpc.ResourceProvider/Check"
	conn := connect(&echo{})
	ctx := context.Background()
	require.ErrorContains(t, conn.Invoke(ctx, method, "words", &pulumirpc.CheckResponse{}), "hand over message: string is not a protobuf message")
	require.ErrorContains(t, conn.Invoke(ctx, method, &pulumirpc.CheckRequest{}, 7), "hand over message: int is not a protobuf message")
}
