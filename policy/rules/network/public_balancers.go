package network

import "github.com/covetpy/platform/policy/rule"

const settingMostPublic = "most"

var publicBalancers = rule.Rule{
	ID:    "network-public-balancers",
	Title: "The environment has no more public load balancers than it means to",
	Why: "A load balancer is public unless it is said to be internal, so one that was meant for services alone " +
		"is in the world when a line is forgotten. One front door is easier to watch than several.",
	Fix:        "Set internal to true, serve the host through the front door, or raise the setting most.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{loadBalancerType},
	Controls:   boundary(),
	Settings:   []rule.Setting{{Name: settingMostPublic, Doc: "How many public load balancers an environment may have.", Number: rule.Same(1.0)}},
	Since:      since,
	CheckStack: checkPublicBalancers,
}

func checkPublicBalancers(s *rule.Stack, rep *rule.Report) {
	var public, open []*rule.Resource
	for _, lb := range s.OfType(loadBalancerType) {
		switch isPublic(lb) {
		case rule.Yes:
			public = append(public, lb)
		case rule.Unknown:
			open = append(open, lb)
		case rule.No:
		}
	}
	most := int(rep.Number(settingMostPublic))
	switch {
	case len(public) > most:
		for _, lb := range public {
			rep.On(lb).Fail(lb.At("internal"), "the load balancer is one of %d public ones, and %d is the most", len(public), most)
		}
	case len(public)+len(open) > most:
		for _, lb := range open {
			rep.On(lb).Undecided(lb.At("internal"))
		}
	}
}
