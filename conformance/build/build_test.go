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

// sources is a conformance module with as little in it as a key is made of.
func sources(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, file := range []string{"provider/main.go", "provider/go.mod", "provider/go.sum", "upstream/slim.go"} {
		write(t, filepath.Join(root, file), file)
	}
	return root
}

func write(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

func TestAnythingThatGoesIntoABuildChangesItsKey(t *testing.T) {
	t.Parallel()
	key := func(p plan) string {
		k, err := p.key()
		require.NoError(t, err)
		return k
	}
	base := plan{root: sources(t), tokens: []byte(`{"resources":{}}`)}
	before := key(base)
	assert.Equal(t, before, key(plan{root: sources(t), tokens: base.tokens}), "where it lies is no part of it")

	seen := map[string]bool{before: true}
	changes := map[string]func() plan{
		"types":   func() plan { return plan{root: sources(t), tokens: []byte(`{}`)} },
		"version": func() plan { p := base; p.module.Version = "v2"; return p },
	}
	for _, file := range []string{"provider/main.go", "provider/names.go", "provider/go.mod", "provider/go.sum", "upstream/slim.go"} {
		changes[file] = func() plan {
			root := sources(t)
			write(t, filepath.Join(root, file), "changed")
			return plan{root: root, tokens: base.tokens}
		}
	}
	for what, change := range changes {
		k := key(change())
		assert.False(t, seen[k], "%s changed, and the key did not", what)
		seen[k] = true
	}
}

func TestABuildIsFoundOnlyWhenComplete(t *testing.T) {
	t.Parallel()
	p := plan{dir: t.TempDir()}
	_, err := p.find()
	require.ErrorIs(t, err, ErrNotBuilt)

	write(t, filepath.Join(p.dir, doneFile), `{"module":"v1","types":3,"compiled":60000000000}`)
	b, err := p.find()
	require.NoError(t, err)
	assert.Equal(t, Built{Dir: p.dir, Module: "v1", Types: 3, Compiled: time.Minute}, b)

	write(t, filepath.Join(p.dir, doneFile), `{`)
	_, err = p.find()
	assert.ErrorContains(t, err, "remove that folder")
}

func TestBuildsThatNothingAsksForGo(t *testing.T) {
	t.Parallel()
	home, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{"new": 0, "kept": 6 * 24 * time.Hour, "old": 8 * 24 * time.Hour, "asked for": 8 * 24 * time.Hour} {
		file := filepath.Join(home, name, doneFile)
		write(t, file, "{}")
		require.NoError(t, os.Chtimes(file, now.Add(-age), now.Add(-age)))
	}
	write(t, filepath.Join(home, "unfinished", pluginName), "")
	_, err := plan{dir: filepath.Join(home, "asked for")}.find()
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
	said := follow(strings.NewReader("context\nexample.com/a\n# example.com/b\nb.go:3:1: undefined: x\n"), &out, 3)
	assert.Equal(t, "# example.com/b\nb.go:3:1: undefined: x\n", said)
	assert.Empty(t, out.String(), "nothing is told of what takes a moment")
}
