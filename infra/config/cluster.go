package config

import "net/netip"

// Cluster is the EKS cluster and what runs in it from the start.
type Cluster struct {
	// Kubernetes minor version; one step at a time, and it never goes back.
	Version string `json:"version" config:"format=kubernetes-version"`
	// Why a version past its standard support is run all the same. It costs six times as much.
	SupportReason string `json:"supportReason"`
	// Ranges that may reach the public endpoint; empty leaves only the private one.
	PublicAccess []netip.Prefix `json:"publicAccess"`
	// Who may do what in the cluster. Whoever made the cluster gets nothing, so name an administrator.
	Access map[string]AccessEntry `json:"access" config:"keys=name"`
	// Logs of the control plane.
	Logs ControlPlaneLogs `json:"logs"`
	// Whether AWS may move traffic away from an impaired zone (ARC zonal shift).
	ZonalShift bool `json:"zonalShift"`
	// Whether the EKS API refuses to delete the cluster. It does not stop Pulumi: `protect` does.
	DeletionProtection bool `json:"deletionProtection"`
	// Managed node groups, each made once in every zone. Groups that a tier defines are changed field by field; null removes one.
	NodeGroups map[string]NodeGroup `json:"nodeGroups" config:"keys=name"`
	// EKS add-ons.
	Addons Addons `json:"addons"`
	// Karpenter's AWS half: roles, interruption queue and rules; null for none.
	Karpenter *Karpenter `json:"karpenter"`
}

// AccessEntry is one principal's rights in the cluster.
type AccessEntry struct {
	// The role, with its whole path; one of IAM Identity Center keeps its "aws-reserved/..." path.
	PrincipalARN string `json:"principalArn" config:"required,format=principal"`
	// What it may do.
	Role AccessRole `json:"role" config:"required"`
	// Where it may do it; an administrator's role holds everywhere.
	Namespaces []string `json:"namespaces" config:"format=namespaces"`
}

// ControlPlaneLogs is which control-plane logs are kept, and for how long.
type ControlPlaneLogs struct {
	// Kinds of logs. Audit is the dearest by far.
	Types []LogType `json:"types"`
	// Days that they are kept.
	RetentionDays Retention `json:"retentionDays"`
}

// NodeGroup is a managed node group of each zone. Sizes are per zone.
type NodeGroup struct {
	// How its machines are bought.
	Capacity Capacity `json:"capacity"`
	// Instance types in the order of preference; left out, they follow from capacity and architecture.
	InstanceTypes []string `json:"instanceTypes" config:"least=1,format=instance-type"`
	// Processor architecture.
	Architecture Architecture `json:"architecture"`
	// Operating system.
	AMI AMI `json:"ami"`
	// Release of the image, "1.35.4-20261015"; empty is the newest at the time a group is made.
	ReleaseVersion string `json:"releaseVersion" config:"format=release-version"`
	// Fewest nodes in a zone (EKS allows a managed node group 450).
	MinPerZone int `json:"minPerZone" config:"range=0..450"`
	// Nodes in a zone at creation; an autoscaler owns the number from then on.
	DesiredPerZone int `json:"desiredPerZone" config:"range=0..450"`
	// Most nodes in a zone.
	MaxPerZone int `json:"maxPerZone" config:"range=1..450"`
	// Size of the root volume in GiB (gp3, encrypted).
	DiskGiB int `json:"diskGiB" config:"range=20..16384"`
	// Share of a group's nodes that an update may take away at once, in per cent.
	MaxUnavailablePercent int `json:"maxUnavailablePercent" config:"range=1..100"`
	// Kubernetes labels of its nodes.
	Labels map[string]string `json:"labels" config:"keys=label-key,format=label-value"`
	// Kubernetes taints of its nodes.
	Taints []Taint `json:"taints"`
}

