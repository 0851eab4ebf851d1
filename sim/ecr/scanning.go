package ecr

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

func scanningConfiguration() kind.Kind {
	k := registrySetting("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", "a scanning configuration")
	k.Checks = map[string]kind.Check{
		"rules[*].repositoryFilters[*].filter": kind.All(
			kind.Length(1, 256),
			kind.Pattern(`[0-9a-z*](?:[0-9a-z_./*-]?[0-9a-z*]+)*`, "must contain only lowercase alphanumeric, dot, underscore, hyphen, wildcard, and colon characters"),
		),
	}
	k.Rules = scanningRules
	single := k.Admit
	k.Admit = func(w kind.World, d kind.Draft) error {
		if err := single(w, d); err != nil {
			return err
		}
		return admitFrequencies(d.In.Text("scanType"), d.In.Texts("rules[*].scanFrequency"))
	}
	return k
}

func scanningRules(in kind.Values) []kind.Failure {
	const most = 100
	var failures []kind.Failure
	rules := in.Objects("rules[*]")
	if len(rules) > most {
		failures = append(failures, kind.Failure{Path: "rules", Reason: fmt.Sprintf("too many list items: at most %d, got %d", most, len(rules))})
	}
	for i, rule := range rules {
		if !rule.Has("repositoryFilters[*]") {
			failures = append(failures, kind.Failure{Path: fmt.Sprintf("rules[%d].repositoryFilters", i), Reason: "not enough list items: at least 1, got 0"})
		}
	}
	return failures
}

// frequencies that a type of scan knows. Source: ECR API Reference,
// PutRegistryScanningConfiguration.
var frequencies = map[string][]string{
	"BASIC":    {"SCAN_ON_PUSH", "MANUAL"},
	"ENHANCED": {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"},
}

func admitFrequencies(scanType string, given []string) error {
	for i, frequency := range given {
		if !slices.Contains(frequencies[scanType], frequency) {
			return kind.Say("InvalidParameterException: Invalid scan frequency for scanType %s: %s", scanType, frequency)
		}
		if slices.Contains(given[:i], frequency) {
			return kind.Say("InvalidParameterException: Invalid input. Contains duplicate scan frequencies: [%s]", frequency)
		}
	}
	return nil
}
