// Package appautoscaling describes the resource types of Application Auto
// Scaling, one file each.
package appautoscaling

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		target(),
		policy(),
	}
}

// dimension is something of a service that can be scaled.
type dimension struct {
	// namespace of the service, "rds".
	namespace string
	// prefix of the resource id, "cluster:", before the id of an object of the type.
	prefix, typ string
	// most is the largest capacity.
	most int
	// role is the name of the role that is linked to the service.
	role string
	// metrics are those that the service has ready for target tracking.
	metrics []string
	// missing says that there is no such resource. Verb: %s, its id.
	missing string
}

// dimensions are what is simulated, by name. Source: Application Auto Scaling
// API reference, RegisterScalableTarget and PredefinedMetricSpecification.
var dimensions = map[string]dimension{
	"rds:cluster:ReadReplicaCount": {
		namespace: "rds",
		prefix:    "cluster:",
		typ:       "aws:rds/cluster:Cluster",
		most:      15,
		role:      "AWSServiceRoleForApplicationAutoScaling_RDSCluster",
		metrics:   []string{"RDSReaderAverageCPUUtilization", "RDSReaderAverageDatabaseConnections"},
		missing:   "ValidationException: DB cluster doesn't exist: %s",
	},
}

// scaled is the dimension that a target or a policy names, and whether its
// namespace and the form of its resource id are that dimension's.
func scaled(in kind.Values) (dimension, bool) {
	found, ok := dimensions[in.Text("scalableDimension")]
	return found, ok && found.namespace == in.Text("serviceNamespace") && strings.HasPrefix(in.Text("resourceId"), found.prefix)
}

const unsupported = "ValidationException: Unsupported service namespace, resource type or scalable dimension"
