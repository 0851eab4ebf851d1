package reach_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// reached is what a source surely and possibly reaches, in words.
func reached(a reach.Answer) [2]string {
	return [2]string{a.Ports.Sure.String(), a.Ports.Maybe.String()}
}

func surely(ports string) [2]string { return [2]string{ports, ports} }

func possibly(ports string) [2]string { return [2]string{"nothing", ports} }

const anywhere = "0.0.0.0/0"

func TestTheInternetReachesAMachine(t *testing.T) {
	ssh := props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": anywhere}
	for name, test := range map[string]struct {
		change func(*town)
		want   [2]string
	}{
		"by a rule of its own": {func(w *town) { w.in("ssh", w.machines, ssh) }, surely("tcp 22")},
		"by halves in two rules": {func(w *town) {
			w.in("low", w.machines, props{"ipProtocol": "6", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": "0.0.0.0/1"})
			w.in("high", w.machines, props{"ipProtocol": "TCP", "fromPort": "22", "toPort": "22", "cidrIpv4": "128.0.0.0/1"})
		}, surely("tcp 22")},
		"by a rule with every protocol": {func(w *town) {
			w.add(ruleType, "all", props{"type": "ingress", "protocol": "-1", "fromPort": 0.0, "toPort": 0.0, "cidrBlocks": []any{"10.0.0.0/8", anywhere}, "securityGroupId": ref{w.machines}})
		}, surely("all traffic")},
		"by a prefix list": {func(w *town) {
			list := w.add("aws:ec2/managedPrefixList:ManagedPrefixList", "friends", props{"entries": []any{props{"cidr": "10.0.0.0/8"}}})
			w.add("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "stranger", props{"prefixListId": ref{list}, "cidr": anywhere})
			w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "prefixListId": ref{list}})
		}, surely("tcp 22")},
		"perhaps, by a prefix list of AWS's": {func(w *town) {
			w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "prefixListId": "pl-3b927c52"})
		}, possibly("tcp 22")},
		"perhaps, by a range that is not known": {func(w *town) {
			w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": unknown{}})
		}, possibly("tcp 22")},
		"not by IPv6": {func(w *town) {
			w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv6": "::/0"})
		}, surely("nothing")},
		"not past an ACL that refuses first": {func(w *town) {
			w.in("ssh", w.machines, ssh)
			w.add(aclType, "front", props{"subnetIds": []any{ref{w.front}}, "egress": []any{entry(1, "allow", anywhere, 0, 0, "-1")}, "ingress": []any{
				entry(100, "allow", anywhere, 0, 0, "-1"), entry(90, "deny", anywhere, 0, 1023, "6"),
			}})
		}, surely("nothing")},
		"past an ACL that refuses too late": {func(w *town) {
			w.in("ssh", w.machines, ssh)
			w.add(aclType, "front", props{"subnetIds": []any{ref{w.front}}, "egress": []any{entry(1, "allow", anywhere, 0, 0, "-1")}, "ingress": []any{
				entry(100, "allow", anywhere, 0, 0, "-1"), entry(110, "deny", anywhere, 0, 1023, "6"),
			}})
		}, surely("tcp 22")},
		"not past an ACL that lets no reply out": {func(w *town) {
			w.in("ssh", w.machines, ssh)
			w.add(aclType, "front", props{"subnetIds": []any{ref{w.front}}, "ingress": []any{entry(100, "allow", anywhere, 0, 0, "-1")}})
		}, surely("nothing")},
		"not where a group admits some and the ACL others": {func(w *town) {
			w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": "0.0.0.0/1"})
			w.add(aclType, "front", props{"subnetIds": []any{ref{w.front}}, "egress": []any{entry(1, "allow", anywhere, 0, 0, "-1")}, "ingress": []any{
				entry(100, "allow", "128.0.0.0/1", 0, 0, "-1"),
			}})
		}, surely("nothing")},
		"perhaps, when the ACL's subnets are not known": {func(w *town) {
			w.in("ssh", w.machines, ssh)
			w.add(aclType, "front", props{"subnetIds": []any{unknown{}}})
		}, possibly("tcp 22")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown()
			test.change(w)
			g := w.graph()
			assert.Equal(t, test.want, reached(g.Between(reach.InternetIPv4(), thing(g, "bastion"))))
		})
	}
}

func entry(number float64, action, cidr string, from, to float64, protocol string) props {
	return props{"ruleNo": number, "action": action, "cidrBlock": cidr, "fromPort": from, "toPort": to, "protocol": protocol}
}

