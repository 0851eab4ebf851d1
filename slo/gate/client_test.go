package gate_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	signer "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo/gate"
)

func TestWhateverCannotBeAskedIsUnknown(t *testing.T) {
	t.Parallel()
	down := httptest.NewServer(http.NotFoundHandler())
	down.Close()
	answer := func(code int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(server.Close)
		return server.URL
	}
	cases := map[string]struct{ endpoint, says string }{
		"an endpoint that is down":     {down.URL, "connection refused"},
		"one that refuses":             {answer(http.StatusForbidden, `{"message":"no"}`), "client error: 403"},
		"one that fails":               {answer(http.StatusInternalServerError, "oops"), "server error: 500"},
		"one that is no Prometheus":    {answer(http.StatusOK, "<html>"), "invalid character '<'"},
		"an answer that is an error":   {answer(http.StatusBadRequest, `{"status":"error","errorType":"bad_data","error":"parse error"}`), "bad_data: parse error"},
		"an answer of another kind":    {answer(http.StatusOK, `{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}`), "it answers with a scalar, not with a vector"},
		"an answer of no known result": {answer(http.StatusOK, `{"status":"success","data":{"resultType":"odd","result":[]}}`), `unknown value type "odd"`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := gate.Dial(t.Context(), c.endpoint, "")
			require.NoError(t, err)
			found := since(10*time.Minute).Ask(t.Context(), client)
			require.Len(t, found, 1)
			require.Equal(t, gate.Unknown, found[0].Verdict)
			require.Contains(t, found[0].Reason, "ask "+c.endpoint+": ")
			require.Contains(t, found[0].Reason, c.says)
		})
	}
}

func TestAnEndpointIsAnAddress(t *testing.T) {
	t.Parallel()
	for _, endpoint := range []string{"", "prometheus:9090", "ftp://x", "http://", "http://a b"} {
		_, err := gate.Dial(t.Context(), endpoint, "")
		require.ErrorContains(t, err, "want the address of a Prometheus, as in https://prometheus.example.com")
	}
}

// credentials are AWS's own example.
var credentials = aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", SessionToken: "token"}

var authorization = regexp.MustCompile(`SignedHeaders=([^,]+)`)

// signedAs signs what was received anew, over the headers that it says are signed.
func signedAs(t *testing.T, r *http.Request, body []byte) string {
	t.Helper()
	names := authorization.FindStringSubmatch(r.Header.Get("Authorization"))
	if !assert.Len(t, names, 2, "%v", r.Header) {
		return ""
	}
	again, err := http.NewRequestWithContext(t.Context(), r.Method, "http://"+r.Host+r.URL.String(), nil)
	assert.NoError(t, err)
	for name := range strings.SplitSeq(names[1], ";") {
		if values, sent := r.Header[http.CanonicalHeaderKey(name)]; sent {
			again.Header[http.CanonicalHeaderKey(name)] = values
		} else if name != "host" && name != "content-length" {
			assert.Fail(t, "a header is signed that was not sent", name)
		}
	}
	again.ContentLength = int64(len(body))
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	assert.NoError(t, err)
	hash := sha256.Sum256(body)
	assert.NoError(t, signer.NewSigner().SignHTTP(t.Context(), credentials, again, hex.EncodeToString(hash[:]), "aps", "eu-west-1", at))
	return again.Header.Get("Authorization")
}

// TestRequestsToAManagedPrometheusAreSigned checks each signature as AWS would: by
// making it again from what arrived.
func TestRequestsToAManagedPrometheusAreSigned(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", credentials.AccessKeyID)
	t.Setenv("AWS_SECRET_ACCESS_KEY", credentials.SecretAccessKey)
	t.Setenv("AWS_SESSION_TOKEN", credentials.SessionToken)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("HOME", t.TempDir())
	store := happened(t, failing(0.02), objective())
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		have := r.Header.Get("Authorization")
		if !assert.Contains(t, have, "Credential=AKIDEXAMPLE/") || !assert.Contains(t, have, "/eu-west-1/aps/aws4_request") ||
			!assert.Equal(t, signedAs(t, r, body), have) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		asked++
		assert.Equal(t, "/workspaces/ws-1/api/v1/query", r.URL.Path)
		forward, err := http.NewRequestWithContext(r.Context(), r.Method, store.URL+"/api/v1/query", strings.NewReader(string(body)))
		assert.NoError(t, err)
		forward.Header.Set("Content-Type", r.Header.Get("Content-Type"))
		answer, err := http.DefaultClient.Do(forward)
		if !assert.NoError(t, err) {
			return
		}
		defer func() { _ = answer.Body.Close() }()
		_, err = io.Copy(w, answer.Body)
		assert.NoError(t, err)
	}))
	defer server.Close()
	client, err := gate.Dial(t.Context(), server.URL+"/workspaces/ws-1", "eu-west-1")
	require.NoError(t, err)
	found := since(10*time.Minute).Ask(t.Context(), client)
	require.Equal(t, gate.Burning, gate.Overall(found), "%v", found)
	require.Equal(t, 3, asked)
}

func TestWithoutCredentialsNothingIsSigned(t *testing.T) {
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_WEB_IDENTITY_TOKEN_FILE"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("HOME", t.TempDir())
	_, err := gate.Dial(t.Context(), "https://prometheus.example.com", "eu-west-1")
	require.ErrorContains(t, err, "sign for eu-west-1: ")
}

var _ gate.Querier = (*gate.Client)(nil)
