package slo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/slo"
)

func TestAPercentageIsReadExactly(t *testing.T) {
	for text, want := range map[string]slo.Percent{
		"99.9": 99_900_000, "99.95": 99_950_000, "100": slo.Whole, "0": 0, "0.000001": 1, "007.50": 7_500_000,
	} {
		got, err := slo.ParsePercent(text)
		require.NoError(t, err)
		assert.Equal(t, want, got, text)
	}
}

func TestWhatIsNoPercentageIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":           "",
		"a percent sign":    "99.9%",
		"a sign":            "-1",
		"an exponent":       "1e2",
		"a bare point":      "99.",
		"no whole part":     ".9",
		"two points":        "9.9.9",
		"seven digits":      "99.9999999",
		"a space":           " 99",
		"more than 64 bits": "99999999999999999999",
	} {
		_, err := slo.ParsePercent(text)
		assert.ErrorContains(t, err, "write it as 99.9", name)
	}
}

func TestAPercentageIsWrittenAsItIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := slo.Percent(rapid.Int64Range(0, int64(2*slo.Whole)).Draw(t, "percent"))
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back slo.Percent
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, p, back)
		assert.InDelta(t, float64(p)/float64(slo.Whole), p.Float(), 1e-15)
	})
}

func TestAPercentageInTexts(t *testing.T) {
	assert.Equal(t, []string{"99.9", "0.001", "-4", "0", "1"}, []string{
		slo.MustPercent("99.90").String(), slo.MustPercent("0.1").Decimal(), (-slo.MustPercent("4")).String(), slo.Percent(0).Decimal(), slo.Whole.Decimal(),
	})
	assert.Panics(t, func() { slo.MustPercent("all") })
	var p slo.Percent
	assert.Error(t, p.UnmarshalText([]byte("99,9")))
}
