package credential_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule/credential"
)

// The credentials here are put together from halves, so that no scanner of the
// repository takes them for real ones.
func TestCredentialsAreFound(t *testing.T) {
	for _, text := range []string{
		"AKIA" + strings.Repeat("A2", 8),
		"key: ASIA" + strings.Repeat("Q7", 8) + "\n",
		"-----BEGIN RSA " + "PRIVATE KEY-----",
		"-----BEGIN " + "PRIVATE KEY-----",
		"token gh" + "p_" + strings.Repeat("a1", 18),
		"xox" + "b-1234567890-abc",
		"postgres://app:" + "hunter2@db.internal:5432/app",
		"DB_PASSWORD=" + "hunter2hunter2",
		`export API_KEY="` + `0a1b2c3d4e5f"`,
		`{"masterPassword": "` + `correct-horse"}`,
		"aws_secret_access_key = " + "wJalrXUtnFEMI/K7MDENG",
	} {
		assert.NotEmpty(t, credential.In(text), text)
	}
}

func TestReferencesAndWordsAreNoCredentials(t *testing.T) {
	for _, text := range []string{
		"",
		"#!/bin/bash\n/etc/eks/bootstrap.sh covetpy-prod",
		"DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)",
		"DB_PASSWORD=${DB_PASSWORD}",
		"password: {{ .Values.password }}",
		"API_KEY=<your key>",
		"PASSWORD_FILE=/run/secrets/db",
		"passwordSecretArn: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db",
		"the password is kept in Secrets Manager",
		"https://example.com:8443/path",
		"postgres://app:$PASSWORD@db.internal/app",
		"PasswordAuthentication no",
	} {
		assert.Empty(t, credential.In(text), text)
	}
}

func TestPlainTakesATextOutOfBase64AndGzip(t *testing.T) {
	const text = "#!/bin/bash\necho hello\n"
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for _, written := range []string{
		text,
		base64.StdEncoding.EncodeToString([]byte(text)),
		base64.StdEncoding.EncodeToString(packed.Bytes()),
	} {
		assert.Equal(t, text, credential.Plain(written))
	}
	broken := packed.Bytes()[:packed.Len()-4]
	assert.Equal(t, string(broken), credential.Plain(base64.StdEncoding.EncodeToString(broken)), "cut short")
}

func TestNamesThatSayWhatTheyHold(t *testing.T) {
	for name, want := range map[string]bool{
		"DB_PASSWORD": true, "dbPassword": true, "--api-key": true, "master.key": true,
		"PASSWORD_FILE": false, "SECRET_NAME": false, "IMAGE_PULL_SECRET": false, "TOKENS": false,
	} {
		assert.Equal(t, want, credential.Named(name), name)
	}
	for value, literal := range map[string]bool{
		"hunter2": true, "$(PASSWORD)": false, "/run/secrets/x": false, "arn:aws:x": false, "": false, "true": false, "--next": false,
	} {
		assert.Equal(t, literal, credential.IsLiteral(value), value)
	}
}
