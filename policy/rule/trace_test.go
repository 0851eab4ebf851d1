package rule_test

import (
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestATraceTellsWhatIsRead(t *testing.T) {
	r := &rule.Resource{Type: "t", Trace: rule.NewTrace(), Properties: resource.NewPropertyMapFromMap(map[string]any{
		"rules": []any{map[string]any{"status": "on"}}, "unread": true,
	})}
	for _, item := range r.At("rules").Items() {
		item.At("status").Is("on", "off")
		item.At("status").Among("off", "ON")
	}
	r.At("rules.days").IsTrue()
	words := rule.Passed | rule.Words
	assert.Equal(t, map[string]rule.Reading{"rules": rule.Passed, "rules[0]": rule.Passed, "rules[0].status": words, "rules[0].days": words}, r.Trace.Read,
		"what is unset is read, too")
	assert.Equal(t, map[string][]string{"rules[0].status": {"on", "off", "ON"}, "rules[0].days": {"true", "false"}}, r.Trace.Wanted)
}

func TestATraceTellsHowItIsRead(t *testing.T) {
	r := &rule.Resource{Type: "t", Trace: rule.NewTrace(), Properties: resource.NewPropertyMapFromMap(map[string]any{"p": "7"})}
	for name, test := range map[string]struct {
		read func(rule.Value)
		how  rule.Reading
	}{
		"presence":         {func(v rule.Value) { v.Present() }, rule.Presence},
		"an empty text":    {func(v rule.Value) { v.Blank() }, rule.Presence},
		"nothing in it":    {func(v rule.Value) { v.Empty() }, rule.Presence},
		"a number":         {func(v rule.Value) { v.Number() }, rule.Numbers},
		"a number's size":  {func(v rule.Value) { v.HoldsNumber(func(float64) bool { return true }) }, rule.Numbers},
		"a text":           {func(v rule.Value) { v.Text() }, rule.Texts},
		"a text's content": {func(v rule.Value) { v.Holds(func(string) bool { return true }) }, rule.Texts},
		"a switch":         {func(v rule.Value) { v.IsTrue() }, rule.Words},
		"a name":           {func(v rule.Value) { v.Name() }, rule.Joined},
		"another's name":   {func(v rule.Value) { v.IsName("x") }, rule.Joined},
		"a reference":      {func(rule.Value) { rule.Refers(r, "p", &rule.Resource{Type: "u"}) }, rule.Joined},
		"a quotation":      {func(v rule.Value) { v.Quote() }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			clear(r.Trace.Read)
			test.read(r.At("p"))
			assert.Equal(t, map[string]rule.Reading{"p": rule.Passed | test.how}, r.Trace.Read)
		})
	}
	t.Run("a sweep", func(t *testing.T) {
		r.Trace = rule.NewTrace()
		r.At("").Sweep().At("p").Is("7")
		assert.Equal(t, map[string]rule.Reading{"p": rule.Swept}, r.Trace.Read)
		assert.Empty(t, r.Trace.Wanted)
	})
	t.Run("two together", func(t *testing.T) {
		both, other := rule.NewTrace(), &rule.Resource{Trace: rule.NewTrace()}
		other.At("p").Is("8")
		r.Trace = rule.NewTrace()
		r.At("p").Is("7")
		r.At("q").Present()
		both.Add(r.Trace)
		both.Add(other.Trace)
		both.Add(nil)
		assert.Equal(t, map[string]rule.Reading{"p": rule.Passed | rule.Words, "q": rule.Passed | rule.Presence}, both.Read)
		assert.Equal(t, map[string][]string{"p": {"7", "8"}}, both.Wanted)
	})
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
