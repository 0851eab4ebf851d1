package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

func TestThePageInTheRepositoryIsFresh(t *testing.T) {
	have, err := os.ReadFile(filepath.Join("..", page))
	require.NoError(t, err)
	assert.Equal(t, string(render(pack.Rules())), string(have),
		"docs/policies.md is stale: run go generate ./policy/rules")
}

func TestEverythingAboutARuleIsOnThePage(t *testing.T) {
	text := string(render([]rule.Rule{{
		ID: "network-open", Aliases: []string{"network-wide"}, Title: "No group is open | at all", Why: "s3:* in <region>.",
		Fix: "Close it.", Severity: rule.High, Levels: rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
		Types:    []string{"aws:ec2/securityGroup:SecurityGroup"},
		Controls: []rule.Control{{Framework: rule.FSBP, ID: "EC2.2"}}, Since: "0.2.0",
	}}))
	for _, part := range []string{
		"| [network-open](#network-open) | No group is open \\| at all | high | disabled | advisory | mandatory |",
		"**Why.** s3:\\* in \\<region>.", "**Fix.** Close it.", "`aws:ec2/securityGroup:SecurityGroup`",
		"Since 0.2.0.", "Earlier ids: network-wide.", "| AWS FSBP EC2.2 | [network-open](#network-open) |",
	} {
		assert.Contains(t, text, part)
	}
}
