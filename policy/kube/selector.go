package kube

import "github.com/covetpy/platform/policy/rule"

// Selects says whether a label selector (matchLabels and matchExpressions) takes
// something with these labels. A selector that is empty takes everything; one
// that is unset takes nothing.
func Selects(selector, labels rule.Value) rule.Truth {
	if known := selector.Present(); known != rule.Yes {
		return known
	}
	answers := []rule.Truth{HasLabels(labels, selector.At("matchLabels"))}
	for _, e := range selector.At("matchExpressions").Items() {
		answers = append(answers, holds(e, labels))
	}
	return rule.And(answers...)
}

// SelectsAll says whether a selector is there and demands nothing.
func SelectsAll(selector rule.Value) rule.Truth {
	return rule.And(selector.Present(),
		selector.At("matchLabels").Empty(), selector.At("matchExpressions").Empty())
}

// HasLabels says whether labels have each of the wanted ones.
func HasLabels(labels, wanted rule.Value) rule.Truth {
	answers := []rule.Truth{rule.Yes}
	for _, label := range wanted.Fields() {
		text, known := label.Value.Name()
		if known != rule.Yes {
			answers = append(answers, known)
			continue
		}
		answers = append(answers, labels.Field(label.Name).IsName(text))
	}
	return rule.And(answers...)
}

// holds says whether one expression of a selector does. An operator that
// Kubernetes does not have selects nothing.
func holds(expression, labels rule.Value) rule.Truth {
	key, keyKnown := expression.At("key").Text()
	operator, operatorKnown := expression.At("operator").Text()
	if known := rule.And(keyKnown, operatorKnown); known != rule.Yes {
		return known
	}
	label := labels.Field(key)
	switch operator {
	case "In":
		return oneOf(label, expression.At("values"))
	case "NotIn":
		return rule.Not(oneOf(label, expression.At("values")))
	case "Exists":
		return label.Present()
	case "DoesNotExist":
		return rule.Not(label.Present())
	default:
		return rule.No
	}
}

func oneOf(label, values rule.Value) rule.Truth {
	text, known := label.Text()
	if known != rule.Yes {
		return known
	}
	return values.Contains(text)
}

// Isolates says whether a NetworkPolicy restricts a direction ("Ingress" or
// "Egress") of the pods that it selects. Without policyTypes, it always restricts
// Ingress, and Egress once it has egress rules.
func Isolates(policy *rule.Resource, direction string) rule.Truth {
	types := policy.At("spec.policyTypes")
	byDefault := rule.Of(direction == "Ingress")
	if direction == "Egress" {
		byDefault = rule.Not(policy.At("spec.egress").Empty())
	}
	return rule.Or(
		types.Contains(direction),
		rule.And(types.Empty(), byDefault),
	)
}
