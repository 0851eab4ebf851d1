package route

import (
	"context"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// The calls of upstream, without what its emulator can't take, neither in the inputs
// nor in the state, which the bridge holds to what upstream answered. Requests are
// copied, as the engine keeps its own.

func (s *server) without(typ string, props *structpb.Struct) *structpb.Struct {
	out, _ := s.adjust[typ].without(props)
	return out
}

// set is without for what a call is to set, which counts.
func (s *server) set(typ string, props *structpb.Struct) *structpb.Struct {
	out, gone := s.adjust[typ].without(props)
	for _, a := range gone {
		s.tally.adjusted(a)
	}
	return out
}

func (s *server) upstreamDiff(ctx context.Context, typ string, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	asked := proto.CloneOf(req)
	asked.Olds, asked.OldInputs, asked.News = s.without(typ, req.GetOlds()), s.without(typ, req.GetOldInputs()), s.without(typ, req.GetNews())
	return s.client.Diff(ctx, asked)
}

func (s *server) upstreamCreate(ctx context.Context, typ string, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	asked := proto.CloneOf(req)
	asked.Properties = s.set(typ, req.GetProperties())
	answer, err := s.client.Create(ctx, asked)
	s.adjust[typ].restored(answer.GetProperties(), req.GetProperties())
	return answer, err
}

func (s *server) upstreamUpdate(ctx context.Context, typ string, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	asked := proto.CloneOf(req)
	asked.Olds, asked.OldInputs, asked.News = s.without(typ, req.GetOlds()), s.without(typ, req.GetOldInputs()), s.set(typ, req.GetNews())
	answer, err := s.client.Update(ctx, asked)
	s.adjust[typ].restored(answer.GetProperties(), req.GetNews())
	return answer, err
}

func (s *server) upstreamRead(ctx context.Context, typ string, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	asked := proto.CloneOf(req)
	asked.Properties, asked.Inputs = s.without(typ, req.GetProperties()), s.without(typ, req.GetInputs())
	answer, err := s.client.Read(ctx, asked)
	s.adjust[typ].restored(answer.GetProperties(), req.GetProperties())
	s.adjust[typ].restored(answer.GetInputs(), req.GetInputs())
	return answer, err
}

func (s *server) upstreamDelete(ctx context.Context, typ string, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	asked := proto.CloneOf(req)
	asked.Properties, asked.OldInputs = s.without(typ, req.GetProperties()), s.without(typ, req.GetOldInputs())
	return s.client.Delete(ctx, asked)
}
