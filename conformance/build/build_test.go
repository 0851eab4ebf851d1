package build

import (
	"os"
	"path/filepath"
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

	write(t, filepath.Join(p.dir, "built.json"), `{"module":"v1","types":3,"compiled":60000000000}`)
	b, err := p.find()
	require.NoError(t, err)
	assert.Equal(t, Built{Dir: p.dir, Module: "v1", Types: 3, Compiled: time.Minute}, b)
}
