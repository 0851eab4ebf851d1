package operations

import "github.com/covetpy/platform/policy/rule"

var autoscalingZones = rule.Rule{
	ID:       "operations-autoscaling-zones",
	Title:    "Autoscaling groups span more than one zone",
	Why:      "A group in one zone is gone with the zone, and starts again only when the zone does.",
	Fix:      "Give vpcZoneIdentifiers subnets of several zones.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{autoscalingGroup},
	Controls: available(rule.FSBP.IDs("AutoScaling.2")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		subnets, zones := r.At("vpcZoneIdentifiers"), r.At("availabilityZones")
		rep.Require(rule.Or(several(subnets), several(zones)), subnets, "the group is in one zone, or in none that is named")
	},
}

// several says whether a list has more than one element, known or not.
func several(list rule.Value) rule.Truth {
	if list.Present() == rule.Unknown {
		return rule.Unknown
	}
	return rule.Of(len(list.Items()) > 1)
}
