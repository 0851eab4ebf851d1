package identity

import "github.com/covetpy/platform/policy/rule"

var metadataHops = rule.Rule{
	ID:    "identity-metadata-hops",
	Title: "Instance metadata does not travel on from the instance",
	Why: "With a hop limit of 2 a container of the instance's network bridge, a pod without an identity of its own " +
		"among them, takes on the instance's role. Unset is no 1: images that ask for IMDSv2 themselves, such as " +
		"those of Amazon Linux 2023, make it 2. What needs metadata in a cluster has hostNetwork or a pod " +
		"identity.",
	Fix:      "Set metadataOptions.httpPutResponseHopLimit to 1, or the setting hops where something needs more.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{launchTemplate, instance, "aws:ec2/launchConfiguration:LaunchConfiguration"},
	Controls: leastPrivilege(rule.FSBP.IDs("AutoScaling.4")...),
	Settings: []rule.Setting{{
		Name: "hops", Doc: "The greatest number of network hops that an answer of the metadata service may travel.",
		Number: rule.Same(1.0),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		hops := r.At("metadataOptions.httpPutResponseHopLimit")
		near := hops.HoldsNumber(func(n float64) bool { return n >= 1 && n <= rep.Number("hops") })
		rep.Require(rule.Or(near, r.At("metadataOptions.httpEndpoint").Is("disabled"), describedByTemplate(r)), hops,
			"the answer of the metadata service travels %s hops", hops.Quote())
	},
}
