package scaffold_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/scaffold"
	"github.com/covetpy/platform/policy/ruletest"
)

// repository is a folder with what Write needs of one.
func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(root, "policy", "rules", "testdata"), 0o750))
	require.NoError(t, os.MkdirAll(filepath.Join(root, "policy", "rules", "network"), 0o750))
	require.NoError(t, os.WriteFile(filepath.Join(root, "policy", "rules", "testdata", "published.txt"), []byte("a-a\nz-z\n"), 0o600))
	return root
}

func TestARuleBeginsWithAllItsFiles(t *testing.T) {
	root := repository(t)
	r, err := scaffold.ParseRule("volcano/lava-is-cold", "aws:ec2/instance:Instance", "metadataOptions.httpTokens")
	require.NoError(t, err)
	assert.Equal(t, "lavaIsCold", r.Variable())
	assert.Equal(t, "rangeRule", scaffold.Rule{Concern: "volcano", Name: "range"}.Variable())
	paths, err := r.Write(root)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"policy/rules/volcano/doc.go", "policy/rules/volcano/lava_is_cold.go", "policy/rules/volcano/rules_test.go",
		"policy/rules/volcano/testdata/lava_is_cold.yaml", "policy/rules/testdata/published.txt",
	}, paths)

	ids, err := os.ReadFile(filepath.Join(root, "policy", "rules", "testdata", "published.txt"))
	require.NoError(t, err)
	assert.Equal(t, "a-a\nvolcano-lava-is-cold\nz-z\n", string(ids))
	code, err := os.ReadFile(filepath.Join(root, paths[1]))
	require.NoError(t, err)
	assert.Contains(t, string(code), "var lavaIsCold = rule.Rule{")
	assert.Contains(t, string(code), `[]string{"aws:ec2/instance:Instance"}`)
	examples, err := ruletest.Load(filepath.Join(root, paths[3]))
	require.NoError(t, err)
	assert.Len(t, examples.Fail, 2)
}

func TestAConcernThatExistsKeepsItsFiles(t *testing.T) {
	root := repository(t)
	r, err := scaffold.ParseRule("network/lava", "aws:ec2/subnet:Subnet", "on")
	require.NoError(t, err)
	paths, err := r.Write(root)
	require.NoError(t, err)
	assert.Len(t, paths, 3)
	_, err = r.Write(root)
	assert.ErrorIs(t, err, os.ErrExist)
}

func TestEveryFaultOfANewRuleIsTold(t *testing.T) {
	_, err := scaffold.ParseRule("Network-public", "Subnet", "0")
	for _, fault := range []string{"<concern>/<name>", "type \"Subnet\"", "property \"0\""} {
		assert.ErrorContains(t, err, fault)
	}
	_, err = scaffold.ParseRule("encryption/sqs-queue", "aws:sqs/queue:Queue", "on")
	assert.ErrorContains(t, err, "there is one")
}
