package record

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/recorded"
)

func TestExamplesAreNamedByServiceOrByThemselves(t *testing.T) {
	t.Parallel()
	r := Recorder{Examples: examples.All{"sqs/queue": {}, "sns/topic": {}, "s3/bucket": {}, "s3/policy": {}}}
	for name, c := range map[string]struct {
		asked, want []string
	}{
		"all":               {nil, []string{"s3/bucket", "s3/policy", "sns/topic", "sqs/queue"}},
		"a service":         {[]string{"s3"}, []string{"s3/bucket", "s3/policy"}},
		"one, and services": {[]string{"s3/policy", "sqs"}, []string{"s3/policy", "sqs/queue"}},
	} {
		got, err := r.named(c.asked)
		require.NoError(t, err, name)
		assert.Equal(t, c.want, got, name)
	}
	_, err := r.named([]string{"nothing"})
	require.ErrorContains(t, err, `there is no example of ["nothing"]`)
}

func TestWhatUpstreamDoesNotHaveIsLeftOut(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "schema.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"resources": {"aws:sqs/queue:Queue": {"inputProperties": {"name": {}}}}}`), 0o600))
	all := examples.All{"sqs/queue": {
		Type: "aws:sqs/queue:Queue", Inputs: map[string]any{"name": "a", "newest": 1},
		Update: map[string]any{"newer": 2}, Wrong: []examples.Wrong{{Inputs: map[string]any{"newest": nil}}},
	}}
	got, without, err := older(all, file)
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"name": "a"}, got["sqs/queue"].Inputs)
	assert.Empty(t, got["sqs/queue"].Update)
	assert.Empty(t, got["sqs/queue"].Wrong[0].Inputs)
	assert.Contains(t, all["sqs/queue"].Wrong[0].Inputs, "newest", "what was given stays")
	assert.Equal(t, map[string][]string{"sqs/queue": {"newer", "newest"}}, without)

	_, _, err = older(examples.All{"sns/topic": {Type: "aws:sns/topic:Topic"}}, file)
	require.ErrorContains(t, err, "the plugin has no aws:sns/topic:Topic, which example sns/topic is")
}

// refusing is an upstream that refuses every plan, and is asked nothing else.
type refusing struct{ examples.Provider }

func (refusing) Check(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{
		Inputs: req.GetNews(), Failures: []*pulumirpc.CheckFailure{{Property: "name", Reason: "it is not liked"}},
	}, nil
}

func (refusing) Delete(context.Context, *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	panic("no cloud of upstream's is asked")
}

func TestUpstreamPlansForOneResource(t *testing.T) {
	t.Parallel()
	all := examples.All{
		"sqs/queue": {Type: "aws:sqs/queue:Queue", Inputs: map[string]any{"name": "orders"}},
		"sqs/policy": {Type: "aws:sqs/queuePolicy:QueuePolicy", Inputs: map[string]any{
			"queueUrl": "${sqs/queue.url}", "policy": "{}",
		}},
	}
	fresh := func(context.Context) (*examples.Stage, error) {
		return examples.NewStage(planner{
			upstream: refusing{}, simulated: aws.New(sim.New()), urn: examples.URN("aws:sqs/queuePolicy:QueuePolicy", "sqs/policy"),
		}, all), nil
	}
	taken, err := recorded.TakePlanned(t.Context(), fresh, "sqs/policy")
	require.ErrorContains(t, err, "it is not liked")
	require.NotNil(t, taken.Check, "what it refers to is the simulated cloud's")
	assert.Equal(t, []string{"name"}, taken.Check.Refused.Properties)
	assert.Nil(t, taken.Create)
}
