// Package ec2 describes the resource types of EC2 and VPC, one file each.
// What all types share is in lifecycle; references that other services use too
// are in kind.
package ec2

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		vpc(),
		cidrAssociation(),
		publicAccessOptions(),
		publicAccessExclusion(),
		subnet(),
		internetGateway(),
		egressOnlyGateway(),
		elasticIP(),
		natGateway(),
		routeTable(),
		defaultRouteTable(),
		route(),
		routeTableAssociation(),
		networkACL(),
		defaultNetworkACL(),
		aclRule(),
		aclAssociation(),
		securityGroup(),
		defaultSecurityGroup(),
		securityGroupRule(),
		groupRule(ingressRuleType),
		groupRule(egressRuleType),
		endpoint(),
		flowLog(),
		launchTemplate(),
	}
}
