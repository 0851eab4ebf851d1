// Package autoscaling describes the resource types of EC2 Auto Scaling. Groups
// are made by EKS with its node groups, and belong there.
package autoscaling

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind { return []kind.Kind{tag()} }
