package recovery

import (
	"slices"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/tags"
)

// stores is what AWS Backup calls a class, and what it can do with it.
type stores struct {
	// service is its name in the settings of a region.
	service string
	// pattern matches the ARNs of all stores of the class in the account. A plan
	// that names the type includes it whether its service is opted in or not, and
	// leaves out a store of another type with a wrong tag.
	pattern func(identity.Scope) string
	// tested is the type in restore tests; empty where there are none.
	tested string
}

// A cluster's backup has the persistent volumes of its pods in it, too (EKS user
// guide, "Back up your EKS clusters with AWS Backup"). They have a plan of their
// own nevertheless: a volume can then be restored alone, and tested. AWS Backup
// lets itself into the cluster by an access entry of its own, so the cluster's
// authentication mode has to be API, or API and config map.
func storesOf(class tags.BackupPlan) stores {
	switch class {
	case tags.BackupDatabase:
		return stores{"Aurora", func(w identity.Scope) string { return w.ARN("rds", "cluster:*") }, "Aurora"}
	case tags.BackupVolumes:
		return stores{"EBS", func(w identity.Scope) string { return w.ARN("ec2", "volume/*") }, "EBS"}
	case tags.BackupObjects:
		return stores{"S3", func(w identity.Scope) string { return w.Bucket("*") }, "S3"}
	default:
		return stores{"EKS", func(w identity.Scope) string { return w.ARN("eks", "cluster/*") }, ""}
	}
}

// condition narrows a selection to stores with a tag.
type condition struct{ key, value string }

// conditions select the class's stores of this environment: an account may hold
// another one's.
func (a *Args) conditions(class tags.BackupPlan) []condition {
	const prefix = "aws:ResourceTag/"
	return []condition{
		{prefix + tags.KeyBackup, string(class)},
		{prefix + tags.KeyEnvironment, a.Names.Environment},
	}
}

// classes are those that have a plan, in a fixed order.
func (a *Args) classes() []tags.BackupPlan {
	return slices.DeleteFunc(tags.BackupPlans(), func(class tags.BackupPlan) bool {
		_, planned := a.Plans[class]
		return !planned
	})
}

// tested are the classes whose restores can be tested: that of databases where
// there is one, as a restored one needs a place.
func (a *Args) tested() []tags.BackupPlan {
	return slices.DeleteFunc(a.classes(), func(class tags.BackupPlan) bool {
		return storesOf(class).tested == "" || class == tags.BackupDatabase && a.Database == nil
	})
}
