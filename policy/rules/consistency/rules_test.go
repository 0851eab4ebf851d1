package consistency

import (
	"testing"

	"github.com/covetpy/platform/policy/ruletest"
)

func TestExamples(t *testing.T) {
	ruletest.Run(t, Rules())
}
