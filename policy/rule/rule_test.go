package rule_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule"
)

// whole is a rule that lacks nothing.
func whole() rule.Rule {
	return rule.Rule{
		ID: "network-open-port", Aliases: []string{"network-port"},
		Title: "No port is open", Why: "An open port is reached.", Fix: "Close it.",
		Severity: rule.High,
		Levels:   rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
		Types:    []string{"aws:ec2/securityGroup:SecurityGroup"},
		Controls: []rule.Control{{Framework: rule.FSBP, ID: "EC2.2"}},
		Since:    "0.1.0",
		Check:    func(*rule.Resource, *rule.Report) {},
	}
}

func TestARuleSaysWhatItLacks(t *testing.T) {
	tests := map[string]struct {
		spoil func(*rule.Rule)
		want  []string
	}{
		"nothing is lacking": {func(*rule.Rule) {}, nil},
		"an id without a concern": {
			func(r *rule.Rule) { r.ID = "open" },
			[]string{`id "open" is not <concern>-<name> in lower case`},
		},
		"an alias that is the id": {
			func(r *rule.Rule) { r.Aliases = []string{r.ID} },
			[]string{`alias "network-open-port" is not an earlier id`},
		},
		"no prose, both at once": {
			func(r *rule.Rule) { r.Why, r.Fix = "", " Close it." },
			[]string{"fix is empty or has blanks around it", "why is empty or has blanks around it"},
		},
		"no severity, types and controls": {
			func(r *rule.Rule) { r.Severity, r.Types, r.Controls = 0, nil, nil },
			[]string{"no controls", "no resource types", "severity unset is none"},
		},
		"a control without its id": {
			func(r *rule.Rule) { r.Controls[0].ID = "" },
			[]string{`control "AWS FSBP" lacks its framework or its id`},
		},
		"no check": {
			func(r *rule.Rule) { r.Check = nil },
			[]string{"exactly one of Check and CheckStack must be set"},
		},
		"two checks": {
			func(r *rule.Rule) { r.CheckStack = func(*rule.Stack, *rule.Report) {} },
			[]string{"exactly one of Check and CheckStack must be set"},
		},
		"weaker in prod than in staging": {
			func(r *rule.Rule) { r.Levels.Prod, r.Levels.Staging = rule.Advisory, rule.Mandatory },
			[]string{"levels fall: dev disabled, staging mandatory, prod advisory"},
		},
		"disabled everywhere": {
			func(r *rule.Rule) { r.Levels = rule.Everywhere(rule.Disabled) },
			[]string{"disabled even in prod"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := whole()
			tt.spoil(&r)
			assert.Equal(t, tt.want, r.Faults())
		})
	}
}

func TestLevelsOfATier(t *testing.T) {
	levels := whole().Levels
	assert.Equal(t, rule.Disabled, levels.In(rule.Dev))
	assert.Equal(t, rule.Advisory, levels.In(rule.Staging))
	assert.Equal(t, rule.Mandatory, levels.In(rule.Prod))
	assert.Equal(t, rule.Mandatory, levels.In("somewhere"), "an unknown tier is the strictest")

	tier, err := rule.ParseTier("staging")
	require.NoError(t, err)
	assert.Equal(t, rule.Staging, tier)
	_, err = rule.ParseTier("Prod")
	assert.EqualError(t, err, `read tier "Prod": accepted are dev, staging and prod`)
}

func TestExplainSaysEverything(t *testing.T) {
	r := whole()
	r.Why = strings.Repeat("an open port is reached ", 8)
	var b strings.Builder
	require.NoError(t, rule.Explain(&b, r))
	assert.Equal(t, `network-open-port
No port is open

Why
  an open port is reached an open port is reached an open port is reached an
  open port is reached an open port is reached an open port is reached an open
  port is reached an open port is reached

Fix
  Close it.

Severity  high
Levels    dev disabled, staging advisory, prod mandatory
Asked of  resource
Types     aws:ec2/securityGroup:SecurityGroup
Controls  AWS FSBP EC2.2
Since     0.1.0
Was       network-port
`, b.String())
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestExplainReportsAWriterThatFails(t *testing.T) {
	assert.EqualError(t, rule.Explain(full{}, whole()), "write explanation of network-open-port: disk full")
}

func TestAReport(t *testing.T) {
	bucket := &rule.Resource{URN: "urn:bucket", Properties: resource.PropertyMap{
		"acl": resource.NewProperty("public-read"), "name": resource.MakeComputed(resource.NewProperty("")),
	}}
	rep := rule.NewReport(rule.Rule{}, rule.Context{}, "urn:stack")
	rep.Require(rule.Yes, bucket.At("acl"), "not said")
	rep.Fail(bucket.At("acl"), "it is %s", bucket.At("acl").Quote())
	rep.On(bucket).Require(rule.No, bucket.At("acl"), "it is not %s", "private")
	rep.On(bucket).Require(rule.Unknown, bucket.At("name"), "not said")
	rep.On(bucket).Undecided(bucket.At("name"), "asked twice, kept once")

	assert.Equal(t, []rule.Finding{
		{URN: "urn:stack", Path: "acl", Message: `it is "public-read"`},
		{URN: "urn:bucket", Path: "acl", Message: "it is not private"},
	}, rep.Findings())
	assert.Equal(t, []rule.Open{{URN: "urn:bucket", Path: "name"}}, rep.Open())
}
