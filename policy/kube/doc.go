// Package kube reads Kubernetes resources for rules: where a workload has its
// pod, what a container is, which settings hold for it in effect.
//
// Everything is three-valued as in policy/rule. A Patch resource sets some fields
// of an object that is made elsewhere, so what it does not say is not unset.
package kube
