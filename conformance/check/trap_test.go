package check

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"google.golang.org/protobuf/types/known/structpb"
)

func TestATrapCatches(t *testing.T) {
	t.Parallel()
	trap, err := setTrap()
	require.NoError(t, err)
	proxy, err := url.Parse(trap.address())
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://sts.amazonaws.com/", http.NoBody)
	require.NoError(t, err)
	res, err := client.Do(req)
	if err == nil {
		_, _ = io.Copy(io.Discard, res.Body)
		require.NoError(t, res.Body.Close())
	}
	require.Error(t, err, "it leads nowhere")
	assert.Equal(t, []string{"sts.amazonaws.com:443"}, trap.reached())
	assert.Empty(t, trap.reached())
	require.NoError(t, trap.close())
}

// TestWhatIsReachedIsAFault: a check that asked the network proves nothing off it.
func TestWhatIsReachedIsAFault(t *testing.T) {
	t.Parallel()
	assert.True(t, Report{Reached: []string{"sts.amazonaws.com:443"}}.Refused())
}

// TestAProcessThatDoesNotStartIsAnError and none that is silently left out.
func TestAProcessThatDoesNotStartIsAnError(t *testing.T) {
	t.Parallel()
	trap, err := setTrap()
	require.NoError(t, err)
	log, err := serveLog()
	require.NoError(t, err)
	u := &Upstream{binary: "/nothing", trap: trap, log: log, instances: map[string]*instance{}}
	_, err = u.instance(context.Background(), &structpb.Struct{})
	require.ErrorContains(t, err, "/nothing")
	require.NoError(t, u.Close())
}
