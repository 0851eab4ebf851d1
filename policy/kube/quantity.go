package kube

import (
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Positive says whether a value is a quantity greater than nothing, "128Mi" or
// 0.5. Unset is none.
func Positive(v rule.Value) rule.Truth {
	text, known := v.Text()
	if known != rule.Yes {
		return known
	}
	q, err := resource.ParseQuantity(text)
	return rule.Of(err == nil && q.Sign() > 0)
}
