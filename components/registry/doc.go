// Package registry keeps an environment's container images in ECR: repositories
// whose tags never move, that only named roles pull from and push to, and caches
// of public registries, so that a node that starts depends on none of them.
//
// How images are built and signed does not belong here, nor do the roles: they
// come in as ARNs. Files that decide (documents, lifecycles) do not import
// Pulumi; files that register do no arithmetic; names.go names.
package registry
