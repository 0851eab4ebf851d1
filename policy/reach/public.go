package reach

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// public says whether a thing has an address that the internet can call, and
// where that is said. What AWS does where nothing is said counts.
func (g *Graph) public(t *Thing) (rule.Truth, rule.Value) {
	r := t.Resource
	switch t.Kind {
	case LoadBalancer:
		at := r.At("internal")
		return rule.Not(at.IsTrue()), at
	case ControlPlane:
		t.own = true
		at := r.At("vpcConfig.endpointPublicAccess")
		if at.Present() == rule.No {
			return rule.Yes, at // public unless it is said
		}
		return at.IsTrue(), at
	case Nodes:
		return g.launchedPublic(t)
	case Machine:
		if r.Type == typeAutoscaling {
			return g.launchedPublic(t)
		}
		return g.instancePublic(t)
	case Search:
		// Without subnets a domain is on the internet, and groups do not filter it.
		t.own = !declared(r, "vpcOptions")
		return rule.Of(t.own), r.At("vpcOptions")
	case Database:
		return g.databasePublic(t)
	default:
		return rule.No, r.At("")
	}
}

// databasePublic: a cluster has the addresses of its instances.
func (g *Graph) databasePublic(t *Thing) (rule.Truth, rule.Value) {
	at := t.Resource.At("publiclyAccessible")
	answer := at.IsTrue()
	if t.Resource.Type == typeDatabaseCluster {
		for _, member := range g.index.stack.OfType(typeDatabaseMember) {
			of := g.index.follow(member, []string{typeDatabaseCluster}, false, "clusterIdentifier")
			if !slices.Contains(of.every(), t.Resource) && !of.open {
				continue
			}
			open := member.At("publiclyAccessible").IsTrue()
			if open == rule.Yes && !slices.Contains(of.sure, t.Resource) {
				open = rule.Unknown
			}
			if !declared(member, "publiclyAccessible") {
				open = rule.No // the provider's default
			}
			answer = rule.Or(answer, open)
		}
	}
	if !declared(t.Resource, "publiclyAccessible") && answer == rule.Unknown {
		answer = rule.No
	}
	return answer, at
}

// launchedPublic: what a launch template says, or else the subnets' own setting.
func (g *Graph) launchedPublic(t *Thing) (rule.Truth, rule.Value) {
	templates := g.templates(t.Resource)
	for _, lt := range templates.sure {
		for _, item := range lt.At("networkInterfaces").Items() {
			if v := item.At("associatePublicIpAddress"); v.Blank() != rule.Yes {
				return v.IsTrue(), v
			}
		}
	}
	if templates.open || len(templates.elsewhere)+len(templates.maybe) > 0 {
		return rule.Unknown, t.Resource.At("launchTemplate")
	}
	return t.mapped(), t.Resource.At("subnetIds")
}

// mapped says whether one of the thing's subnets gives public addresses out.
func (t *Thing) mapped() rule.Truth {
	answers := []rule.Truth{rule.No}
	if !t.SubnetsKnown() || len(t.subnetLinks.elsewhere) > 0 {
		answers = append(answers, rule.Unknown)
	}
	for _, s := range t.Subnets {
		answers = append(answers, s.Resource.At("mapPublicIpOnLaunch").IsTrue())
	}
	return rule.Or(answers...)
}

// instancePublic: what the instance says, its subnet's setting, or an elastic
// address that is given to it.
func (g *Graph) instancePublic(t *Thing) (rule.Truth, rule.Value) {
	r := t.Resource
	at := r.At("associatePublicIpAddress")
	answer := at.IsTrue()
	if !declared(r, "associatePublicIpAddress") {
		answer = t.mapped()
	}
	answers := []rule.Truth{answer}
	for _, address := range g.index.stack.OfType(typeAddress, typeAddressOf) {
		path := "instance"
		if address.Type == typeAddressOf {
			path = "instanceId"
		}
		if !declared(address, path) {
			continue
		}
		of := g.index.follow(address, []string{typeInstance}, false, path)
		switch {
		case slices.Contains(of.sure, r):
			answers = append(answers, rule.Yes)
		case of.open || slices.Contains(of.maybe, r):
			answers = append(answers, rule.Unknown)
		}
	}
	return rule.Or(answers...), at
}
