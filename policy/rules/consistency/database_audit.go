package consistency

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const clusterParametersType = "aws:rds/clusterParameterGroup:ClusterParameterGroup"

var databaseAudit = rule.Rule{
	ID:    "consistency-database-audit",
	Title: "An audit of PostgreSQL is both loaded and told what to record",
	Why: "pgaudit takes two parameters. Loaded and told nothing it records nothing, and what it is told without being " +
		"loaded stays a line in a parameter group: either looks to an auditor as if somebody kept watch.",
	Fix: "Name pgaudit in shared_preload_libraries and set pgaudit.log to the classes that matter, such as \"ddl,role\", " +
		"in the same group; or set neither.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterParametersType, "aws:rds/parameterGroup:ParameterGroup"},
	Controls: configured(rule.NIST.IDs("AU-12")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		settings := r.At("parameters")
		loaded := parameterIs(settings, "shared_preload_libraries", func(text string) bool {
			for library := range strings.SplitSeq(text, ",") {
				if strings.EqualFold(strings.TrimSpace(library), "pgaudit") {
					return true
				}
			}
			return false
		})
		told := rule.Or(
			parameterIs(settings, "pgaudit.log", saysSomething),
			parameterIs(settings, "pgaudit.role", saysSomething), // grants to the role say what to record
		)
		rep.Require(rule.Or(rule.Not(loaded), told), settings, "pgaudit is loaded and not told what to record")
		rep.Require(rule.Or(rule.Not(parameterIs(settings, "pgaudit.log", saysSomething)), loaded), settings,
			"pgaudit.log is set, and pgaudit is not loaded")
	},
}

func saysSomething(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return text != "" && text != "none"
}

// parameterIs says whether a group sets a parameter to what a question holds of.
func parameterIs(settings rule.Value, name string, question func(string) bool) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, setting := range settings.Items() {
		named := setting.At("name").Holds(func(text string) bool { return strings.EqualFold(text, name) })
		answers = append(answers, rule.And(named, setting.At("value").Holds(question)))
	}
	return rule.Or(answers...)
}
