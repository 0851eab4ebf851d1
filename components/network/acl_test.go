package network

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDataACLAdmitsThePrivateTierAndPodsOnly(t *testing.T) {
	t.Parallel()
	pods := netip.MustParsePrefix("100.64.0.0/16")
	private := databases(100, "10.0.0.0/17")
	for sentence, test := range map[string]struct {
		pods *netip.Prefix
		want acl
	}{
		"pods in the private tier":  {nil, private},
		"pods in their own subnets": {&pods, join(private, databases(200, "100.64.0.0/16"))},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, dataACL(NewPlan(netip.MustParsePrefix("10.0.0.0/16"), test.pods)))
		})
	}
}

func databases(base int, cidr string) acl {
	return acl{
		in: []aclRule{
			{number: base, protocol: "6", from: 5432, to: 5432, cidr: cidr},
			{number: base + 10, protocol: "6", from: 6379, to: 6379, cidr: cidr},
		},
		out: []aclRule{{number: base, protocol: "6", from: 1024, to: 65535, cidr: cidr}},
	}
}

func join(a, b acl) acl { return acl{in: append(a.in, b.in...), out: append(a.out, b.out...)} }

func TestPrivateACL(t *testing.T) {
	t.Parallel()
	want := acl{
		in: []aclRule{
			{number: 100, protocol: "-1", cidr: "10.0.0.0/8"},
			{number: 110, protocol: "-1", cidr: "172.16.0.0/12"},
			{number: 120, protocol: "-1", cidr: "192.168.0.0/16"},
			{number: 130, protocol: "-1", cidr: "100.64.0.0/10"},
			{number: 300, protocol: "6", from: 32768, to: 65535, cidr: "0.0.0.0/0"},
			{number: 310, protocol: "17", from: 32768, to: 65535, cidr: "0.0.0.0/0"},
			{number: 320, protocol: "1", cidr: "0.0.0.0/0"},
		},
		out: []aclRule{{number: 100, protocol: "-1", cidr: "0.0.0.0/0"}},
	}
	assert.Equal(t, want, privateACL(false))

	want.in = append(want.in,
		aclRule{number: 1100, protocol: "-1", cidr: vpcIPv6},
		aclRule{number: 1300, protocol: "6", from: 32768, to: 65535, cidr: "::/0"},
		aclRule{number: 1310, protocol: "17", from: 32768, to: 65535, cidr: "::/0"},
		aclRule{number: 1320, protocol: "58", cidr: "::/0"})
	want.out = append(want.out, aclRule{number: 1100, protocol: "-1", cidr: "::/0"})
	assert.Equal(t, want, privateACL(true))
}

func TestNoReservedPortIsOpenToTheInternetButThoseOfTheWeb(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		rules acl
		want  []int // reserved ports, and that of remote desktops
	}{
		"public":               {publicACL(false), []int{80, 443, 3389}},
		"public, dual stack":   {publicACL(true), []int{80, 443, 3389}},
		"private":              {privateACL(false), nil},
		"private, dual stack":  {privateACL(true), nil},
		"data, which has none": {dataACL(NewPlan(netip.MustParsePrefix("10.0.0.0/16"), nil)), nil},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			var open []int
			for port := range firstUnreserved {
				if reachable(test.rules, port) {
					open = append(open, port)
				}
			}
			if reachable(test.rules, 3389) {
				open = append(open, 3389)
			}
			assert.Equal(t, test.want, open)
		})
	}
}

// reachable says whether anyone may open a TCP connection to the port.
func reachable(rules acl, port int) bool {
	for _, r := range rules.in {
		everyone := r.cidr == anywhere || r.cidr == anywhereIPv6
		carries := r.protocol == protocolAny || r.protocol == protocolTCP && r.from <= port && port <= r.to
		if everyone && carries {
			return true
		}
	}
	return false
}

func TestACLsFitTheQuotaAndNumberEachRuleOnce(t *testing.T) {
	t.Parallel()
	const quota = 20 // Amazon VPC quotas, rules per network ACL and direction
	pods := netip.MustParsePrefix("100.64.0.0/16")
	for i, rules := range []acl{publicACL(true), privateACL(true), dataACL(NewPlan(netip.MustParsePrefix("10.0.0.0/16"), &pods))} {
		for direction, list := range map[string][]aclRule{"in": rules.in, "out": rules.out} {
			numbers := map[int]bool{}
			for _, r := range list {
				numbers[r.number] = true
			}
			assert.Len(t, numbers, len(list), "ACL %d %s", i, direction)
			assert.LessOrEqual(t, len(list), quota)
		}
	}
}
