// Package externalsecrets is the part in use of the kinds of the External Secrets
// operator, external-secrets.io/v1: a secret that the operator copies into the
// cluster, and the store that it reads it from.
//
// The operator's own module can't be imported without its controllers. Names and
// limits are those of its API reference (external-secrets.io, "ExternalSecret" and
// "ClusterSecretStore"). Statuses are left out: they are the operator's to write.
package externalsecrets
