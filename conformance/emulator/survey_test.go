//go:build emulators

package emulator_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/emulator"
)

// call is a request of AWS's own protocol to an emulator, which reads the service
// from the signature and does not check that.
type call struct{ method, path, service, body string }

func (c call) make(t *testing.T, at string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), c.method, at+c.path, strings.NewReader(c.body))
	require.NoError(t, err)
	if strings.HasPrefix(c.body, "Action=") {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/"+c.service+
		"/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close() //nolint:errcheck // it has been read
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Less(t, response.StatusCode, http.StatusMultipleChoices, string(body))
}

func TestWhatIsLeftIsNamed(t *testing.T) {
	pair := start(t)
	before, err := pair.Survey(t.Context(), "us-east-1")
	require.NoError(t, err)
	for _, c := range []struct {
		on           emulator.Name
		create, undo call
		named        string
	}{
		{
			emulator.Ministack,
			call{http.MethodPut, "/covetpy-left", "s3", ""},
			call{http.MethodDelete, "/covetpy-left", "s3", ""},
			"covetpy-left",
		},
		{
			emulator.Ministack,
			call{http.MethodPost, "/", "iam", "Action=CreateInstanceProfile&InstanceProfileName=covetpy-left&Version=2010-05-08"},
			call{http.MethodPost, "/", "iam", "Action=DeleteInstanceProfile&InstanceProfileName=covetpy-left&Version=2010-05-08"},
			"covetpy-left",
		},
		{
			emulator.Moto,
			call{http.MethodPut, "/backup-vaults/covetpy-left", "backup", "{}"},
			call{http.MethodDelete, "/backup-vaults/covetpy-left", "backup", ""},
			"covetpy-left",
		},
	} {
		c.create.make(t, pair.URL(c.on))
		left, err := pair.Left(t.Context(), before)
		require.NoError(t, err)
		require.NotEmpty(t, left, "%s has it", c.on)
		for _, thing := range left {
			assert.Equal(t, c.on, thing.On)
			assert.Equal(t, c.create.service, thing.Service)
			assert.Contains(t, thing.String(), c.named)
		}
		c.undo.make(t, pair.URL(c.on))
		left, err = pair.Left(t.Context(), before)
		require.NoError(t, err)
		assert.Empty(t, left, "%s has it no more", c.on)
	}
}
