package engine

import (
	"context"
	"fmt"
	"path"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// memoryConn is a gRPC connection to a service in this process. It calls the
// service's own handlers, so that a client sees what it would see over the
// network, status codes included, without a listener or a serialised byte.
type memoryConn struct {
	service *grpc.ServiceDesc
	server  any
}

var _ grpc.ClientConnInterface = (*memoryConn)(nil)

// Invoke answers a unary call. Both sides make a message for each call and let go of
// it after, so what messages hold is shared, not copied.
func (c *memoryConn) Invoke(ctx context.Context, method string, args, reply any, _ ...grpc.CallOption) error {
	name := path.Base(method)
	for i := range c.service.Methods {
		m := &c.service.Methods[i]
		if m.MethodName != name {
			continue
		}
		decode := func(into any) error { return hand(into, args) }
		answer, err := m.Handler(c.server, ctx, decode, nil)
		if err != nil {
			return asStatus(err)
		}
		return hand(reply, answer)
	}
	return status.Errorf(codes.Unimplemented, "%s has no method %s", c.service.ServiceName, name)
}

// NewStream refuses: none of the services in use streams.
func (c *memoryConn) NewStream(
	_ context.Context, _ *grpc.StreamDesc, method string, _ ...grpc.CallOption,
) (grpc.ClientStream, error) {
	return nil, status.Errorf(codes.Unimplemented, "%s: streaming is not served in memory", method)
}

// asStatus is what a gRPC server makes of a handler's error.
func asStatus(err error) error {
	if s, ok := status.FromError(err); ok {
		return s.Err()
	}
	return status.FromContextError(err).Err()
}

// hand gives the fields of one message to another, which is empty.
func hand(into, from any) error {
	dst, ok := into.(proto.Message)
	if !ok {
		return fmt.Errorf("hand over message: %T is not a protobuf message", into)
	}
	src, ok := from.(proto.Message)
	if !ok {
		return fmt.Errorf("hand over message: %T is not a protobuf message", from)
	}
	to := dst.ProtoReflect()
	if is, wants := src.ProtoReflect().Descriptor().FullName(), to.Descriptor().FullName(); is != wants {
		return fmt.Errorf("hand over message: it is a %s, not a %s", is, wants)
	}
	src.ProtoReflect().Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		to.Set(field, value)
		return true
	})
	return nil
}
