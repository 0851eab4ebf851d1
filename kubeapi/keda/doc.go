// Package keda has the kinds of KEDA that the platform uses, as Go types: a
// ScaledObject, which sets a workload's number of pods by events, and a
// TriggerAuthentication, which says how KEDA proves who it is to what it asks.
//
// They are written here because KEDA's own types come with its controller: whoever
// imports them compiles 502 more packages. Only the fields in use are here; their
// names and types are those of keda.sh/v1alpha1 in KEDA 2.21.0 (its folder
// apis/keda/v1alpha1), and the module tests/kube holds them against those. Status
// is KEDA's to write, and so is not here.
//
// Which trigger an application has does not belong here (components/app).
package keda
