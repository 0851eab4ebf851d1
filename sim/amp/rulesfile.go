package amp

import (
	"log/slog"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/covetpy/platform/sim/kind"
)

// longestName of a namespace and a group together, in bytes. Source: Amazon Managed
// Service for Prometheus API Reference, CreateRuleGroupsNamespace.
const longestName = 721

// admitRules judges a rules file by Prometheus's own parser, as the service does.
func admitRules(namespace, data string) error {
	switch {
	case data == "":
		return invalid("Rule groups namespace data must not be empty")
	case len(data) > longestFile:
		return invalid("Invalid data: Member must have length less than or equal to %d", longestFile)
	}
	file, faults := rulefmt.Parse([]byte(data), false, model.LegacyValidation, parser.NewParser(parser.Options{}), slog.New(slog.DiscardHandler))
	if len(faults) > 0 {
		return kind.Say("ValidationException: %v", faults[0])
	}
	for _, group := range file.Groups {
		if len(namespace)+len(group.Name) > longestName {
			return invalid("The combined length of the namespace and the rule group %s exceeds %d bytes", group.Name, longestName)
		}
	}
	return nil
}
