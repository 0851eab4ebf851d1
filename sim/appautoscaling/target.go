package appautoscaling

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const targetType = "aws:appautoscaling/target:Target"

// target refers to what it scales in a form that is no id, so that Admit looks
// for it. The service that has it lets it go: the target stays and scales
// nothing.
func target() kind.Kind {
	return kind.Kind{
		Type: targetType,
		ID:   kind.From("resourceId"),
		Unique: []kind.Unique{{
			On:    []string{"resourceId", "serviceNamespace", "scalableDimension"},
			Taken: "the scalable target %[1]s is registered by another resource already; Application Auto Scaling would overwrite it, the simulated cloud refuses",
		}},
		Admit: admitTarget,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{}
			dim, _ := scaled(d.In)
			// A role that is given is not used: the linked one is.
			out["roleArn"] = kind.Text(w.GlobalARN("iam", "role/aws-service-role/"+dim.namespace+".application-autoscaling.amazonaws.com/"+dim.role))
			if d.Old == nil {
				const digits = 26
				out["arn"] = kind.Text(w.ARN("application-autoscaling", "scalable-target/"+w.Hex(digits)))
			}
			return out
		},
	}
}

func admitTarget(w kind.World, d kind.Draft) error {
	dim, ok := scaled(d.In)
	if !ok {
		return kind.Say(unsupported)
	}
	id := d.In.Text("resourceId")
	least, most := d.In.Number("minCapacity"), d.In.Number("maxCapacity")
	if _, exists := w.Find(dim.typ, "id", strings.TrimPrefix(id, dim.prefix)); !exists {
		return kind.Say(dim.missing, id)
	}
	switch {
	case least < 0 || most < 0:
		return kind.Say("ValidationException: Capacity cannot be negative")
	case most < least:
		return kind.Say("ValidationException: Maximum capacity cannot be less than minimum capacity")
	case most > dim.most:
		return kind.Say("ValidationException: Maximum capacity cannot be greater than %d", dim.most)
	}
	return nil
}
