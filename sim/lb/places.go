package lb

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const (
	vpcType    = "aws:ec2/vpc:Vpc"
	subnetType = "aws:ec2/subnet:Subnet"
)

// admitLoadBalancer is what the service says of the places, the attributes and
// the log buckets. Source: Elastic Load Balancing API reference,
// CreateLoadBalancer and ModifyLoadBalancerAttributes.
func admitLoadBalancer(w kind.World, d kind.Draft) error {
	if err := admitPlaces(w, d); err != nil {
		return err
	}
	if d.In.Text("loadBalancerType") != application {
		return nil // the provider leaves the attributes of the other types out
	}
	for _, limit := range []struct {
		input, attribute string
		least, most      int
	}{
		{"idleTimeout", "idle_timeout.timeout_seconds", 1, 4000},
		{"clientKeepAlive", "client_keep_alive.seconds", 60, 604800},
	} {
		if value := d.In.Number(limit.input); value < limit.least || value > limit.most {
			return kind.Say("ValidationError: The value '%d' of the attribute '%s' must be between %d and %d", value, limit.attribute, limit.least, limit.most)
		}
	}
	return admitLogs(w, d)
}

func admitPlaces(w kind.World, d kind.Draft) error {
	subnets := subnetsOf(d.In)
	zones := map[string]bool{}
	var homes []string
	for _, id := range subnets {
		zone := zoneOf(w, id)
		if zones[zone] {
			return kind.Say("InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone")
		}
		zones[zone] = true
		if home := homeOfSubnet(w, id); !slices.Contains(homes, home) {
			homes = append(homes, home)
		}
	}
	least := 1
	if d.In.Text("loadBalancerType") == application {
		least = 2
	}
	switch {
	case len(zones) < least && least == 2:
		return kind.Say("ValidationError: At least two subnets in two different Availability Zones must be specified")
	case len(zones) < least:
		return kind.Say("ValidationError: At least one subnet must be specified")
	case len(homes) > 1:
		return kind.Say("InvalidConfigurationRequest: All subnets must belong to the same VPC: '%s'", homes[0])
	}
	if err := admitAddresses(w, d, homes[0], subnets); err != nil {
		return err
	}
	for _, id := range d.In.Texts("securityGroups[*]") {
		if homeOfGroup(w, id) != homes[0] {
			return kind.Say("InvalidConfigurationRequest: One or more security groups are invalid")
		}
	}
	return nil
}

// admitAddresses asks for the way to the internet of a new load balancer, and
// for IPv6 where it is wanted.
func admitAddresses(w kind.World, d kind.Draft, home string, subnets []string) error {
	in := d.In
	vpc, ok := w.Find(vpcType, "id", home)
	if ok && d.Old == nil && !in.Flag("internal") && in.Text("loadBalancerType") != gateway &&
		len(w.Users("aws:ec2/internetGateway:InternetGateway", vpc)) == 0 {
		return kind.Say("InvalidSubnet: VPC %s has no internet gateway", home)
	}
	if addresses := in.Text("ipAddressType"); addresses == dualstack || addresses == dualstackPrivate {
		for _, id := range subnets {
			if found, _ := w.Find(subnetType, "id", id); outputsOf(found).Text("ipv6CidrBlock") == "" {
				return kind.Say("ValidationError: You must specify subnets with an associated IPv6 CIDR block.")
			}
		}
	}
	return nil
}

func homeOfSubnet(w kind.World, id string) string {
	found, _ := w.Find(subnetType, "id", id)
	return outputsOf(found).Text("vpcId")
}

func zoneOf(w kind.World, subnet string) string {
	found, _ := w.Find(subnetType, "id", subnet)
	return outputsOf(found).Text("availabilityZone")
}

// homeOfGroup is the VPC of a security group, also of one that came with a VPC
// or a cluster.
func homeOfGroup(w kind.World, id string) string {
	if found, ok := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id); ok {
		return outputsOf(found).Text("vpcId")
	}
	if found, ok := w.Find(vpcType, "defaultSecurityGroupId", id); ok {
		return found.ID
	}
	found, _ := w.Find("aws:eks/cluster:Cluster", "vpcConfig.clusterSecurityGroupId", id)
	return outputsOf(found).Text("vpcConfig.vpcId")
}
