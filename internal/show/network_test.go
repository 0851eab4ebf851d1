package show_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// open is a network in which strangers reach a load balancer, and a database by a
// rule of which the ports are not known.
func open() *reach.Graph {
	add := func(typ, name string, p map[string]any) *rule.Resource {
		return &rule.Resource{
			URN: resource.NewURN("test", "show", "", "", name), Type: typ, Name: name,
			Properties: resource.NewPropertyMapFromMap(p),
		}
	}
	return reach.New(rule.NewStack([]*rule.Resource{
		add("aws:ec2/vpc:Vpc", "net", map[string]any{"id": "vpc-1"}),
		add("aws:ec2/subnet:Subnet", "front", map[string]any{"id": "subnet-1", "vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"}),
		add("aws:ec2/routeTable:RouteTable", "street", map[string]any{
			"id": "rtb-1", "routes": []any{map[string]any{"cidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}},
		}),
		add("aws:ec2/routeTableAssociation:RouteTableAssociation", "way", map[string]any{"subnetId": "subnet-1", "routeTableId": "rtb-1"}),
		add("aws:ec2/securityGroup:SecurityGroup", "wide", map[string]any{"id": "sg-1", "ingress": []any{map[string]any{
			"protocol": "tcp", "fromPort": 5432, "toPort": 5432, "cidrBlocks": []any{"0.0.0.0/0"},
		}}}),
		add("aws:rds/subnetGroup:SubnetGroup", "places", map[string]any{"name": "places", "subnetIds": []any{"subnet-1"}}),
		add("aws:rds/instance:Instance", "db", map[string]any{
			"engine": "postgres", "publiclyAccessible": true, "dbSubnetGroupName": "places", "vpcSecurityGroupIds": []any{"sg-1"},
		}),
	}))
}

func TestANetworkIsListed(t *testing.T) {
	var out bytes.Buffer
	g := open()
	m := g.Matrix()
	show.Network(&out, m, false)
	assert.Contains(t, out.String(), "to db\n  internet IPv4            tcp 5432\n")
	assert.Contains(t, out.String(), "  stopped by route         internet IPv6\n")
	for line := range strings.Lines(out.String()) {
		assert.LessOrEqual(t, len(line)-1, 100, line)
	}

	out.Reset()
	cell, ok := m.At("internet IPv4", "db")
	require.True(t, ok)
	show.Way(&out, cell)
	assert.Equal(t, `internet IPv4 reaches db: tcp 5432
  listens     db listens on tcp 5432
  address     db has a public address
  route       street leads 0.0.0.0/0 to the internet gateway
  network ACL net let all traffic through, and replies back
  ingress     wide: tcp 5432 from 0.0.0.0/0
`, out.String())

	out.Reset()
	show.Claims(&out, g.Claims())
	assert.Contains(t, out.String(), "FAILS          no chain of groups leads from the internet to a data store\n"+
		"               - db: wide: tcp 5432 from 0.0.0.0/0\n")
}
