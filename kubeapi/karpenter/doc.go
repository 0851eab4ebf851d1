// Package karpenter is the part in use of Karpenter's kinds: karpenter.sh/v1
// NodePool, which says what nodes there may be, and karpenter.k8s.aws/v1
// EC2NodeClass, which says how they are made on EC2.
//
// Importing Karpenter's own modules would bring its controllers, and a newer Go than
// this project's. Names and limits are those of its documentation (karpenter.sh,
// "NodePools" and "NodeClasses"). Statuses are left out: they are the controller's to
// write.
package karpenter
