// Package reach says who may talk to whom under network policies, by what Kubernetes
// says that they mean ("Network policies", and the reference of NetworkPolicySpec):
// a pod that no policy selects for a direction is open that way; one that some select
// is open to what any of them lets through; and a connection between two pods has to
// be let through at both ends.
//
// It is exact about that and knows nothing of how a cluster does it. Not here, as
// policies do not decide on it: that a kubelet reaches the pods of its own node, what
// a load balancer or a node's address translation makes of an address, and routes and
// security groups.
package reach
