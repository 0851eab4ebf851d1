// Package app ships a CovetPy service to Kubernetes: one typed component for a
// service or a worker, with its pods, what scales and spreads them, how they end,
// who they are, what they reach and who reaches them, its jobs, and its place in the
// mesh.
//
// Objects are decided on by pure functions (plan*.go) as the Go types of their own
// projects, so that tests hand the very same values to validators and to an API
// server; files that register do no arithmetic; names.go names. Settings that
// contradict each other can't be written, and what can be written and is wrong is
// refused by Validate, with the names of both fields.
//
// What does not belong here: the namespace (components/namespace), what has to be
// installed in the cluster (components/services), the load balancer
// (components/edge), and what an application uses (its database, caches, queues and
// buckets): of those it takes the addresses and the ARNs.
package app
