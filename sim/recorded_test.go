package sim_test

import (
	"context"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/recorded"
)

// TestTheCloudAnswersAsRecorded puts the simulated cloud through what upstream's
// provider was put through, and knows every difference.
func TestTheCloudAnswersAsRecorded(t *testing.T) {
	t.Parallel()
	recordings, err := recorded.Read(os.DirFS("testdata/recorded"))
	require.NoError(t, err)
	raw, err := os.ReadFile("testdata/known-differences.yaml")
	require.NoError(t, err)
	known, err := recorded.ReadKnown(raw)
	require.NoError(t, err)
	all := allExamples(t)
	assert.ElementsMatch(t, slices.Collect(maps.Keys(all)), slices.Collect(maps.Keys(recordings)),
		"record what has no recording, and remove those of examples that are no more: go run -C conformance ./cmd/conform record")

	var (
		mu    sync.Mutex
		found []recorded.Difference
	)
	t.Run("replay", func(t *testing.T) {
		for name, recording := range recordings {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				simulated, err := recorded.Take(t.Context(), onSimulatedCloud(all), name)
				require.NoError(t, err)
				mu.Lock()
				defer mu.Unlock()
				found = append(found, recorded.Compare(name, recording, simulated)...)
			})
		}
	})
	sorted := recorded.Sort(found, known)
	for _, d := range sorted.New {
		t.Errorf("%s\nput the simulated cloud right, or say why it stays in testdata/known-differences.yaml", d)
	}
	for _, s := range sorted.Stale {
		t.Errorf("testdata/known-differences.yaml: %s: remove it", s)
	}
	t.Log(recorded.Summary(recordings, sorted))
}

func onSimulatedCloud(all examples.All) recorded.Fresh {
	return func(context.Context) (*examples.Stage, error) {
		return examples.NewStage(aws.New(sim.New()), all), nil
	}
}
