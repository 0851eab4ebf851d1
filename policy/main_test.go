package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/pack"
)

// What the CLI does: start, read the port, shake hands, configure, analyse, stop.
func TestTheCLICanUseThePack(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read, write := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, write, nil) }()
	port, err := bufio.NewReader(read).ReadString('\n')
	require.NoError(t, err)

	conn, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(port), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	defer func() { assert.NoError(t, conn.Close()) }()
	client := pulumirpc.NewAnalyzerClient(conn)

	_, err = client.Handshake(ctx, &pulumirpc.AnalyzerHandshakeRequest{})
	require.NoError(t, err)
	_, err = client.ConfigureStack(ctx, &pulumirpc.AnalyzerStackConfigureRequest{Project: "covetpy", Stack: "dev"})
	require.NoError(t, err)
	info, err := client.GetAnalyzerInfo(ctx, &emptypb.Empty{})
	require.NoError(t, err)
	assert.Len(t, info.GetPolicies(), len(pack.Rules()))

	res, err := client.Analyze(ctx, &pulumirpc.AnalyzeRequest{
		Type:       "aws:sqs/queue:Queue",
		Urn:        "urn:pulumi:dev::covetpy::aws:sqs/queue:Queue::jobs",
		Properties: &structpb.Struct{},
	})
	require.NoError(t, err)
	require.Len(t, res.GetDiagnostics(), 1)
	assert.Equal(t, "encryption-sqs-queue", res.GetDiagnostics()[0].GetPolicyName())

	cancel()
	assert.NoError(t, <-ended)
}

func TestTheProjectFileIsOneThatTheCLIReads(t *testing.T) {
	project, err := workspace.LoadPolicyPack("PulumiPolicy.yaml")
	require.NoError(t, err)
	assert.Equal(t, "go", project.Runtime.Name())
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAPortThatCanNotBeWrittenIsAnError(t *testing.T) {
	assert.ErrorIs(t, serve(t.Context(), brokenPipe{}, nil), io.ErrClosedPipe)
}
