package network

import "github.com/covetpy/platform/policy/rule"

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"

// isPublic says whether a load balancer has public addresses, which it has unless
// it is said to be internal. A gateway load balancer never has.
func isPublic(r *rule.Resource) rule.Truth {
	return rule.And(rule.Not(r.At("internal").IsTrue()), rule.Not(r.At("loadBalancerType").Is("gateway")))
}
