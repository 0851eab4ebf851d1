// Package kubeapi knows the kinds of Kubernetes that the platform uses: their Go
// types in one scheme, how an object is read strictly, and how it is written.
//
// The types are those of the projects themselves where importing them brings the
// types: Kubernetes, Istio, the vertical pod autoscaler. Where it would bring a
// controller (KEDA's types alone need 502 more packages, and Karpenter's as many),
// or the project has no module that can be required (the AWS load balancer
// controller, the secrets store), a folder here holds the part in use, and the module
// tests/kube holds it against the projects' own types and definitions.
//
// It stands on nothing of ours, so that components, the simulated cloud and tests
// mean the same kind by the same name. How an object is registered with Pulumi
// does not belong here (infra/kube), nor what is in it (components).
package kubeapi
