package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/dashboard"

// Colours by Grafana's names, which every theme of it has.
const (
	green  = "green"
	amber  = "orange"
	red    = "red"
	silent = "text" // neither good nor bad
)

// limit is the value from which on a colour holds.
type limit struct {
	from   float64
	colour string
}

// limits colour a value: the base below the first step. None leaves values
// uncoloured.
type limits struct {
	base  string
	steps []limit
}

// badFrom is green below the value and red from it on.
func badFrom(value float64) limits { return limits{green, []limit{{value, red}}} }

// worseFrom is green, then amber, then red.
func worseFrom(warning, bad float64) limits {
	return limits{green, []limit{{warning, amber}, {bad, red}}}
}

// badBelow is red below the value and green from it on.
func badBelow(value float64) limits { return limits{red, []limit{{value, green}}} }

// worseBelow is red, then amber, then green.
func worseBelow(bad, warning float64) limits {
	return limits{red, []limit{{bad, amber}, {warning, green}}}
}

func (l limits) thresholds() *dashboard.ThresholdsConfig {
	base := l.base
	if base == "" {
		base = silent
	}
	out := &dashboard.ThresholdsConfig{Mode: dashboard.ThresholdsModeAbsolute, Steps: []dashboard.Threshold{{Color: base}}}
	for _, s := range l.steps {
		out.Steps = append(out.Steps, dashboard.Threshold{Value: &s.from, Color: s.colour})
	}
	return out
}
