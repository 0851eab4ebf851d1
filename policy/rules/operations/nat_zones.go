package operations

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

const (
	vpcType        = "aws:ec2/vpc:Vpc"
	natGateway     = "aws:ec2/natGateway:NatGateway"
	settingPerZone = "perZone"
)

var natZones = rule.Rule{
	ID:    "operations-nat-zones",
	Title: "Each zone has a NAT gateway of its own where the tier has to stay up",
	Why: "A NAT gateway stands in one zone: when that fails, the others lose the internet with it. Elsewhere one " +
		"gateway is enough, and each more costs the same again. A regional gateway is in every zone by itself.",
	Fix:      "Make one NAT gateway in each zone, or one with availabilityMode regional.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{vpcType, subnetType, natGateway},
	Controls: available(),
	Settings: []rule.Setting{{
		Name: settingPerZone, Doc: "Whether each zone needs a NAT gateway of its own.",
		Flag: &rule.PerTier[bool]{Staging: true, Prod: true},
	}},
	Since:      since,
	CheckStack: checkNATZones,
}

func checkNATZones(s *rule.Stack, rep *rule.Report) {
	gateways := s.OfType(natGateway)
	if !rep.Flag(settingPerZone) || len(gateways) == 0 {
		return
	}
	regional := rule.No
	for _, gateway := range gateways {
		regional = rule.Or(regional, gateway.At("availabilityMode").Is("regional"))
	}
	for _, vpc := range s.OfType(vpcType) {
		zones, elsewhere := gatewaysByZone(s, vpc)
		if !slices.Contains(slices.Collect(maps.Values(zones)), rule.Yes) && regional == rule.No {
			continue // the gateways are another network's
		}
		for _, zone := range slices.Sorted(maps.Keys(zones)) {
			rep.On(vpc).Require(rule.Or(regional, zones[zone], elsewhere), vpc.At("id"), "%s has subnets and no NAT gateway", zone)
		}
	}
}

// gatewaysByZone says of each zone in which a network has subnets whether a NAT
// gateway stands in one of them. Elsewhere is Unknown when one stands in a subnet
// whose zone or network is not known yet, otherwise No.
func gatewaysByZone(s *rule.Stack, vpc *rule.Resource) (zones map[string]rule.Truth, elsewhere rule.Truth) {
	zones, elsewhere = map[string]rule.Truth{}, rule.No
	for _, subnet := range s.OfType(subnetType) {
		gateway := s.Any([]string{natGateway}, "subnetId", subnet, "id")
		zone, known := zoneOf(subnet)
		switch rule.And(known, rule.Refers(subnet, "vpcId", vpc, "id")) {
		case rule.Yes:
			if _, seen := zones[zone]; !seen {
				zones[zone] = rule.No
			}
			zones[zone] = rule.Or(zones[zone], gateway)
		case rule.Unknown:
			elsewhere = rule.Or(elsewhere, rule.And(gateway, rule.Unknown))
		case rule.No:
		}
	}
	return zones, elsewhere
}
