package rules

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"gopkg.in/yaml.v3"
)

// MaxBytes of a rule groups namespace of Amazon Managed Service for Prometheus: the
// quota "Rule group namespace definition file size" of its user guide, "Service
// quotas". The number is from memory: the row of the table was not found in a
// public copy.
const MaxBytes = 1 << 20

// YAML is a file of rules, as a Prometheus and a rule groups namespace of Amazon
// Managed Service for Prometheus take it. Prometheus's own parser has read it.
func YAML(groups []rulefmt.RuleGroup) ([]byte, error) {
	text, err := yaml.Marshal(rulefmt.RuleGroups{Groups: groups})
	if err != nil {
		return nil, fmt.Errorf("write rules: %w", err)
	}
	if _, err := Parse(text); err != nil {
		return nil, err
	}
	if len(text) > MaxBytes {
		return nil, fmt.Errorf("write rules: %d bytes are more than the %d that a namespace takes: divide the services among several", len(text), MaxBytes)
	}
	return text, nil
}

// Parse reads a file of rules with Prometheus's own parser, and takes no field and
// no name that is not Prometheus's.
func Parse(text []byte) ([]rulefmt.RuleGroup, error) {
	groups, errs := rulefmt.Parse(text, false, model.LegacyValidation, parser.NewParser(parser.Options{}), slog.New(slog.DiscardHandler))
	if len(errs) > 0 {
		return nil, fmt.Errorf("read rules: %w", errors.Join(errs...))
	}
	return groups.Groups, nil
}
