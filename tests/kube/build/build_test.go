package build

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sources is a module of servers with as little in it as a key is made of.
func sources(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, file := range []string{"main.go", "go.mod", "go.sum"} {
		put(t, filepath.Join(root, file), file)
	}
	return root
}

func put(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

func TestAnythingThatGoesIntoABuildChangesItsKey(t *testing.T) {
	t.Parallel()
	before, err := key(sources(t))
	require.NoError(t, err)
	again, err := key(sources(t))
	require.NoError(t, err)
	assert.Equal(t, before, again, "where it lies is no part of it")

	seen := map[string]bool{before: true}
	for _, file := range []string{"main.go", "kwok.go", "go.mod", "go.sum"} {
		root := sources(t)
		put(t, filepath.Join(root, file), "changed")
		k, err := key(root)
		require.NoError(t, err)
		assert.False(t, seen[k], "%s changed, and the key did not", file)
		seen[k] = true
	}
}

func TestABuildIsFoundOnlyWhenComplete(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := find(dir)
	require.ErrorIs(t, err, ErrNotBuilt)

	put(t, filepath.Join(dir, "built.json"), `{"kubernetes":"v1.2.3","compiled":60000000000}`)
	b, err := find(dir)
	require.NoError(t, err)
	assert.Equal(t, Built{Dir: dir, Kubernetes: "v1.2.3", Compiled: time.Minute}, b)
}

func TestTheServersSayWhichVersionTheyAre(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "-X k8s.io/component-base/version.gitVersion=v1.37.2 -X k8s.io/component-base/version.gitMajor=1 "+
		"-X k8s.io/component-base/version.gitMinor=37", linked("v1.37.2"))
}
