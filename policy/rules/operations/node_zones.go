package operations

import "github.com/covetpy/platform/policy/rule"

const subnetType = "aws:ec2/subnet:Subnet"

var nodeZones = rule.Rule{
	ID:    "operations-node-zones",
	Title: "A cluster's node groups stand in several zones",
	Why: "When a zone fails, what ran there is started elsewhere within minutes, if there are nodes elsewhere. The " +
		"node groups of a cluster count together: one group for each zone is well.",
	Fix:        "Give the node groups subnets in more zones, or add a group in another zone.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{eksClusterType, nodeGroupType, subnetType},
	Controls:   available(rule.FSBP.IDs("AutoScaling.2")...),
	Settings:   leastZones(1, 2, 2),
	Since:      since,
	CheckStack: checkNodeZones,
}

func checkNodeZones(s *rule.Stack, rep *rule.Report) {
	for _, cluster := range s.OfType(eksClusterType) {
		zones, groups, all := map[string]bool{}, 0, rule.Yes
		for _, group := range s.OfType(nodeGroupType) {
			switch rule.Refers(group, "clusterName", cluster, "name", "id") {
			case rule.Yes:
				groups++
				all = rule.And(all, zonesOf(s, group, zones))
			case rule.Unknown:
				all = rule.Unknown
			case rule.No:
			}
		}
		if groups == 0 && all == rule.Yes {
			continue // nodes come from elsewhere: Karpenter, Auto Mode, Fargate
		}
		least := int(rep.Number(settingLeastZones))
		at := cluster.At("vpcConfig.subnetIds")
		rep.On(cluster).Require(rule.Or(rule.Of(len(zones) >= least), rule.Not(all)), at,
			"its node groups stand in %d zones, and %d is the least", len(zones), least)
	}
}

// zonesOf adds the zones of a node group's subnets, as far as they are known. All
// is Unknown when there may be more. A subnet of another stack counts as a zone of
// its own.
func zonesOf(s *rule.Stack, group *rule.Resource, zones map[string]bool) (all rule.Truth) {
	found, all := s.Referred(group, "subnetIds", subnetType)
	mine := map[string]bool{}
	for _, subnet := range found {
		if zone, known := zoneOf(subnet); known == rule.Yes {
			zones[zone] = true
		} else {
			all = rule.Unknown
		}
		if id, known := subnet.At("id").Name(); known == rule.Yes {
			mine[id] = true
		}
	}
	if len(group.From("subnetIds", subnetType)) > 0 {
		return all
	}
	for _, item := range group.At("subnetIds").Items() {
		if id, known := item.Name(); known == rule.Yes && !mine[id] {
			zones[id] = true
		}
	}
	return all
}

// zoneOf is the zone of a subnet, by its name or by its id. What says neither is
// put into some zone by AWS.
func zoneOf(subnet *rule.Resource) (string, rule.Truth) {
	if name, known := subnet.At("availabilityZone").Text(); known != rule.No {
		return name, known
	}
	return subnet.At("availabilityZoneId").Text()
}
