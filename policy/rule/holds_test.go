package rule_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestAQuestionAboutAValue(t *testing.T) {
	value := func(p resource.PropertyValue) rule.Value { return rule.NewValue("a", p) }
	short := func(text string) bool { return len(text) < 3 }
	assert.Equal(t, rule.Yes, value(resource.NewProperty("ab")).Holds(short))
	assert.Equal(t, rule.No, value(resource.NewProperty("abc")).Holds(short))
	assert.Equal(t, rule.No, value(resource.NewNullProperty()).Holds(short), "unset")
	assert.Equal(t, rule.Unknown, value(resource.MakeComputed(resource.NewProperty(""))).Holds(short))

	small := func(n float64) bool { return n < 3 }
	assert.Equal(t, rule.Yes, value(resource.NewProperty(2.0)).HoldsNumber(small))
	assert.Equal(t, rule.Yes, value(resource.NewProperty("2")).HoldsNumber(small), "a numeric text")
	assert.Equal(t, rule.No, value(resource.NewProperty("3")).HoldsNumber(small))
	assert.Equal(t, rule.No, value(resource.NewProperty("two")).HoldsNumber(small), "no number")
	assert.Equal(t, rule.Unknown, value(resource.MakeComputed(resource.NewProperty(""))).HoldsNumber(small))
}
