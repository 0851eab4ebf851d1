package build

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
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

	put(t, filepath.Join(dir, doneFile), `{"kubernetes":"v1.2.3","compiled":60000000000}`)
	b, err := find(dir)
	require.NoError(t, err)
	assert.Equal(t, Built{Dir: dir, Kubernetes: "v1.2.3", Compiled: time.Minute}, b)

	put(t, filepath.Join(dir, doneFile), `{`)
	_, err = find(dir)
	assert.ErrorContains(t, err, "remove that folder")
}

func TestBuildsThatNothingAsksForGo(t *testing.T) {
	t.Parallel()
	home, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{"new": 0, "kept": 6 * 24 * time.Hour, "old": 8 * 24 * time.Hour, "asked for": 8 * 24 * time.Hour} {
		file := filepath.Join(home, name, doneFile)
		put(t, file, "{}")
		require.NoError(t, os.Chtimes(file, now.Add(-age), now.Add(-age)))
	}
	put(t, filepath.Join(home, "unfinished", binaryName), "")
	_, err := find(filepath.Join(home, "asked for"))
	require.NoError(t, err)
	require.NoError(t, prune(home, now))
	left, err := os.ReadDir(home)
	require.NoError(t, err)
	var names []string
	for _, entry := range left {
		names = append(names, entry.Name())
	}
	assert.Equal(t, []string{"asked for", "kept", "new", "unfinished"}, names, "what another process may be at stays, too")
}

func TestTheServersSayWhichVersionTheyAre(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "-X k8s.io/component-base/version.gitVersion=v1.37.2 -X k8s.io/component-base/version.gitMajor=1 "+
		"-X k8s.io/component-base/version.gitMinor=37", linked("v1.37.2"))
}

func TestTheCompilersErrorsAreKeptApartFromItsProgress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	said := follow(strings.NewReader("context\nexample.com/a\n# example.com/b\nb.go:3:1: undefined: x\n"), &out)
	assert.Equal(t, "# example.com/b\nb.go:3:1: undefined: x\n", said)
	assert.Empty(t, out.String(), "nothing is told of what takes a moment")
}
