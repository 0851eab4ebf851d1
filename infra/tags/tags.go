// Package tags holds the tags that every resource of an environment carries.
//
// They are the AWS provider's default tags. AWS does not hand them down to what
// a launch template or an autoscaling group makes (instances, volumes, network
// interfaces), so components that make those set them again from Map.
package tags

import (
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Keys of the tags.
const (
	KeyProject     = "Project"
	KeyEnvironment = "Environment"
	KeyOwner       = "Owner"
	KeyCostCentre  = "CostCentre"
	KeyDataClass   = "DataClass"
	KeyManagedBy   = "ManagedBy"
	// KeyBackup names the plan that backs a store up: one of the BackupPlan
	// values. The plans select by it, so a new store is covered by its tag.
	KeyBackup = "Backup"
	// KeyBackupReason says why a store needs no backup, where KeyBackup is
	// BackupNone.
	KeyBackupReason = "BackupReason"
	// KeyRotation is RotationNone on a secret that no function changes, and
	// KeyRotationReason says who does.
	KeyRotation       = "Rotation"
	KeyRotationReason = "RotationReason"
)

// RotationNone is of secrets whose values others give out, such as a provider's key.
const RotationNone = "none"

// BackupPlan is the plan that covers a store, by the class of what it holds.
type BackupPlan string

// The plans.
const (
	BackupDatabase BackupPlan = "database" // Aurora
	BackupVolumes  BackupPlan = "volumes"  // EBS: persistent volumes
	BackupObjects  BackupPlan = "objects"  // S3 buckets of applications
	BackupCluster  BackupPlan = "cluster"  // EKS: the objects of the Kubernetes API
	BackupNone     BackupPlan = "none"     // no plan, with a reason
)

// BackupPlans lists the plans that cover something.
func BackupPlans() []BackupPlan {
	return []BackupPlan{BackupDatabase, BackupVolumes, BackupObjects, BackupCluster}
}

// Covered are the tags of a store that a plan backs up.
func Covered(plan BackupPlan) map[string]string { return map[string]string{KeyBackup: string(plan)} }

// NotCovered are the tags of a store that needs no backup. The reason is at most
// 256 letters, digits, spaces and _.:/=+-@.
func NotCovered(reason string) map[string]string {
	return map[string]string{KeyBackup: string(BackupNone), KeyBackupReason: reason}
}

// NotRotated are the tags of a secret whose value is changed by hand. The reason is
// at most 256 letters, digits, spaces and _.:/=+-@.
func NotRotated(reason string) map[string]string {
	return map[string]string{KeyRotation: RotationNone, KeyRotationReason: reason}
}

// ManagedBy is the value that tells a person not to change a resource by hand.
const ManagedBy = "pulumi"

// Set is the tags of an environment.
type Set struct {
	Project     string // the program's name
	Environment string // the stack's name
	Owner       string // the team that answers for it
	CostCentre  string // what finance books it under
	DataClass   string // the highest class of data it may hold
}

// Map renders the set as AWS takes it.
func (s Set) Map() map[string]string {
	return map[string]string{
		KeyProject:     s.Project,
		KeyEnvironment: s.Environment,
		KeyOwner:       s.Owner,
		KeyCostCentre:  s.CostCentre,
		KeyDataClass:   s.DataClass,
		KeyManagedBy:   ManagedBy,
	}
}

// Input is Map for a resource's arguments.
func (s Set) Input() pulumi.StringMap { return Input(s.Map()) }

// With is Map with more tags, or other values for some.
func (s Set) With(more map[string]string) map[string]string {
	m := s.Map()
	maps.Copy(m, more)
	return m
}

// Named is the tag that the AWS console shows as a resource's name.
func Named(name string) pulumi.StringMap { return pulumi.StringMap{"Name": pulumi.String(name)} }

// NamedWith is Named with more tags.
func NamedWith(name string, more map[string]string) pulumi.StringMap {
	out := Named(name)
	maps.Copy(out, Input(more))
	return out
}

// Input turns a plain map into a resource's argument.
func Input(m map[string]string) pulumi.StringMap {
	out := make(pulumi.StringMap, len(m))
	for k, v := range m {
		out[k] = pulumi.String(v)
	}
	return out
}
