package kubernetes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/kubeapi/elbv2"
	"github.com/covetpy/platform/sim"
)

// balancers is the chart whose controller judges bindings.
const balancers = "aws-load-balancer-controller"

// judged is what a controller's webhook says of an object, while the controller is
// there. old is nil for a new one. Only the load balancer controller's is known, as
// what it refuses is easily written: two colours on one target group, and a binding
// that moves to another (webhooks/elbv2/targetgroupbinding_validator.go there).
func (c cluster) judged(tx *sim.Tx, o sim.Object, old *sim.Object) error {
	binding := bindingOf(o)
	if binding == nil || !slices.ContainsFunc(c.releases(tx), func(r sim.Object) bool { return chartName(r) == balancers }) {
		return nil
	}
	err := onlyBinding(tx, o, binding)
	if old != nil {
		err = sameBinding(bindingOf(*old), binding)
	}
	if err != nil {
		return fmt.Errorf("admission webhook \"vtargetgroupbinding.elbv2.k8s.aws\" denied the request: %w", err)
	}
	return nil
}

func bindingOf(o sim.Object) *elbv2.TargetGroupBinding {
	obj, _ := decode(o.Inputs)
	binding, _ := obj.(*elbv2.TargetGroupBinding)
	return binding
}

func sameBinding(old, now *elbv2.TargetGroupBinding) error {
	var changed []string
	if old.Spec.TargetGroupARN != now.Spec.TargetGroupARN {
		changed = append(changed, "spec.targetGroupARN")
	}
	if old.Spec.TargetType != now.Spec.TargetType {
		changed = append(changed, "spec.targetType")
	}
	if len(changed) == 0 {
		return nil
	}
	return errors.New("TargetGroupBinding update may not change these immutable fields: " + strings.Join(changed, ","))
}

func onlyBinding(tx *sim.Tx, o sim.Object, now *elbv2.TargetGroupBinding) error {
	var taken []string
	for _, other := range tx.OfType(o.Type) {
		if other.Where != o.Where || other.ID == o.ID {
			continue
		}
		if b := bindingOf(other); b != nil && b.Spec.TargetGroupARN == now.Spec.TargetGroupARN {
			taken = append(taken, other.ID)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return fmt.Errorf("TargetGroup %[1]s is already bound to following TargetGroupBindings %[2]v. "+
		"Please enable MultiCluster mode on all TargetGroupBindings referencing %[1]s or choose a different Target Group ARN.", now.Spec.TargetGroupARN, taken)
}
