package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheListsInTheRepositoryAreFresh(t *testing.T) {
	root := filepath.Join("..", "..", "rules")
	files, err := render(root)
	require.NoError(t, err)
	require.Contains(t, files, filepath.Join("encryption", listName))
	for path, want := range files {
		have, err := os.ReadFile(filepath.Join(root, path))
		require.NoError(t, err)
		assert.Equal(t, string(want), string(have), "%s is stale: run go generate ./policy/rules", path)
	}
}

func TestARuleIsFoundByItsType(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, "network"), 0o750))
	source := "package network\n\nvar open = rule.Rule{ID: \"network-open\"}\nvar other = limit{}\nvar listed = []rule.Rule{}\n"
	require.NoError(t, os.WriteFile(filepath.Join(root, "network", "open.go"), []byte(source), 0o600))

	require.NoError(t, write(root))

	list, err := os.ReadFile(filepath.Join(root, "network", listName))
	require.NoError(t, err)
	assert.Contains(t, string(list), "\t\topen,\n\t}")
	whole, err := os.ReadFile(filepath.Join(root, listName))
	require.NoError(t, err)
	assert.Contains(t, string(whole), "\t\tnetwork.Rules(),\n")
}

func TestSourceThatCanNotBeReadIsAnError(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, "network"), 0o750))
	require.NoError(t, os.WriteFile(filepath.Join(root, "network", "open.go"), []byte("package"), 0o600))
	assert.ErrorContains(t, write(root), "read rule")
}
