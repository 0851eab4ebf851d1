package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func TestAChoiceIsOneOfThose(t *testing.T) {
	var c fault.Check
	fault.OneOf(&c, "mode", "block", "block", "count")
	fault.OneOf(&c, "seconds", 0, 0, 5)
	assert.Empty(t, c.Faults(), "accepted, a zero that is accepted as well")
	fault.OneOf(&c, "mode", "off", "block", "count")
	fault.OneOf(&c, "other", "", "block", "count")
	fault.OneOf(&c, "seconds", 3, 1, 5, 10)
	assert.Equal(t, fault.Faults{
		{Path: "mode", Found: "off", Accepted: "block or count"},
		{Path: "other", Accepted: "block or count"},
		{Path: "seconds", Found: "3", Accepted: "1, 5 or 10"},
	}, c.Faults())
}

func TestWordsOfChoices(t *testing.T) {
	assert.Equal(t, []string{"", "a", "a or b", "a, b or c"}, []string{
		fault.Words([]string{}), fault.Words([]string{"a"}), fault.Words([]string{"a", "b"}), fault.Words([]string{"a", "b", "c"}),
	})
}

func TestAnEmptyTextIsMissing(t *testing.T) {
	var c fault.Check
	c.Add("name", fault.Written(""), "a name")
	c.Add("host", fault.Written("-api"), "a host")
	assert.Equal(t, fault.Faults{{Path: "host", Found: "-api", Accepted: "a host"}, {Path: "name", Accepted: "a name"}}, c.Faults())
}
