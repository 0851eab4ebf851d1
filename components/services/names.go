package services

import (
	"strings"

	"github.com/covetpy/platform/infra/naming"
)

// Namespaces. The cluster's own is for what Kubernetes has agents on nodes in: they
// mount the node's folders and change its network, which no profile of pod security
// allows. The others are made here.
const (
	namespaceSystem   = "kube-system"
	namespaceEvents   = "keda"
	namespaceVertical = "vertical-pod-autoscaler"
	namespaceMetrics  = "prometheus-adapter"
	namespaceMesh     = "istio-system"
	namespaceSecrets  = "external-secrets"
)

// Service accounts that have an identity in AWS.
const (
	accountBalancers = "aws-load-balancer-controller"
	accountEvents    = "keda-operator"
	accountSecrets   = "external-secrets"
)

// StoreName is the ClusterSecretStore's.
const StoreName = "secrets-manager"

// nodeClass is the name of the EC2NodeClass that all pools share.
const nodeClass = "default"

// Priorities of applications' pods, the ends of their classes' names.
const (
	Critical = "critical"
	Standard = "standard"
	Batch    = "batch"
)

// PriorityClass is the name of a priority's class, for ever: "covetpy-critical".
func PriorityClass(project, priority string) string { return project + "-" + priority }

// Kinds of objects, as parts of logical names.
const (
	objectNamespace = "namespace"
	objectPolicy    = "policy"
	objectPriority  = "priority"
	objectPool      = "pool"
	objectClass     = "class"
	objectStrict    = "strict"
	objectStore     = "store"
	objectIdentity  = "identity"
)

// logical is the logical name of a part.
func (b *build) logical(parts ...string) string {
	return b.name + "-" + strings.Join(parts, "--")
}

// roleName is the physical name of a service's role.
func (a *Args) roleName(p part) string { return a.Names.Name(naming.IAMRole, "services", string(p)) }

// keptOfName is how much of a name too long for a target group stays: the rest gives
// way to a dash and eight characters of a hash (infra/naming).
const keptOfName = int(naming.LoadBalancer) - 9

// targetGroups is what the names of the environment's target groups begin with.
func (a *Args) targetGroups() string {
	prefix := a.Names.Prefix() + "-"
	return prefix[:min(len(prefix), keptOfName)]
}

// labels of every object of this component (Kubernetes, "Recommended Labels").
func (a *Args) labels(p string) map[string]string {
	return map[string]string{
		"app.kubernetes.io/name":       p,
		"app.kubernetes.io/part-of":    a.Names.Project,
		"app.kubernetes.io/managed-by": "pulumi",
	}
}
