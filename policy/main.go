// Command policy serves the policy pack to the Pulumi CLI, which starts it for
// `pulumi preview --policy-pack policy` and speaks to it over gRPC.
//
// `platform` runs the same pack within its own process and does not come here.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"

	"github.com/covetpy/platform/policy/pack"
)

func main() {
	if err := serve(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "policy pack:", err)
		os.Exit(1)
	}
}

// heartbeat is how often the pack looks whether the engine is still there. An
// engine that was killed can't stop its plugins.
const heartbeat = time.Minute

// serve answers the engine until the context ends or the engine is gone. The
// first argument, if there is one, is the engine's address. The protocol wants
// the port on a line of its own, as the first that is written.
func serve(ctx context.Context, stdout io.Writer, args []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := pack.New(pack.Options{})
	if err != nil {
		return err
	}
	if len(args) > 0 {
		if err := rpcutil.Healthcheck(ctx, args[0], heartbeat, cancel); err != nil {
			return fmt.Errorf("watch engine at %s: %w", args[0], err)
		}
	}
	stop := make(chan bool)
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stop,
		Init: func(srv *grpc.Server) error {
			pulumirpc.RegisterAnalyzerServer(srv, p)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("serve analyzer: %w", err)
	}
	if _, err := fmt.Fprintf(stdout, "%d\n", handle.Port); err != nil {
		return fmt.Errorf("write port: %w", err)
	}
	select {
	case err := <-handle.Done:
		return err
	case <-ctx.Done():
		close(stop)
		return <-handle.Done
	}
}
