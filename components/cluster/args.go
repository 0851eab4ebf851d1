package cluster

import (
	"net/netip"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Args is all that a cluster depends on. Names of fields in faults are these,
// with a small first letter.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Tags of the environment, for what AWS does not hand the provider's
	// default tags down to: instances, volumes, interfaces, autoscaling groups.
	Tags tags.Set

	// Version of Kubernetes, "1.36"; Releases lists those on offer.
	Version string
	// SupportReason says why a version past its standard support is kept. It is
	// needed for one, as EKS then charges six times as much for the control
	// plane, and has no effect before.
	SupportReason string
	// AsOf is the day that support is judged by.
	AsOf time.Time

	// VPCID is the network.
	VPCID pulumi.StringInput
	// VPCCIDR is the network's range: what nodes may reach inside it.
	VPCCIDR netip.Prefix
	// Subnets for the control plane's interfaces and the nodes, private, one a
	// zone, in at least two zones.
	Subnets []Subnet
	// Keys encrypt what the cluster holds.
	Keys Keys

	// PublicAccess lists the ranges that may reach the API server over the
	// internet. Empty means that there is only the private endpoint.
	PublicAccess []netip.Prefix
	// Access lists who may enter. There is no other way in: whoever creates the
	// cluster gets nothing by it.
	Access []AccessEntry
	// Logs of the control plane.
	Logs Logs
	// ZonalShift lets ARC move traffic out of a zone that is unwell.
	ZonalShift bool
	// DeletionProtection makes AWS refuse to delete the cluster.
	DeletionProtection bool
	// Protect makes Pulumi refuse to delete or replace the cluster.
	Protect bool

	// NodeGroups by name. A group is made once in each zone.
	NodeGroups map[string]NodeGroup
	// Addons beyond those that every cluster has.
	Addons Addons
	// Karpenter is the AWS half of Karpenter; nil is off.
	Karpenter *Karpenter
	// Webhooks are what the API server calls on pods, beyond the add-ons: admission
	// webhooks, and the servers of APIs that it hands on.
	Webhooks []Webhook
}

// Webhook is a port of pods that the API server calls.
type Webhook struct {
	// Name says whose it is, "keda".
	Name string
	// Port that the pods listen on, 1025 to 65535.
	Port int
}

// Subnet is one zone's private subnet.
type Subnet struct {
	// Letter of the zone's slot, "a". It is part of names, so it must never
	// change for a zone.
	Letter string
	// ZoneID is "euw1-az1".
	ZoneID string
	// ID of the subnet.
	ID pulumi.StringInput
	// Ready is the same id for nodes, which reach the services that they need to
	// join only once the network's ways out stand: an output that waits for them.
	// Nil takes ID. The control plane need not wait.
	Ready pulumi.StringInput
}

// nodes is the id as nodes take it.
func (s Subnet) nodes() pulumi.StringInput {
	if s.Ready != nil {
		return s.Ready
	}
	return s.ID
}

// Keys are ARNs of KMS keys, and the aliases by which a role's document can
// name a key before it exists.
type Keys struct {
	Secrets  pulumi.StringInput // Kubernetes secrets in etcd
	Volumes  pulumi.StringInput // nodes' disks and persistent volumes
	Logs     pulumi.StringInput // the control plane's log group
	Messages pulumi.StringInput // Karpenter's queue; needed with Karpenter only

	VolumesAlias  string // "alias/covetpy-dev-volumes"
	MessagesAlias string // needed with Karpenter only
}

// Logs says which of the control plane's logs are kept, and for how long.
type Logs struct {
	// Types among LogTypes, at least one.
	Types []string
	// RetentionDays, one of the numbers that CloudWatch Logs accepts.
	RetentionDays int
}

// Addons says which optional add-ons are on and how a conflict is settled.
type Addons struct {
	// Optional add-ons among OptionalAddons.
	Optional []Addon
	// OnConflict says what happens to settings that someone changed by hand.
	// Empty means ConflictRefuse.
	OnConflict Conflict
}

// Conflict is what EKS does when a setting of an add-on was changed by hand.
type Conflict string

// Conflicts are settled in favour of this program, as suits an environment for
// trying things out, or left for a person to look at.
const (
	ConflictOverwrite Conflict = "overwrite"
	ConflictRefuse    Conflict = "refuse"
)

// Karpenter says where Karpenter's controller runs, for its identity.
type Karpenter struct {
	// Namespace of the controller; empty means kube-system, as its chart has it.
	Namespace string
}

// NodeGroup is a group of like nodes, made once in each zone.
type NodeGroup struct {
	// Capacity is on-demand (also when empty) or spot.
	Capacity Capacity
	// InstanceTypes in order of preference, all of the group's architecture. A
	// spot group needs six of at least three families.
	InstanceTypes []string
	// Architecture is amd64 (also when empty) or arm64.
	Architecture Architecture
	// AMI is al2023 (also when empty) or bottlerocket.
	AMI AMI
	// ReleaseVersion pins the AMI, "1.36.0-20260923". Empty means the newest one
	// at the time the group is made; it does not change by itself after that.
	ReleaseVersion string

	// Nodes in each zone. The desired number counts at creation only: after it,
	// an autoscaler owns it.
	MinPerZone, DesiredPerZone, MaxPerZone int
	// DiskGiB is the size of the volume that holds images and pods' files, 20 to
	// 16384. Zero means 50.
	DiskGiB int
	// Labels and Taints of the nodes.
	Labels map[string]string
	Taints []Taint
	// MaxUnavailablePercent is how many of a zone's nodes may be replaced at once
	// in an update, 1 to 100. Zero means 33.
	MaxUnavailablePercent int
}

// Capacity is how instances are bought.
type Capacity string

// Kinds of capacity.
const (
	OnDemand Capacity = "on-demand"
	Spot     Capacity = "spot"
)

// AMI is a family of machine images.
type AMI string

// Families of images.
const (
	AL2023       AMI = "al2023"
	Bottlerocket AMI = "bottlerocket"
)

// Taint keeps pods that do not tolerate it off a node.
type Taint struct {
	Key, Value string
	Effect     TaintEffect
}

// TaintEffect is spelt as Kubernetes spells it.
type TaintEffect string

// Effects of a taint.
const (
	NoSchedule       TaintEffect = "NoSchedule"
	PreferNoSchedule TaintEffect = "PreferNoSchedule"
	NoExecute        TaintEffect = "NoExecute"
)

// SystemTaint is the taint of nodes that are there for the cluster's own
// add-ons, which tolerate it.
var SystemTaint = Taint{Key: "CriticalAddonsOnly", Value: "true", Effect: NoSchedule}
