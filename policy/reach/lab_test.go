package reach_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// lab is a stack that a test puts together.
type lab struct{ resources []*rule.Resource }

// props are properties as Go values; ref is one that a preview does not know yet
// and that is made from a resource.
type props map[string]any

type ref struct{ to *rule.Resource }

// unknown is a value that is not known and made from nothing.
type unknown struct{}

func (l *lab) add(typ, name string, p props) *rule.Resource {
	r := &rule.Resource{
		URN: resource.NewURN("test", "reach", "", tokens.Type(typ), name), Type: typ, Name: name,
		Dependencies: map[string][]resource.URN{}, Properties: resource.PropertyMap{},
	}
	for key, value := range p {
		r.Properties[resource.PropertyKey(key)] = property(r, key, value)
	}
	l.resources = append(l.resources, r)
	return r
}

func property(r *rule.Resource, root string, value any) resource.PropertyValue {
	switch v := value.(type) {
	case ref:
		r.Dependencies[root] = append(r.Dependencies[root], v.to.URN)
		return resource.MakeComputed(resource.NewProperty(""))
	case unknown:
		return resource.MakeComputed(resource.NewProperty(""))
	case props:
		out := resource.PropertyMap{}
		for key, field := range v {
			out[resource.PropertyKey(key)] = property(r, root, field)
		}
		return resource.NewProperty(out)
	case []any:
		out := make([]resource.PropertyValue, len(v))
		for i, item := range v {
			out[i] = property(r, root, item)
		}
		return resource.NewProperty(out)
	default:
		return resource.NewPropertyValue(v)
	}
}

func (l *lab) graph() *reach.Graph { return reach.New(rule.NewStack(l.resources)) }

// The types that tests use most.
const (
	vpcType     = "aws:ec2/vpc:Vpc"
	subnetType  = "aws:ec2/subnet:Subnet"
	groupType   = "aws:ec2/securityGroup:SecurityGroup"
	ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	egressType  = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
	ruleType    = "aws:ec2/securityGroupRule:SecurityGroupRule"
	tableType   = "aws:ec2/routeTable:RouteTable"
	routeType   = "aws:ec2/route:Route"
	gatewayType = "aws:ec2/internetGateway:InternetGateway"
	aclType     = "aws:ec2/networkAcl:NetworkAcl"
	machineType = "aws:ec2/instance:Instance"
	storeType   = "aws:rds/cluster:Cluster"
)

// town is a VPC with a public subnet, in which a machine has an address that all
// can call, and a data subnet with a database.
type town struct {
	lab
	vpc, gateway, front, back, street, machines, data *rule.Resource
}

func newTown() *town {
	t := &town{}
	t.vpc = t.add(vpcType, "net", props{"cidrBlock": "10.0.0.0/16"})
	t.gateway = t.add(gatewayType, "gate", props{"vpcId": ref{t.vpc}})
	t.street = t.add(tableType, "street", props{"vpcId": ref{t.vpc}})
	t.add(routeType, "out", props{"routeTableId": ref{t.street}, "destinationCidrBlock": "0.0.0.0/0", "gatewayId": ref{t.gateway}})
	t.front = t.add(subnetType, "front", props{"vpcId": ref{t.vpc}, "cidrBlock": "10.0.0.0/24"})
	t.back = t.add(subnetType, "back", props{"vpcId": ref{t.vpc}, "cidrBlock": "10.0.1.0/24"})
	t.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "front", props{"subnetId": ref{t.front}, "routeTableId": ref{t.street}})
	t.machines = t.add(groupType, "machines", props{"vpcId": ref{t.vpc}})
	t.data = t.add(groupType, "data", props{"vpcId": ref{t.vpc}})
	t.add(machineType, "bastion", props{"subnetId": ref{t.front}, "vpcSecurityGroupIds": []any{ref{t.machines}}, "associatePublicIpAddress": true})
	group := t.add("aws:rds/subnetGroup:SubnetGroup", "data", props{"subnetIds": []any{ref{t.back}}})
	t.add(storeType, "db", props{"dbSubnetGroupName": ref{group}, "vpcSecurityGroupIds": []any{ref{t.data}}, "engine": "aurora-postgresql"})
	return t
}

// in adds a rule of its own to a group.
func (l *lab) in(name string, of *rule.Resource, p props) {
	p["securityGroupId"] = ref{of}
	l.add(ingressType, name, p)
}

func (l *lab) out(name string, of *rule.Resource, p props) {
	p["securityGroupId"] = ref{of}
	l.add(egressType, name, p)
}

// thing finds a thing by its name.
func thing(g *reach.Graph, name string) *reach.Thing {
	for _, t := range g.Things() {
		if t.Resource.Name == name {
			return t
		}
	}
	panic("no thing " + name)
}
