package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// answer is what the stand-in for the pulumi command does when it is called.
type answer struct {
	Events []string // sent over the event log, as JSON
	Stdout string
	Stderr string
	Code   int
	// Waits has it work on until it is interrupted.
	Waits bool
}

// answers by the command's name, "up" or "stack export".
type answers map[string]answer

const (
	answersVariable = "FAKE_PULUMI_ANSWERS" // a file with the answers
	callsVariable   = "FAKE_PULUMI_CALLS"   // a file to write the calls to
)

// TestMain lets the test binary stand in for the pulumi command, where it is
// called by that name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "pulumi" {
		os.Exit(m.Run())
	}
	code, err := fakePulumi(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "stand-in for pulumi:", err)
		code = 99
	}
	os.Exit(code)
}

func fakePulumi(args []string) (int, error) {
	raw, err := os.ReadFile(os.Getenv(answersVariable))
	if err != nil {
		return 0, err
	}
	var known answers
	if err := json.Unmarshal(raw, &known); err != nil {
		return 0, err
	}
	if len(args) > 0 && args[0] == "--non-interactive" {
		args = args[1:]
	}
	name := args[0]
	if len(args) > 1 && !strings.HasPrefix(args[1], "-") {
		name += " " + args[1]
	}
	a, ok := known[name]
	if !ok {
		return 0, fmt.Errorf("no answer to %q", name)
	}
	if err := noteCall(args); err != nil {
		return 0, err
	}
	if err := sendEvents(args, a); err != nil {
		return 0, err
	}
	_, err = os.Stdout.WriteString(a.Stdout)
	if err == nil {
		_, err = os.Stderr.WriteString(a.Stderr)
	}
	return a.Code, err
}

// noteCall keeps the arguments that a caller chose, without the event log's port.
func noteCall(args []string) error {
	f, err := os.OpenFile(os.Getenv(callsVariable), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	var kept []string
	for _, a := range args {
		if strings.HasPrefix(a, "tcp://") {
			a = "LOG"
		}
		kept = append(kept, a)
	}
	_, err = fmt.Fprintln(f, strings.Join(kept, " "))
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func sendEvents(args []string, a answer) error {
	var address string
	for i, arg := range args {
		if arg == "--event-log" {
			address = strings.TrimPrefix(args[i+1], "tcp://")
		}
	}
	interrupted := make(chan os.Signal, 2)
	signal.Notify(interrupted, os.Interrupt)
	if address == "" || len(a.Events) == 0 && !a.Waits {
		return nil
	}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	stream, err := pulumirpc.NewEventsClient(conn).StreamEvents(context.Background())
	if err != nil {
		return err
	}
	for _, e := range a.Events {
		if err := stream.Send(&pulumirpc.EventRequest{Event: e}); err != nil {
			return err
		}
	}
	if a.Waits {
		<-interrupted
		if err := stream.Send(&pulumirpc.EventRequest{Event: diagnosticEvent("info", "finishing what was begun")}); err != nil {
			return err
		}
	}
	_, err = stream.CloseAndRecv()
	return err
}

// standIn puts a pulumi command on PATH that gives the answers, and returns a
// function that tells how it was called.
func standIn(t *testing.T, known answers) func() []string {
	t.Helper()
	dir := t.TempDir()
	own, err := os.Executable()
	require.NoError(t, err)
	require.NoError(t, os.Symlink(own, filepath.Join(dir, "pulumi")))
	if _, ok := known["version"]; !ok {
		known["version"] = answer{Stdout: "v3.259.0\n"}
	}
	raw, err := json.Marshal(known)
	require.NoError(t, err)
	script, calls := filepath.Join(dir, "answers.json"), filepath.Join(dir, "calls")
	require.NoError(t, os.WriteFile(script, raw, 0o600))
	t.Setenv("PATH", dir)
	t.Setenv(answersVariable, script)
	t.Setenv(callsVariable, calls)
	return func() []string {
		raw, err := os.ReadFile(calls)
		require.NoError(t, err)
		return strings.Split(strings.TrimSpace(string(raw)), "\n")
	}
}
