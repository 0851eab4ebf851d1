package reach_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// vocabulary is every property that the graph reads, so that odd values land
// where they are looked at.
var vocabulary = []string{
	"id", "name", "arn", "vpcId", "cidrBlock", "ipv6CidrBlock", "subnetId", "subnetIds", "routeTableId", "routes", "gatewayId", "natGatewayId",
	"destinationCidrBlock", "destinationPrefixListId", "securityGroupId", "referencedSecurityGroupId", "sourceSecurityGroupId", "securityGroups",
	"securityGroupIds", "vpcSecurityGroupIds", "ingress", "egress", "type", "protocol", "ipProtocol", "fromPort", "toPort", "cidrIpv4", "cidrIpv6",
	"cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "prefixListId", "self", "cidr", "entries", "networkAclId", "ruleNumber", "ruleNo", "ruleAction",
	"action", "internal", "subnets", "loadBalancerArn", "port", "engine", "vpcConfig", "launchTemplate", "networkInterfaces", "clusterName",
	"dbSubnetGroupName", "subnetGroupName", "publiclyAccessible", "vpcEndpointType", "vpcOptions", "defaultRouteTableId", "defaultNetworkAclId",
}

// tape turns bytes into choices, and zero when they are used up.
type tape []byte

func (b *tape) next(n int) int {
	if len(*b) == 0 || n == 0 {
		return 0
	}
	c := (*b)[0]
	*b = (*b)[1:]
	return int(c) % n
}

// value makes a property out of the tape: what a program means, and what none does.
func (b *tape) value(r *rule.Resource, root string, others []*rule.Resource, depth int) resource.PropertyValue {
	odd := []any{
		"0.0.0.0/0", "0.0.0.0/1", "::/0", "10.0.0.0/33", "::ffff:1.2.3.4/96", "fe80::1%eth0", "", "-1", "tcp", "ALL", "300", "ingress",
		-1.0, 0.0, 22.0, 65535.0, 1e18, math.NaN(), math.Inf(-1), true, false, nil,
	}
	switch b.next(6) {
	case 0:
		return resource.MakeComputed(resource.NewProperty(""))
	case 1:
		if to := others[b.next(len(others))]; to != nil {
			r.Dependencies[root] = append(r.Dependencies[root], to.URN)
		}
		return resource.MakeComputed(resource.NewProperty(""))
	case 2:
		if depth < 3 {
			list := make([]resource.PropertyValue, b.next(4))
			for i := range list {
				list[i] = b.value(r, root, others, depth+1)
			}
			return resource.NewProperty(list)
		}
	case 3:
		if depth < 3 {
			fields := resource.PropertyMap{}
			for range b.next(5) {
				fields[resource.PropertyKey(vocabulary[b.next(len(vocabulary))])] = b.value(r, root, others, depth+1)
			}
			return resource.NewProperty(fields)
		}
	case 4:
		return resource.MakeSecret(resource.NewPropertyValue(odd[b.next(len(odd))]))
	}
	return resource.NewPropertyValue(odd[b.next(len(odd))])
}

// FuzzGraph holds that no stack, however odd, makes the graph panic or hang, and
// that what is sure is possible.
func FuzzGraph(f *testing.F) {
	f.Add([]byte{})
	for seed := range 24 { // groups that refer to each other, and everything else
		data := make([]byte, 600)
		x := uint32(seed + 1)
		for i := range data {
			x = x*1664525 + 1013904223
			data[i] = byte(x >> 24)
		}
		f.Add(data)
	}
	types := reach.Types()
	f.Fuzz(func(t *testing.T, data []byte) {
		const most = 3000 // an engine's stack is not made of one byte a property
		b := tape(data[:min(len(data), most)])
		var l lab
		for i := range b.next(40) {
			l.add(types[b.next(len(types))], fmt.Sprintf("r%d", i), nil)
		}
		for len(b) > 0 && len(l.resources) > 0 {
			r := l.resources[b.next(len(l.resources))]
			key := vocabulary[b.next(len(vocabulary))]
			r.Properties[resource.PropertyKey(key)] = b.value(r, key, l.resources, 0)
		}
		g := l.graph()
		for _, c := range g.Matrix().Cells {
			if !c.Answer.Ports.Sure.Within(c.Answer.Ports.Maybe) {
				t.Errorf("%s to %s: %s is sure, %s is possible", c.From, c.To, c.Answer.Ports.Sure, c.Answer.Ports.Maybe)
			}
		}
		possible := g.Chains(false)
		for group := range g.Chains(true) {
			if _, ok := possible[group]; !ok {
				t.Errorf("%s is surely reached, and can't be", group.Name())
			}
		}
	})
}
