package kube

import (
	"net/netip"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Prefixes shorter than these hold a part of the internet so large that nobody
// means it by name: a /8 of IPv4 is the largest private range, and the private
// range of IPv6 is judged by itself.
const (
	widestIPv4 = 8
	widestIPv6 = 16
)

var privateIPv6 = netip.MustParsePrefix("fc00::/7")

// Wide says whether an address range is the internet, or a half or a quarter of
// it. What is no range is none.
func Wide(cidr rule.Value) rule.Truth {
	prefix, known := prefixOf(cidr)
	if known != rule.Yes {
		return known
	}
	if prefix.Addr().Is4() {
		return rule.Of(prefix.Bits() < widestIPv4)
	}
	private := privateIPv6.Contains(prefix.Addr()) && prefix.Bits() >= privateIPv6.Bits()
	return rule.Of(prefix.Bits() < widestIPv6 && !private)
}

func prefixOf(cidr rule.Value) (netip.Prefix, rule.Truth) {
	text, known := cidr.Text()
	if known != rule.Yes {
		return netip.Prefix{}, known
	}
	prefix, err := netip.ParsePrefix(strings.TrimSpace(text))
	return prefix, rule.Of(err == nil)
}

// Everyone says whether a peer of a NetworkPolicy is all pods of all namespaces,
// or the internet.
func Everyone(peer rule.Value) rule.Truth {
	pods, namespaces, block := peer.At("podSelector"), peer.At("namespaceSelector"), peer.At("ipBlock")
	return rule.Or(
		peer.Empty(),
		Wide(block.At("cidr")),
		rule.And(SelectsAll(namespaces), rule.Or(rule.Not(pods.Present()), SelectsAll(pods))),
	)
}

// Blocks says whether a peer of a NetworkPolicy is a range of addresses that has
// one of these in it, and does not except it.
func Blocks(peer rule.Value, addresses ...netip.Addr) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, address := range addresses {
		excepted := []rule.Truth{rule.No}
		for _, item := range peer.At("ipBlock.except").Items() {
			excepted = append(excepted, holdsAddress(item, address))
		}
		answers = append(answers, rule.And(
			holdsAddress(peer.At("ipBlock.cidr"), address), rule.Not(rule.Or(excepted...))))
	}
	return rule.Or(answers...)
}

func holdsAddress(cidr rule.Value, address netip.Addr) rule.Truth {
	prefix, known := prefixOf(cidr)
	if known != rule.Yes {
		return known
	}
	return rule.Of(prefix.Contains(address))
}

// OpensPort says whether the ports of a NetworkPolicy's rule have a TCP port among
// them. No ports are all of them; a port by name is one of the pod's own, which an
// address outside the cluster does not have.
func OpensPort(ports rule.Value, port float64) rule.Truth {
	if none := ports.Empty(); none != rule.No {
		return none
	}
	answers := []rule.Truth{rule.No}
	for _, item := range ports.Items() {
		protocol := item.At("protocol")
		answers = append(answers, rule.And(
			rule.Or(rule.Not(protocol.Present()), protocol.Is("TCP")),
			spans(item.At("port"), item.At("endPort"), port)))
	}
	return rule.Or(answers...)
}

// spans says whether a port lies in a range. A start that is unset is every port,
// an end that is unset the start alone.
func spans(from, to rule.Value, port float64) rule.Truth {
	if from.Present() != rule.Yes {
		return rule.Not(from.Present())
	}
	first, numeric := from.Number()
	if numeric != rule.Yes || first >= port {
		return rule.And(numeric, rule.Of(first == port))
	}
	last, ended := to.Number()
	if ended != rule.Yes {
		return ended
	}
	return rule.Of(port <= last)
}
