package kube

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Deployment and StatefulSet are the kinds whose pods are replicas that stay.
const (
	Deployment  = "kubernetes:apps/v1:Deployment"
	StatefulSet = "kubernetes:apps/v1:StatefulSet"
)

// WorkloadTypes are the kinds that make pods: neither patches of them, which say a
// part, nor templates, from which somebody else makes some.
func WorkloadTypes() []string {
	return slices.DeleteFunc(Workloads(), func(token string) bool {
		return strings.HasSuffix(token, patchSuffix) || strings.HasSuffix(token, ":PodTemplate")
	})
}

// PodLabels are the labels that a workload's pods carry.
func PodLabels(workload *rule.Resource) rule.Value { return PodOf(workload).Meta.At("labels") }

// ServiceAccount is the name of the service account that a workload's pods run as.
func ServiceAccount(workload *rule.Resource) rule.Value { return PodOf(workload).Account() }

// HostNetwork says whether a workload's pods use the network of their node, where
// no NetworkPolicy reaches them.
func HostNetwork(workload *rule.Resource) rule.Truth {
	return PodOf(workload).Spec.At("hostNetwork").IsTrue()
}

// inputs is the field in which the provider keeps what the program wrote, beside
// what the server made of it.
const inputs = "__inputs"

// Written reads what the program wrote, without the defaults that the server
// filled in.
func Written(r *rule.Resource, path string) rule.Value {
	if r.At(inputs).Present() == rule.No {
		return r.At(path)
	}
	return r.At(inputs + "." + path)
}
