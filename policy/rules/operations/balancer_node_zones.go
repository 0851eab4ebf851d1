package operations

import (
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var balancerNodeZones = rule.Rule{
	ID:    "operations-balancer-node-zones",
	Title: "Load balancers stand in every zone in which nodes stand",
	Why: "A target in a zone that the load balancer does not stand in is registered and never asked: its nodes cost and " +
		"serve nobody, and when one of the other zones fails there is less left than was counted on.",
	Fix:        "Add a subnet of the missing zone to subnets (or subnetMappings).",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{loadBalancerType, nodeGroupType, subnetType, vpcType},
	Controls:   available(rule.FSBP.IDs("ELB.13")...),
	Since:      since,
	CheckStack: checkBalancerNodeZones,
}

func checkBalancerNodeZones(s *rule.Stack, rep *rule.Report) {
	for _, lb := range s.OfType(loadBalancerType) {
		own, vpcs, all := standing(s, lb, "subnets")
		if len(own) == 0 || all != rule.Yes {
			continue // subnetMappings, or subnets that nothing is known of
		}
		needed := map[string]bool{}
		for _, group := range s.OfType(nodeGroupType) {
			zones, others, _ := standing(s, group, "subnetIds")
			if slices.ContainsFunc(slices.Collect(maps.Keys(others)), func(vpc string) bool { return vpcs[vpc] }) {
				maps.Copy(needed, zones) // in the same network
			}
		}
		missing := slices.DeleteFunc(slices.Sorted(maps.Keys(needed)), func(zone string) bool { return own[zone] })
		at := lb.At("subnets")
		rep.On(lb).Require(rule.Of(len(missing) == 0), at, "nodes stand in %s, and it does not", strings.Join(missing, ", "))
		// A load balancer has one subnet in a zone, so that fewer of them than zones leave
		// one out, whichever it is.
		rep.On(lb).Require(rule.Of(len(missing) > 0 || len(at.Items()) >= len(needed)), at,
			"nodes stand in %d zones, and it stands in %d", len(needed), len(at.Items()))
	}
}

// standing is the zones and networks of the subnets that a property names. All is
// Yes when each of these subnets is of the stack and its zone is known.
func standing(s *rule.Stack, r *rule.Resource, path string) (zones, vpcs map[string]bool, all rule.Truth) {
	zones, vpcs = map[string]bool{}, map[string]bool{}
	found, all := s.Referred(r, path, subnetType)
	for _, subnet := range found {
		zone, known := zoneOf(subnet)
		if known != rule.Yes {
			all = rule.Unknown
			continue
		}
		zones[zone] = true
		for _, vpc := range subnet.From("vpcId") {
			vpcs[string(vpc)] = true
		}
		if id, known := subnet.At("vpcId").Text(); known == rule.Yes {
			vpcs[id] = true
		}
	}
	return zones, vpcs, rule.And(all, rule.Of(len(found) >= len(r.At(path).Items())))
}
