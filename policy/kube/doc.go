// Package kube reads Kubernetes resources for rules: where a workload has its
// pod, what a container is, which settings hold for it in effect; which labels a
// selector takes, which object a name means, and what a service account may do
// over all that is bound to it.
//
// Everything is three-valued as in policy/rule. A Patch resource sets some fields
// of an object that is made elsewhere, so what it does not say is not unset. Pulumi
// may name an object itself, so in a preview a name, and with it a namespace, may
// not be known yet: then what a property was made from tells.
package kube
