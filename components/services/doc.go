// Package services installs what applications need in the cluster: the controllers
// behind their kinds of objects, as Helm releases of exact versions with typed
// values, their identities in AWS, their namespaces, and the priority classes.
//
// Each service is a sub-struct of Args, and nil is off. What is installed is decided
// on by pure functions (plan*.go and validate*.go), versions are one table
// (versions.go), and values are structs of the keys in use (values*.go); the other
// files register. Images come from the account's own registry, which fetches them
// from the public ones; charts come from their projects' repositories.
//
// What does not belong here: the AWS half of Karpenter and the ways to webhooks
// through security groups (components/cluster), and what applications make of the
// kinds (components/app).
package services
