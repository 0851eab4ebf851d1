package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
)

func TestPrometheusReadsBackWhatIsWritten(t *testing.T) {
	groups := rules.Groups(slo.Defaults("api"), rules.Environment{Name: "prod"})
	text, err := rules.YAML(groups)
	require.NoError(t, err)
	read, err := rules.Parse(text)
	require.NoError(t, err)
	assert.Equal(t, groups, read)
}
