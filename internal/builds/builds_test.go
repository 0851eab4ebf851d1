package builds

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var errMissing = errors.New("not built")

type built struct {
	Version string `json:"version"`
}

func put(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
}

func TestAnythingThatGoesIntoABuildChangesItsKey(t *testing.T) {
	t.Parallel()
	key := func(about string, texts map[string]string) string {
		root := t.TempDir()
		var files []string
		for _, name := range []string{"main.go", "go.mod"} {
			put(t, filepath.Join(root, name), texts[name])
			files = append(files, filepath.Join(root, name))
		}
		k, err := Key(about, files...)
		require.NoError(t, err)
		return k
	}
	base := map[string]string{"main.go": "a", "go.mod": "b"}
	before := key("v1", base)
	assert.Equal(t, before, key("v1", base), "where it lies is no part of it")
	seen := map[string]bool{before: true}
	for what, changed := range map[string]string{
		"about": key("v2", base), "a file": key("v1", map[string]string{"main.go": "c", "go.mod": "b"}),
		"what is in which": key("v1", map[string]string{"main.go": "b", "go.mod": "a"}),
	} {
		assert.False(t, seen[changed], "%s changed, and the key did not", what)
		seen[changed] = true
	}
	_, err := Key("v1", filepath.Join(t.TempDir(), "none"))
	assert.ErrorContains(t, err, "read what a build is made of")
}

func TestABuildIsFoundOnlyWhenComplete(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Find[built](dir, errMissing)
	require.ErrorIs(t, err, errMissing)

	require.NoError(t, Finish(dir, built{Version: "v1"}))
	b, err := Find[built](dir, errMissing)
	require.NoError(t, err)
	assert.Equal(t, built{Version: "v1"}, b)

	put(t, filepath.Join(dir, doneFile), `{`)
	_, err = Find[built](dir, errMissing)
	assert.ErrorContains(t, err, "remove that folder")
}

func TestABuildIsMadeOnce(t *testing.T) {
	t.Parallel()
	dir, made := filepath.Join(t.TempDir(), "home", "key"), 0
	find := func() (built, error) { return Find[built](dir, errMissing) }
	build := func() (built, error) {
		made++
		require.NoError(t, os.Mkdir(dir, 0o750))
		return built{Version: "v1"}, Finish(dir, built{Version: "v1"})
	}
	for range 2 {
		b, err := Once(t.Context(), dir, errMissing, find, build, io.Discard)
		require.NoError(t, err)
		assert.Equal(t, built{Version: "v1"}, b)
	}
	assert.Equal(t, 1, made)
	_, err := Once(t.Context(), filepath.Join(t.TempDir(), "key"), errMissing,
		func() (built, error) { return built{}, errMissing }, func() (built, error) { return built{}, os.ErrPermission }, io.Discard)
	assert.ErrorIs(t, err, os.ErrPermission)
}

func TestBuildsThatNothingAsksForGo(t *testing.T) {
	t.Parallel()
	home, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{"new": 0, "kept": 6 * 24 * time.Hour, "old": 8 * 24 * time.Hour, "asked for": 8 * 24 * time.Hour} {
		file := filepath.Join(home, name, doneFile)
		put(t, file, "{}")
		require.NoError(t, os.Chtimes(file, now.Add(-age), now.Add(-age)))
	}
	put(t, filepath.Join(home, "unfinished", "binary"), "")
	_, err := Find[built](filepath.Join(home, "asked for"), errMissing)
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

func TestTheCompilersErrorsAreKeptApartFromItsProgress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	said := follow(strings.NewReader("context\nexample.com/a\n# example.com/b\nb.go:3:1: undefined: x\n"), 3, &out)
	assert.Equal(t, "# example.com/b\nb.go:3:1: undefined: x\n", said)
	assert.Empty(t, out.String(), "nothing is told of what takes a moment")
}
