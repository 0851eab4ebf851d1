// Package cluster makes an EKS cluster: the control plane, its node groups, the
// managed add-ons that it can't do without, who may enter, and the AWS half of
// Karpenter.
//
// The control plane comes from pulumi-eks. What that component does not expose
// or sets badly is set by a transform on its child (transform.go); everything
// else is plain aws.eks, where the API's own fields are within reach.
//
// What runs on the cluster does not belong here (charts, controllers, applications),
// nor do the network and the keys: they come in as ids, ARNs and aliases.
// Files that decide (versions, add-ons, instance types, rules, documents) do
// not import Pulumi; files that register do no arithmetic; names.go names.
package cluster
