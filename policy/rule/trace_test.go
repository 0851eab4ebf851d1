package rule_test

import (
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestATraceTellsWhatIsRead(t *testing.T) {
	r := &rule.Resource{Trace: rule.NewTrace(), Properties: resource.NewPropertyMapFromMap(map[string]any{
		"rules": []any{map[string]any{"status": "on"}}, "unread": true,
	})}
	for _, item := range r.At("rules").Items() {
		item.At("status").Is("on", "off")
	}
	r.At("rules.days").IsTrue()
	assert.Equal(t, map[string]bool{"rules": true, "rules[0]": true, "rules[0].status": true, "rules[0].days": true}, r.Trace.Read,
		"what is unset is read, too")
	assert.Equal(t, map[string][]string{"rules[0].status": {"on", "off"}, "rules[0].days": {"true", "false"}}, r.Trace.Wanted)
}

func TestOneResourceOfAStackIsReplaced(t *testing.T) {
	a, b, c := &rule.Resource{Type: "t", Name: "a"}, &rule.Resource{Type: "t", Name: "b"}, &rule.Resource{Type: "u", Name: "c"}
	stack := rule.NewStack([]*rule.Resource{a, c, b})
	other := a.With(nil)
	replaced := stack.Replaced(a, other)
	assert.Equal(t, []*rule.Resource{other, c, b}, replaced.All())
	assert.Same(t, other, replaced.OfType("t")[0])
	gone := stack.Replaced(a, nil)
	assert.Equal(t, []*rule.Resource{c, b}, gone.All())
	assert.Equal(t, []*rule.Resource{b}, gone.OfType("t"))
	assert.Equal(t, []*rule.Resource{a, b, c}, slices.Concat(stack.OfType("t"), stack.OfType("u")), "the stack itself stays")
}
