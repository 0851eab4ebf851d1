// Package namespace makes a room for applications in a cluster: what may run in it
// (Pod Security), how much of it (a quota, and what a container is given that asks for
// nothing), and that nobody talks to anybody unless an application says so.
//
// What is in it is decided on by pure functions (plan*.go, validate.go) as the Go
// types of the objects' own projects; namespace.go registers, names.go names.
//
// What does not belong here: applications, and the policies that let their pods reach
// something (components/app), namespaces of what serves the cluster itself
// (components/services), and the cluster-wide settings of the mesh.
package namespace
