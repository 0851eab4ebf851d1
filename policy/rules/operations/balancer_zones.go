package operations

import "github.com/covetpy/platform/policy/rule"

const settingLeastZones = "zones"

// leastZones is how many zones a thing has to be in.
func leastZones(dev, staging, prod float64) []rule.Setting {
	return []rule.Setting{{
		Name: settingLeastZones, Doc: "The least number of availability zones.",
		Number: &rule.PerTier[float64]{Dev: dev, Staging: staging, Prod: prod},
	}}
}

var balancerZones = rule.Rule{
	ID:       "operations-balancer-zones",
	Title:    "Load balancers stand in several zones",
	Why:      "A zone fails as a whole, a few times a year somewhere. A front door that stands in it alone goes with it.",
	Fix:      "Give subnets (or subnetMappings) one subnet in each zone.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{loadBalancerType},
	Controls: available(rule.FSBP.IDs("ELB.13")...),
	Settings: leastZones(2, 2, 2),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		// A load balancer has at most one subnet in each zone.
		subnets, mappings := r.At("subnets"), r.At("subnetMappings")
		least := int(rep.Number(settingLeastZones))
		rep.Require(rule.Or(atLeast(subnets, least), atLeast(mappings, least)), subnets, "it stands in fewer than %d zones", least)
	},
}

// atLeast says whether a list has so many elements. Elements may be unknown; how
// many there are is known when the list is.
func atLeast(list rule.Value, least int) rule.Truth {
	if list.Present() != rule.Yes {
		return list.Present()
	}
	return rule.Of(len(list.Items()) >= least)
}
