package reach_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/reach"
)

// drawPorts draws a set out of a few ports, so that spans meet, and the ports that
// are in it.
func drawPorts(t *rapid.T, label string) (reach.Ports, map[int]bool) {
	var set reach.Ports
	has := map[int]bool{}
	for range rapid.IntRange(0, 4).Draw(t, label) {
		from := rapid.IntRange(0, 12).Draw(t, "from")
		to := rapid.IntRange(0, 12).Draw(t, "to")
		set = set.Union(reach.Range(reach.TCP, from, to))
		for p := from; p <= to; p++ {
			has[p] = true
		}
	}
	return set, has
}

func TestPortsAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, inA := drawPorts(t, "a")
		b, inB := drawPorts(t, "b")
		for p := range 14 {
			one := reach.TCPPorts(p)
			assert.Equal(t, inA[p] || inB[p], one.Within(a.Union(b)), "union at %d", p)
			assert.Equal(t, inA[p] && inB[p], one.Within(a.Intersect(b)), "intersection at %d", p)
			assert.Equal(t, inA[p] && !inB[p], one.Within(a.Minus(b)), "difference at %d", p)
		}
		assert.True(t, a.Minus(b).Union(a.Intersect(b)).Equal(a), "a set is what it shares and what it does not")
	})
}

func TestPortsInWords(t *testing.T) {
	assert.Equal(t, "nothing", reach.Ports{}.String())
	assert.Equal(t, "all traffic", reach.AllPorts().String())
	assert.Equal(t, "tcp 80, 443", reach.TCPPorts(443, 80).String())
	assert.Equal(t, "tcp 79-80; udp", reach.TCPPorts(80, 79).Union(reach.Range(reach.UDP, 0, 65535)).String())
	assert.Equal(t, "tcp 53; udp 53", reach.Transport(53).String())
	assert.Equal(t, "protocols 0-5; tcp 22", reach.AllPorts().Minus(reach.Range(6, 0, 65535)).
		Minus(reach.AllPorts().Minus(protocols(0, 5))).Union(reach.TCPPorts(22)).String())
	assert.True(t, reach.Range(reach.TCP, 10, 9).Empty())
	assert.True(t, reach.Range(999, 1, 2).Empty())
}

func protocols(from, to int) reach.Ports {
	var out reach.Ports
	for p := from; p <= to; p++ {
		out = out.Union(reach.Range(p, 0, 65535))
	}
	return out
}

func ranges(t assert.TestingT, cidrs ...string) reach.Addresses {
	a, ok := reach.Ranges(cidrs...)
	assert.True(t, ok, "%v", cidrs)
	return a
}

func TestRangesAreSets(t *testing.T) {
	for name, parts := range map[string][]string{
		"halves":              {"0.0.0.0/1", "128.0.0.0/1"},
		"quarters":            {"192.0.0.0/2", "0.0.0.0/2", "128.0.0.0/2", "64.0.0.0/2"},
		"overlapping":         {"0.0.0.0/0", "10.0.0.0/8", "128.0.0.0/1"},
		"host bits set":       {"10.1.2.3/1", "200.1.1.1/1"},
		"written as IPv6":     {"::ffff:0.0.0.0/97", "::ffff:128.0.0.0/97"},
		"with blanks":         {" 0.0.0.0/1 ", "128.0.0.0/1"},
		"and an address more": {"0.0.0.0/0", "192.0.2.7"},
	} {
		assert.True(t, ranges(t, parts...).Equal(reach.IPv4()), name)
	}
	assert.True(t, ranges(t, "::/1", "8000::/1").Equal(reach.IPv6()))
	assert.Equal(t, "0.0.0.0/0, ::/0", reach.Everywhere().String(), "the families never run into each other")
	assert.Equal(t, "10.0.0.1-10.0.0.2", ranges(t, "10.0.0.1", "10.0.0.2/32").String())
	assert.Equal(t, "no address", reach.Addresses{}.String())
	_, ok := reach.Ranges("10.0.0.0/33", "anywhere", "")
	assert.False(t, ok)
}

func TestWideIsMoreThanOneParty(t *testing.T) {
	for cidrs, wide := range map[string]bool{
		"0.0.0.0/0": true, "::/0": true, "0.0.0.0/1": true, "8.0.0.0/7": true, "203.0.112.0/23": true, "2600::/12": true,
		"203.0.113.0/24": false, "203.0.113.7/32": false, "10.0.0.0/8": false, "100.64.0.0/10": false, "2600:1f18::/48": false, "fc00::/7": false,
	} {
		assert.Equal(t, wide, ranges(t, cidrs).Wide(), cidrs)
	}
	assert.True(t, ranges(t, "203.0.113.0/24", "198.51.100.9").Wide(), "together they are more")
}

func drawTraffic(t *rapid.T, label string) reach.Traffic {
	var out reach.Traffic
	for range rapid.IntRange(0, 4).Draw(t, label) {
		ports, _ := drawPorts(t, "ports")
		cidr := rapid.SampledFrom([]string{"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "::/0", "2600::/12"}).Draw(t, "cidr")
		out = out.Union(reach.From(ranges(t, cidr), ports))
	}
	return out
}

func TestTrafficIsASet(t *testing.T) {
	probes := []string{"10.1.1.1", "8.8.8.8", "200.1.1.1", "2600::1", "fe80::1"}
	has := func(tr reach.Traffic, p int, address string) bool {
		a, _ := reach.Ranges(address)
		return !tr.For(a).Intersect(reach.TCPPorts(p)).Empty()
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawTraffic(t, "a"), drawTraffic(t, "b")
		for p := range 13 {
			for _, who := range probes {
				assert.Equal(t, has(a, p, who) || has(b, p, who), has(a.Union(b), p, who), "union")
				assert.Equal(t, has(a, p, who) && has(b, p, who), has(a.Intersect(b), p, who), "intersection")
				assert.Equal(t, has(a, p, who) && !has(b, p, who), has(a.Minus(b), p, who), "difference")
			}
		}
	})
}
