// Package network makes an environment's VPC: an address plan that never moves,
// subnets by tier and zone, the ways out of them, endpoints of AWS services,
// and the records of what flowed and what was looked up.
//
// Some files decide (plan, ipv6, zones, service, acl, endpointpolicy,
// logpolicy, validate): they are pure and do not import Pulumi. The others
// register and hold no arithmetic. Names are in names.go.
//
// What does not belong here: security groups of what runs in the network, load
// balancers, DNS zones, peering itself, and the choice of which endpoints an
// environment needs (whoever installs something knows what it calls).
package network
