package sim_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// What the examples can't show of EC2: what a change does to what it does not
// name.

func TestLaunchTemplateVersions(t *testing.T) {
	t.Parallel()
	type versions struct{ latest, standard int }
	for name, c := range map[string]struct {
		change map[string]any
		want   versions
	}{
		"stay when only tags change":               {map[string]any{"tags": map[string]any{"Name": "app"}}, versions{1, 1}},
		"go on when data change":                   {map[string]any{"description": "Nodes"}, versions{2, 2}},
		"go on without the default when told so":   {map[string]any{"description": "Nodes", "updateDefaultVersion": nil}, versions{2, 1}},
		"go on with the default where it is named": {map[string]any{"description": "Nodes", "updateDefaultVersion": nil, "defaultVersion": 2}, versions{2, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			m := s.need("ec2/launch-template")
			checked, _ := s.diff(m, s.inputs("ec2/launch-template", c.change))
			outputs, err := s.update(m, checked)
			require.NoError(t, err)
			got := kind.Values{Props: outputs}
			assert.Equal(t, c.want, versions{got.Number("latestVersion"), got.Number("defaultVersion")})
		})
	}
}

func TestDeletionTakesParts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parts []string
		whole string
	}{
		"of a VPC what came with it": {
			[]string{"ec2/default-security-group", "ec2/default-network-acl", "ec2/default-route-table", "ec2/cidr-association"}, "ec2/vpc",
		},
		"of a table its routes": {[]string{"ec2/route", "ec2/route-ipv6"}, "ec2/route-table"},
		"of a network ACL its rules and members": {
			[]string{"ec2/network-acl-rule", "ec2/network-acl-association"}, "ec2/network-acl",
		},
		"of a group the rules that name only it": {
			[]string{"ec2/ingress-rule-from-itself", "ec2/egress-rule", "ec2/security-group-rule-self"}, "ec2/security-group",
		},
		"of a subnet its way out": {[]string{"ec2/route-table-association"}, "ec2/subnet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			var parts []examples.Made
			for _, part := range c.parts {
				parts = append(parts, s.need(part))
			}
			require.NoError(t, s.delete(s.need(c.whole)))
			for _, part := range parts {
				_, found := s.read(part)
				assert.False(t, found, part.URN)
			}
		})
	}
}

func TestRoutesOutliveGateways(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	way := s.need("ec2/route")
	require.NoError(t, s.delete(s.need("ec2/nat-gateway")))
	_, found := s.read(way)
	assert.True(t, found, "the route is a black hole now")
}
