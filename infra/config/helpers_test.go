package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
)

// minimal is a file that says only what it must. It ends on line 7.
const minimal = `config:
  covetpy:tier: dev
  covetpy:account: "111122223333"
  covetpy:region: eu-west-1
  covetpy:owner: platform
  covetpy:costCentre: "4100"
  covetpy:domain: dev.covet.example.com
`

// write puts a file for the environment "dev" into a folder of its own.
func write(t *testing.T, content string) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(root, "Pulumi.dev.yaml"), []byte(content), 0o600))
	return root
}

// load loads minimal with more lines; they begin on line 8.
func load(t *testing.T, more string, checks ...config.Check) *config.Loaded {
	t.Helper()
	l, err := config.Load(write(t, minimal+more), "dev", checks...)
	require.NoError(t, err)
	return l
}

// faultsOf loads a whole file and returns the lines of its error.
func faultsOf(t *testing.T, content string, checks ...config.Check) []string {
	t.Helper()
	l, err := config.Load(write(t, content), "dev", checks...)
	require.Error(t, err)
	require.Nil(t, l)
	require.NotEmpty(t, fault.Of(err), "not a fault: %v", err)
	return strings.Split(err.Error(), "\n")
}

// wanted is what a file with no more than minimal means.
func wanted() config.Config {
	c := config.Defaults(config.Dev)
	c.Account = "111122223333"
	c.Region = "eu-west-1"
	c.Owner = "platform"
	c.CostCentre = "4100"
	c.Domain = "dev.covet.example.com"
	return c
}