func TestAMachineReachesADatabase(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*town)
		want   [2]string
	}{
		"by a rule at each end": {func(w *town) {
			w.out("to-data", w.machines, props{"ipProtocol": "tcp", "fromPort": 1024.0, "toPort": 65535.0, "cidrIpv4": "10.0.0.0/16"})
			w.in("from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 0.0, "toPort": 65535.0, "referencedSecurityGroupId": ref{w.machines}})
		}, surely("tcp 5432")},
		"not without the way out": {func(w *town) {
			w.in("from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": ref{w.machines}})
		}, surely("nothing")},
		"not on another port": {func(w *town) {
			w.out("to-data", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
			w.in("from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 3306.0, "toPort": 3306.0, "referencedSecurityGroupId": ref{w.machines}})
		}, surely("nothing")},
		"perhaps, by a group that is not known": {func(w *town) {
			w.out("to-data", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
			w.in("from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": unknown{}})
		}, possibly("tcp 5432")},
		"not past the ACL of its subnet": {func(w *town) {
			w.out("to-data", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
			w.in("all", w.data, props{"ipProtocol": "-1", "cidrIpv4": "10.0.0.0/16"})
			w.add(aclType, "back", props{"subnetIds": []any{ref{w.back}}})
		}, surely("nothing")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown()
			test.change(w)
			g := w.graph()
			assert.Equal(t, test.want, reached(g.Between(reach.FromThing(thing(g, "bastion")), thing(g, "db"))))
		})
	}
}

func TestTiersOfSubnets(t *testing.T) {
	tier := func(w *town, name string) reach.Tier {
		for _, s := range w.graph().Subnets() {
			if s.Resource.Name == name {
				return s.Tier()
			}
		}
		return ""
	}
	w := newTown()
	assert.Equal(t, reach.Public, tier(w, "front"))
	assert.Equal(t, reach.Isolated, tier(w, "back"), "the main table has the local route alone")

	w = newTown()
	w.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", props{"vpcId": ref{w.vpc}, "routeTableId": ref{w.street}})
	assert.Equal(t, reach.Public, tier(w, "back"), "another table is the main one")

	w = newTown()
	nat := w.add("aws:ec2/natGateway:NatGateway", "nat", props{"subnetId": ref{w.front}})
	w.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "default", props{
		"defaultRouteTableId": ref{w.vpc}, "routes": []any{props{"cidrBlock": "0.0.0.0/1", "natGatewayId": ref{nat}}},
	})
	assert.Equal(t, reach.Private, tier(w, "back"), "the adopted main table leads half of the internet to NAT")
}

func TestChains(t *testing.T) {
	chain := func(w *town) (rule.Truth, string) {
		g := w.graph()
		answer, c := g.Exposed(thing(g, "db"))
		return answer, c.String()
	}
	w := newTown()
	inner := w.add(groupType, "inner", props{"ingress": []any{props{"protocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "securityGroups": []any{ref{w.machines}}, "self": true}}})
	w.in("db-from-inner", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": ref{inner}})
	w.in("inner-from-db", inner, props{"ipProtocol": "-1", "referencedSecurityGroupId": ref{w.data}})
	answer, _ := chain(w)
	assert.Equal(t, rule.No, answer, "a circle of groups that no one enters")

	w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": anywhere})
	answer, text := chain(w)
	assert.Equal(t, rule.Yes, answer)
	assert.Equal(t, "ssh: tcp 22 from 0.0.0.0/0 -> inner: tcp 22 from machines, inner -> db-from-inner: tcp 5432 from inner", text)

	w = newTown()
	lb := w.add(groupType, "front-door", props{})
	w.add("aws:lb/loadBalancer:LoadBalancer", "lb", props{"securityGroups": []any{ref{lb}}, "subnets": []any{ref{w.front}}})
	w.in("https", lb, props{"ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "cidrIpv4": anywhere})
	w.in("from-lb", w.machines, props{"ipProtocol": "tcp", "fromPort": 8000.0, "toPort": 8000.0, "referencedSecurityGroupId": ref{lb}})
	w.in("from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": ref{w.machines}})
	answer, _ = chain(w)
	assert.Equal(t, rule.No, answer, "what comes in by the front door ends there")

	w.in("straight", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": ref{lb}})
	answer, text = chain(w)
	assert.Equal(t, rule.Yes, answer)
	assert.Equal(t, "https: tcp 443 from 0.0.0.0/0 -> straight: tcp 5432 from front-door", text)
}