// Taint keeps pods without a matching toleration off a node.
type Taint struct {
	// Key of the taint.
	Key string `json:"key" config:"required,format=label-key"`
	// Value of the taint, possibly empty.
	Value string `json:"value" config:"format=label-value"`
	// What happens to a pod that does not tolerate it.
	Effect TaintEffect `json:"effect" config:"required"`
}

// Addons is which EKS add-ons are on.
type Addons struct {
	// Those beside the network plugin, kube-proxy, CoreDNS and the Pod Identity agent, which are always on.
	Optional []Addon `json:"optional"`
	// Whether an update overwrites settings of an add-on that someone changed by hand, or stops for a person to look.
	OnConflict Conflict `json:"onConflict"`
}

// Karpenter is where Karpenter's controller runs, which its AWS identity is bound to.
type Karpenter struct {
	// Namespace of the controller.
	Namespace string `json:"namespace" config:"format=namespace"`
}

// Addon is an optional EKS add-on, as EKS names it.
type Addon string

// Optional add-ons.
const (
	EBSCSIDriver       Addon = "aws-ebs-csi-driver"
	MetricsServer      Addon = "metrics-server"
	NodeMonitoring     Addon = "eks-node-monitoring-agent"
	SnapshotController Addon = "snapshot-controller"
)

// Values lists what is accepted.
func (Addon) Values() []string {
	return values(EBSCSIDriver, MetricsServer, NodeMonitoring, SnapshotController)
}

// Conflict is what becomes of an add-on's settings that were changed by hand.
type Conflict string

// Ways to settle a conflict.
const (
	Overwrite Conflict = "overwrite"
	Refuse    Conflict = "refuse"
)

// Values lists what is accepted.
func (Conflict) Values() []string { return values(Overwrite, Refuse) }

// AccessRole is what a principal may do in the cluster.
type AccessRole string

// Roles in the cluster.
const (
	Administrator AccessRole = "administrator"
	Developer     AccessRole = "developer"
	Viewer        AccessRole = "viewer"
	CI            AccessRole = "ci"
)

// Values lists what is accepted.
func (AccessRole) Values() []string { return values(Administrator, Developer, Viewer, CI) }

// LogType is a kind of control-plane log.
type LogType string

// Kinds of control-plane logs (EKS, "Send control plane logs to CloudWatch Logs").
const (
	LogAPI               LogType = "api"
	LogAudit             LogType = "audit"
	LogAuthenticator     LogType = "authenticator"
	LogControllerManager LogType = "controllerManager"
	LogScheduler         LogType = "scheduler"
)

// Values lists what is accepted.
func (LogType) Values() []string {
	return values(LogAPI, LogAudit, LogAuthenticator, LogControllerManager, LogScheduler)
}

// Capacity is how machines are bought.
type Capacity string

// Kinds of capacity.
const (
	OnDemand Capacity = "on-demand"
	Spot     Capacity = "spot"
)

// Values lists what is accepted.
func (Capacity) Values() []string { return values(OnDemand, Spot) }

// Architecture is a processor architecture, as Kubernetes names it.
type Architecture string

// Architectures.
const (
	AMD64 Architecture = "amd64"
	ARM64 Architecture = "arm64"
)

// Values lists what is accepted.
func (Architecture) Values() []string { return values(AMD64, ARM64) }

// AMI is a node's operating system.
type AMI string

// Operating systems.
const (
	AL2023       AMI = "al2023"
	Bottlerocket AMI = "bottlerocket"
)

// Values lists what is accepted.
func (AMI) Values() []string { return values(AL2023, Bottlerocket) }

// TaintEffect is what a taint does, as Kubernetes names it.
type TaintEffect string

// Effects of a taint.
const (
	NoSchedule       TaintEffect = "NoSchedule"
	PreferNoSchedule TaintEffect = "PreferNoSchedule"
	NoExecute        TaintEffect = "NoExecute"
)

// Values lists what is accepted.
func (TaintEffect) Values() []string { return values(NoSchedule, PreferNoSchedule, NoExecute) }
