package route

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// through asks for an address through the gateway.
func through(t *testing.T, g *gateway, address string) (int, string) {
	t.Helper()
	proxy, err := url.Parse(g.url)
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	require.NoError(t, err)
	answer, err := client.Do(request)
	require.NoError(t, err)
	defer func() { assert.NoError(t, answer.Body.Close()) }()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(body)
}

func TestTheGatewayLeadsToEmulatorsOnly(t *testing.T) {
	t.Parallel()
	emulator := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Host+r.URL.Path)
	}))
	t.Cleanup(emulator.Close)
	g, err := openGateway(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, g.close()) })
	host := strings.TrimPrefix(emulator.URL, "http://")

	code, said := through(t, g, "http://111122223333."+host+"/tags")
	assert.Equal(t, http.StatusOK, code)
	assert.Equal(t, host+"/tags", said, "without the account before it")

	for _, elsewhere := range []string{"http://sqs.eu-west-1.amazonaws.com/", "http://" + strings.Replace(host, "127.0.0.1", "10.0.0.1", 1) + "/"} {
		code, said = through(t, g, elsewhere)
		assert.Equal(t, http.StatusForbidden, code, elsewhere)
		assert.Contains(t, said, "no emulator is at")
	}
}
