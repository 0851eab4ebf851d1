package kube

import (
	"math"
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Share is a number of pods, or a percentage of them.
type Share struct {
	N       float64
	Percent bool
}

// ShareOf reads a number or a percentage, as disruption budgets have them.
func ShareOf(v rule.Value) (Share, rule.Truth) {
	text, known := v.Text()
	if known != rule.Yes {
		return Share{}, known
	}
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	n, err := strconv.ParseFloat(digits, 64)
	return Share{N: n, Percent: percent}, rule.Of(err == nil)
}

const hundred = 100

// All is true for every pod, however many there are.
func (s Share) All() bool { return s.Percent && s.N >= hundred }

// Of is how many of the pods the share is. Kubernetes rounds a percentage up, for
// those that must be available and for those that need not.
func (s Share) Of(pods float64) float64 {
	if !s.Percent {
		return s.N
	}
	return math.Ceil(s.N * pods / hundred)
}
