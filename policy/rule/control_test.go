package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestControlsAreFoundAsAPersonTypesThem(t *testing.T) {
	controls := append(rule.FSBP.IDs("EKS.3", "EKS.1"), append(rule.CISEKS.IDs("5.3.1"), rule.GDPR.IDs("Art. 32(1)(a)")...)...)
	for query, want := range map[string][]string{
		"cis":                {"CIS EKS 1.8 5.3.1"},
		"CIS-EKS 5.3.1":      {"CIS EKS 1.8 5.3.1"},
		"fsbp":               {"AWS FSBP EKS.3", "AWS FSBP EKS.1"},
		"fsbp eks.3":         {"AWS FSBP EKS.3"},
		"EKS.1":              {"AWS FSBP EKS.1"},
		"gdpr Art. 32(1)(a)": {"GDPR Art. 32(1)(a)"},
		"fsbp EKS":           nil,
		"cis-aws":            nil,
		"":                   nil,
	} {
		assert.Equal(t, want, rule.Matching(controls, query), query)
	}
	assert.Contains(t, rule.ShortNames(), "pss")
}
