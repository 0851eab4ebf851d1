package check

import (
	"context"
	"fmt"
	"net"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// logServer is the part of an engine that a provider logs to: its warnings arrive
// nowhere else.
type logServer struct {
	pulumirpc.UnimplementedEngineServer

	address string
	server  *grpc.Server

	mu     sync.Mutex
	listen func(*pulumirpc.LogRequest)
}

func serveLog() (*logServer, error) {
	var config net.ListenConfig
	l, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for upstream's log: %w", err)
	}
	s := &logServer{address: l.Addr().String(), server: grpc.NewServer()}
	pulumirpc.RegisterEngineServer(s.server, s)
	go s.server.Serve(l) //nolint:errcheck // it ends when it is stopped
	return s, nil
}

// to has f told what is logged from now on.
func (s *logServer) to(f func(*pulumirpc.LogRequest)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listen = f
}

// Log takes one message. The provider waits for the answer, so that a message of a
// call is here before the call ends.
func (s *logServer) Log(_ context.Context, req *pulumirpc.LogRequest) (*emptypb.Empty, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listen != nil {
		s.listen(req)
	}
	return &emptypb.Empty{}, nil
}

func (s *logServer) close() { s.server.Stop() }
