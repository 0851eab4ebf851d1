package aws

import "github.com/covetpy/platform/policy/rule"

// IsApplication says whether an aws:lb/loadBalancer:LoadBalancer is one for HTTP,
// which is what it is when nothing is said.
func IsApplication(balancer *rule.Resource) rule.Truth {
	kind := balancer.At("loadBalancerType")
	return rule.Or(kind.Blank(), kind.Is("application"))
}
