//go:build plugin

package names

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/schema"
)

func TestTheBuiltProviderHasTheNamesOfTheSDK(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	b, err := build.Find(t.Context(), root)
	require.NoError(t, err)
	upstream, err := schema.Read(b.Schema())
	require.NoError(t, err)
	sdk, err := FindSDK(t.Context(), filepath.Dir(root))
	require.NoError(t, err)
	differences, err := Compare(sdk, upstream)
	require.NoError(t, err)
	known, err := ReadKnown()
	require.NoError(t, err)
	explained, unexplained, stale := known.Judge(differences)
	assert.NotEmpty(t, explained, "the two are made apart from each other")
	assert.Empty(t, unexplained)
	assert.Empty(t, stale)
}
