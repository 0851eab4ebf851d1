package reach_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// withCluster adds a cluster and two node groups to a town: one with a launch
// template of its own group, one with nothing, which has the group that EKS makes.
func withCluster(w *town, vpcConfig props) (plane, workers *rule.Resource) {
	vpcConfig["subnetIds"] = []any{ref{w.front}}
	plane = w.add("aws:eks/cluster:Cluster", "plane", props{"name": "main", "vpcConfig": vpcConfig})
	workers = w.add(groupType, "workers", props{"vpcId": ref{w.vpc}})
	template := w.add("aws:ec2/launchTemplate:LaunchTemplate", "template", props{"vpcSecurityGroupIds": []any{ref{workers}}})
	w.add("aws:eks/nodeGroup:NodeGroup", "own", props{"clusterName": ref{plane}, "subnetIds": []any{ref{w.back}}, "launchTemplate": props{"id": ref{template}}})
	w.add("aws:eks/nodeGroup:NodeGroup", "bare", props{"clusterName": ref{plane}, "subnetIds": []any{ref{w.back}}})
	return plane, workers
}

func TestNodesCarryTheTemplatesGroupOrTheOneThatEKSMakes(t *testing.T) {
	w := newTown()
	plane, workers := withCluster(w, props{"endpointPrivateAccess": true})
	w.out("workers-out", workers, props{"ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "cidrIpv4": anywhere})
	g := w.graph()
	own, bare, control := thing(g, "own"), thing(g, "bare"), thing(g, "plane")
	assert.Equal(t, surely("tcp 443"), reached(g.Between(reach.FromThing(bare), control)), "EKS's group admits its own")
	assert.Equal(t, surely("nothing"), reached(g.Between(reach.FromThing(own), control)))
	assert.Equal(t, surely("all traffic"), reached(g.Between(reach.FromThing(control), bare)))

	w.in("api", plane, props{"ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "referencedSecurityGroupId": ref{workers}})
	g = w.graph()
	assert.Equal(t, surely("tcp 443"), reached(g.Between(reach.FromThing(thing(g, "own")), thing(g, "plane"))), "a rule of the group that EKS makes")
}

func TestTheEndpointOfAControlPlane(t *testing.T) {
	for name, test := range map[string]struct {
		config      props
		outside, in [2]string
	}{
		"says nothing, so that everyone may call": {props{}, surely("tcp 443"), surely("nothing")},
		"private":            {props{"endpointPublicAccess": false, "endpointPrivateAccess": true}, surely("nothing"), surely("tcp 443")},
		"public for one":     {props{"publicAccessCidrs": []any{"203.0.113.7/32"}, "endpointPrivateAccess": true}, surely("tcp 443"), surely("tcp 443")},
		"public inside":      {props{"publicAccessCidrs": []any{"10.0.0.0/8"}}, surely("nothing"), surely("nothing")},
		"not known for whom": {props{"publicAccessCidrs": unknown{}}, possibly("tcp 443"), surely("nothing")},
		"not known":          {props{"endpointPublicAccess": unknown{}, "endpointPrivateAccess": unknown{}}, possibly("tcp 443"), possibly("tcp 443")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown()
			withCluster(w, test.config)
			g := w.graph()
			assert.Equal(t, test.outside, reached(g.Between(reach.InternetIPv4(), thing(g, "plane"))))
			assert.Equal(t, test.in, reached(g.Between(reach.FromThing(thing(g, "bare")), thing(g, "plane"))))
		})
	}
}

func TestALoadBalancerHasThePortsOfItsListeners(t *testing.T) {
	w := newTown()
	front := w.add(groupType, "front-door", props{"ingress": []any{props{"protocol": "-1", "fromPort": 0.0, "toPort": 0.0, "cidrBlocks": []any{anywhere}}}})
	lb := w.add("aws:lb/loadBalancer:LoadBalancer", "lb", props{"securityGroups": []any{ref{front}}, "subnets": []any{ref{w.front}}})
	w.add("aws:lb/listener:Listener", "https", props{"loadBalancerArn": ref{lb}, "port": 443.0, "protocol": "HTTPS"})
	w.add("aws:lb/listener:Listener", "dns", props{"loadBalancerArn": ref{lb}, "port": 53.0, "protocol": "TCP_UDP"})
	w.add("aws:lb/loadBalancer:LoadBalancer", "bare", props{"loadBalancerType": "network", "internal": true, "subnetMappings": []any{props{"subnetId": ref{w.front}}}})
	g := w.graph()
	assert.Equal(t, surely("tcp 53, 443; udp 53"), reached(g.Between(reach.InternetIPv4(), thing(g, "lb"))))
	assert.Equal(t, reach.LayerListen, g.Between(reach.InternetIPv4(), thing(g, "bare")).StoppedBy(), "nothing listens")
}

func TestNetworksMeetByPeering(t *testing.T) {
	w := newTown()
	other := w.add(vpcType, "other", props{"cidrBlock": "10.9.0.0/16"})
	far := w.add(subnetType, "far", props{"vpcId": ref{other}, "cidrBlock": "10.9.0.0/24"})
	away := w.add(groupType, "away", props{"ingress": []any{props{"protocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrBlocks": []any{"10.0.0.0/16"}}}})
	w.add(machineType, "distant", props{"subnetId": ref{far}, "vpcSecurityGroupIds": []any{ref{away}}})
	w.out("leave", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
	g := w.graph()
	assert.Equal(t, reach.LayerRoute, g.Between(reach.FromThing(thing(g, "bastion")), thing(g, "distant")).StoppedBy())

	peering := w.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", props{"vpcId": ref{w.vpc}})
	w.add(routeType, "to-other", props{"routeTableId": ref{w.street}, "destinationCidrBlock": "10.9.0.0/16", "vpcPeeringConnectionId": ref{peering}})
	g = w.graph()
	assert.Equal(t, surely("tcp 22"), reached(g.Between(reach.FromThing(thing(g, "bastion")), thing(g, "distant"))))
}

func TestTheWayOut(t *testing.T) {
	w := newTown()
	w.out("https", w.machines, props{"ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "cidrIpv4": anywhere})
	w.out("data-out", w.data, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
	g := w.graph()
	assert.Equal(t, surely("tcp 443"), reached(g.Outward(reach.FromThing(thing(g, "bastion")), reach.IPv4())))
	assert.Equal(t, surely("nothing"), reached(g.Outward(reach.FromThing(thing(g, "bastion")), reach.IPv6())), "no route of that family")
	assert.Equal(t, reach.LayerRoute, g.Outward(reach.FromThing(thing(g, "db")), reach.IPv4()).StoppedBy())
}

func TestClaims(t *testing.T) {
	holds := func(w *town) []rule.Truth {
		var out []rule.Truth
		for _, c := range w.graph().Claims() {
			out = append(out, c.Holds)
			assert.Equal(t, c.Holds == rule.Yes, len(c.Against) == 0, c.Says)
		}
		return out
	}
	w := newTown()
	assert.Equal(t, []rule.Truth{rule.Yes, rule.Yes, rule.Yes, rule.Yes}, holds(w))

	w.in("ssh", w.machines, props{"ipProtocol": "tcp", "fromPort": 22.0, "toPort": 22.0, "cidrIpv4": anywhere})
	assert.Equal(t, []rule.Truth{rule.No, rule.Yes, rule.Yes, rule.Yes}, holds(w), "a stranger reaches a machine")

	w.in("data-from-machines", w.data, props{"ipProtocol": "tcp", "fromPort": 5432.0, "toPort": 5432.0, "referencedSecurityGroupId": ref{w.machines}})
	assert.Equal(t, []rule.Truth{rule.No, rule.No, rule.Yes, rule.Yes}, holds(w), "and by it the database")

	w.out("data-out", w.data, props{"ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0, "cidrIpv4": unknown{}})
	w.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", props{"vpcId": ref{w.vpc}, "routeTableId": ref{w.street}})
	nat := w.add("aws:ec2/natGateway:NatGateway", "nat", props{"subnetId": ref{w.front}})
	w.add(routeType, "private", props{"routeTableId": ref{w.street}, "destinationCidrBlock": "0.0.0.0/1", "natGatewayId": ref{nat}})
	assert.Equal(t, []rule.Truth{rule.No, rule.No, rule.Unknown, rule.Yes}, holds(w), "it may call out, too")
}
