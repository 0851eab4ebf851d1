package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

func TestThePagesInTheRepositoryAreFresh(t *testing.T) {
	rows, err := catalogue.Load()
	require.NoError(t, err)
	for name, want := range pages(pack.Rules(), rows) {
		have, err := os.ReadFile(filepath.Join("..", docs, name))
		require.NoError(t, err)
		// Not assert.Equal: the difference of two such pages is longer than the page.
		assert.True(t, bytes.Equal(want, have), "docs/%s is stale: run go generate ./policy/rules", name)
	}
}

func TestEverythingAboutARuleIsOnAPage(t *testing.T) {
	got := pages([]rule.Rule{{
		ID: "network-open", Aliases: []string{"network-wide"}, Title: "No group is open | at all", Why: "s3:* in <region>.",
		Fix: "Close it.", Severity: rule.High, Levels: rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
		Types:    []string{"aws:ec2/securityGroup:SecurityGroup"},
		Settings: []rule.Setting{{Name: "ports", Doc: "ports that may be open", Texts: rule.Same([]string{"443", "80"})}},
		Controls: rule.FSBP.IDs("EC2.2"), Since: "0.2.0",
	}}, []catalogue.Row{
		{Sources: []string{"FSBP EC2.2"}, Types: []string{"aws:ec2/securityGroup:SecurityGroup"}, Property: "ingress[]", Rules: []string{"network-open"}},
		{Sources: []string{"CKV_1"}, Types: []string{"aws:ec2/vpc:Vpc"}, Relation: "each has a *", Declined: "It does no harm."},
	})
	for page, parts := range map[string][]string{
		"policies.md": {
			"| [network-open](#network-open) | No group is open \\| at all | high | disabled | advisory | mandatory |",
			"**Why.** s3:\\* in \\<region>.", "**Fix.** Close it.", "`aws:ec2/securityGroup:SecurityGroup`",
			"Since 0.2.0.", "Earlier ids: network-wide.", "| `ports` | ports that may be open | `443`, `80` | `443`, `80` | `443`, `80` |",
			"| `aws:ec2/vpc:Vpc` | each has a \\* | CKV\\_1 | It does no harm. |",
		},
		"controls.md": {
			"| AWS FSBP | 1 | 1 |", "## AWS FSBP", "| EC2.2 | [network-open](policies.md#network-open) |",
			"| `aws:ec2/securityGroup:SecurityGroup` | `ingress[]` | FSBP EC2.2 | [network-open](policies.md#network-open) |",
		},
	} {
		for _, part := range parts {
			assert.Contains(t, string(got[page]), part)
		}
	}
}

func TestControlsAreInTheOrderOfTheirNumbers(t *testing.T) {
	ids := []string{"EC2.10", "EC2.9", "AC-6(10)", "EC2.9.1", "AC-6(9)"}
	slices.SortFunc(ids, natural)
	assert.Equal(t, []string{"AC-6(9)", "AC-6(10)", "EC2.9", "EC2.9.1", "EC2.10"}, ids)
}
