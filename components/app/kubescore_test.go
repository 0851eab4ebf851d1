//go:build kubescore

package app

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/kubescore"
	"github.com/covetpy/platform/kubeapi"
)

func TestKubeScoreHasNothingToSay(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	for name, a := range map[string]*Args{"a service": web(), "in the middle of a delivery": delivering(), "in a mesh": meshed(), "a worker": worker()} {
		t.Run(name, func(t *testing.T) {
			objects, err := Objects(a)
			require.NoError(t, err)
			var manifests []map[string]any
			for _, object := range objects {
				manifest, err := kubeapi.Manifest(object)
				require.NoError(t, err)
				manifests = append(manifests, manifest)
			}
			found, err := kubescore.Score(t.Context(), root, manifests)
			require.NoError(t, err)
			for _, f := range found {
				assert.Equal(t, kubescore.Best, f.Grade, f)
			}
			assert.NotEmpty(t, found)
		})
	}
}
