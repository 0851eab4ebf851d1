package app

import (
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// plan is every object of an application, in the order in which one needs the other.
type plan struct {
	// ground is what the pods stand on: their account, who they reach, where secrets
	// come from.
	ground []kubeapi.Object
	// migrations by the short digest of the image.
	migrations map[string]kubeapi.Object
	// running are the colours that have pods.
	running []planned
	// rest comes last: what sends requests to the pods, and crons.
	rest []kubeapi.Object
}

// planned is one colour's objects.
type planned struct {
	Running
	// workload is the Deployment, around are those that need it.
	workload kubeapi.Object
	around   []kubeapi.Object
}

// newPlan decides on the objects. What is not known yet is a mark of values.
func newPlan(a *Args, values *later.Values) plan {
	return plan{}
}
