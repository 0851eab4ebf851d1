// Package plugin runs upstream's provider as the process that it is.
package plugin

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// maxMessage is the largest message of Pulumi's protocol.
const maxMessage = 400 << 20

// Process is a running plugin.
type Process struct {
	pulumirpc.ResourceProviderClient

	command *exec.Cmd
	conn    *grpc.ClientConn
}

// Start runs the binary and connects to it. What it logs is written to log, which
// may be nil.
func Start(ctx context.Context, binary string, log io.Writer) (*Process, error) {
	command := exec.CommandContext(context.WithoutCancel(ctx), binary) // until Close
	command.Stderr = log
	command.Env = environment(os.Environ())
	// The provider ends when this end of the pipe closes, as a kill has it do.
	if _, err := command.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start the provider: %w", err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the provider: %w", err)
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start the provider: %w", err)
	}
	p := &Process{command: command}
	port, err := readPort(ctx, stdout)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start the provider: %w", err), p.Close())
	}
	p.conn, err = grpc.NewClient(fmt.Sprintf("127.0.0.1:%d", port),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage)))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect to the provider: %w", err), p.Close())
	}
	p.ResourceProviderClient = pulumirpc.NewResourceProviderClient(p.conn)
	return p, nil
}

// environment is the caller's, without the account that it works in: nothing of that
// may reach the provider, which must not ask the network for one either.
func environment(callers []string) []string {
	own := slices.DeleteFunc(slices.Clone(callers), func(v string) bool { return strings.HasPrefix(v, "AWS_") })
	return append(own, "AWS_EC2_METADATA_DISABLED=true",
		"AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull,
		"CONFORM_END_WITH_INPUT=1")
}

// readPort reads the line in which a plugin says where it listens; what it says
// after that is dropped.
func readPort(ctx context.Context, stdout io.Reader) (int, error) {
	type answer struct {
		port int
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		lines := bufio.NewReader(stdout)
		line, err := lines.ReadString('\n')
		if err != nil {
			answered <- answer{0, fmt.Errorf("it ended before it said where it listens: %w", err)}
			return
		}
		port, err := strconv.Atoi(strings.TrimSpace(line))
		answered <- answer{port, err}
		_, _ = io.Copy(io.Discard, lines) // until it ends
	}()
	const patience = time.Minute
	select {
	case a := <-answered:
		return a.port, a.err
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-time.After(patience):
		return 0, fmt.Errorf("it did not say where it listens within %s", patience)
	}
}

// Close ends the process, however it is.
func (p *Process) Close() error {
	var err error
	if p.conn != nil {
		err = p.conn.Close()
	}
	if killed := p.command.Process.Kill(); killed != nil && !errors.Is(killed, os.ErrProcessDone) {
		return errors.Join(err, killed)
	}
	_ = p.command.Wait() // it was killed: how it ended says nothing
	return err
}
