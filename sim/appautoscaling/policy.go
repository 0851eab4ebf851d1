package appautoscaling

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	tracking   = "TargetTrackingScaling"
	stepping   = "StepScaling"
	predicting = "PredictiveScaling"
)

const trackingConfiguration = "targetTrackingScalingPolicyConfiguration"

// configurations are the properties that hold a policy's settings, by its type.
var configurations = map[string]string{
	tracking:   trackingConfiguration,
	stepping:   "stepScalingPolicyConfiguration",
	predicting: "predictiveScalingPolicyConfiguration",
}

// policy goes with its target: deregistering a target deletes its policies.
func policy() kind.Kind {
	return kind.Kind{
		Type:     "aws:appautoscaling/policy:Policy",
		ID:       kind.From("name"),
		Defaults: kind.Props{"policyType": kind.Text(stepping)},
		Checks: map[string]kind.Check{
			trackingConfiguration + ".predefinedMetricSpecification.resourceLabel": kind.Length(0, 1023),
			trackingConfiguration + ".customizedMetricSpecification.statistic":     kind.OneOf("Average", "Minimum", "Maximum", "SampleCount", "Sum"),
		},
		Rules: policyRules,
		Refs: []kind.Ref{{
			Path: "resourceId", To: []kind.Target{{Type: targetType, By: "id"}}, OnDelete: sim.Cascade,
			Missing: "ObjectNotFoundException: No scalable target registered for the resource ID: %s",
		}},
		Unique: []kind.Unique{{
			On:    []string{"name", "resourceId", "serviceNamespace", "scalableDimension"},
			Taken: "the scaling policy %[1]s is put by another resource already; Application Auto Scaling would overwrite it, the simulated cloud refuses",
		}},
		Admit:   admitPolicy,
		Outputs: policyOutputs,
	}
}

func policyRules(in kind.Values) []kind.Failure {
	const predefined, customised = trackingConfiguration + ".predefinedMetricSpecification", trackingConfiguration + ".customizedMetricSpecification"
	if in.Has(predefined) && in.Has(customised) {
		return []kind.Failure{{Path: customised, Reason: `"customizedMetricSpecification": conflicts with predefinedMetricSpecification`}}
	}
	return nil
}

func admitPolicy(w kind.World, d kind.Draft) error {
	dim, ok := scaled(d.In)
	if !ok {
		return kind.Say(unsupported)
	}
	// The reference knows the resource alone.
	registered, _ := w.Find(targetType, "id", d.In.Text("resourceId"))
	if (kind.Values{Props: registered.Outputs}).Text("scalableDimension") != d.In.Text("scalableDimension") {
		return kind.Say("ObjectNotFoundException: No scalable target registered for service namespace: %s, resource ID: %s, scalable dimension: %s",
			d.In.Text("serviceNamespace"), d.In.Text("resourceId"), d.In.Text("scalableDimension"))
	}
	typ := d.In.Text("policyType")
	switch {
	case typ == predicting:
		return kind.Say("ValidationException: Predictive scaling is not supported for the scalable dimension %s", d.In.Text("scalableDimension"))
	case !d.In.Has(configurations[typ]):
		return kind.Say("ValidationException: The policy type %s requires %s", typ, configurations[typ])
	}
	for other, configuration := range configurations {
		if other != typ && d.In.Has(configuration) {
			return kind.Say("ValidationException: %s cannot be specified for the policy type %s", configuration, typ)
		}
	}
	if typ == tracking {
		return admitTracking(d, dim)
	}
	return nil
}

func admitTracking(d kind.Draft, dim dimension) error {
	const predefined = trackingConfiguration + ".predefinedMetricSpecification"
	const customised = trackingConfiguration + ".customizedMetricSpecification"
	metric := d.In.Text(predefined + ".predefinedMetricType")
	whole := d.In.Has(customised+".metricName") && d.In.Has(customised+".namespace") && d.In.Has(customised+".statistic")
	switch {
	case !d.In.Has(predefined) && !d.In.Has(customised):
		return kind.Say("ValidationException: Either a predefined or a customized metric specification must be specified")
	case d.In.Has(predefined) && !slices.Contains(dim.metrics, metric):
		return kind.Say("ValidationException: The predefined metric type %s is not supported for the scalable dimension %s", metric, d.In.Text("scalableDimension"))
	case d.In.Has(customised) && whole == d.In.Has(customised+".metrics"):
		return kind.Say("ValidationException: A customized metric specification has either a metric name, namespace and statistic or metrics")
	}
	return nil
}

func policyOutputs(w kind.World, d kind.Draft) kind.Props {
	if d.Old != nil {
		return nil
	}
	id := d.In.Text("resourceId")
	return kind.Props{
		"alarmArns": alarms(w, d),
		"arn": kind.Text(w.ARN("autoscaling", strings.Join([]string{
			"scalingPolicy", w.UUID(), "resource/" + d.In.Text("serviceNamespace") + "/" + id, "policyName/" + d.ID,
		}, ":"))),
	}
}

// alarms are those that target tracking makes and keeps.
func alarms(w kind.World, d kind.Draft) resource.PropertyValue {
	if d.In.Text("policyType") != tracking {
		return kind.Texts()
	}
	var arns []string
	for _, bound := range []string{"AlarmHigh", "AlarmLow"} {
		arns = append(arns, w.ARN("cloudwatch", "alarm:TargetTracking-"+d.In.Text("resourceId")+"-"+bound+"-"+w.UUID()))
	}
	return kind.Texts(arns...)
}
