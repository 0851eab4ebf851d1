package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseStatements = rule.Rule{
	ID:    "operations-database-statements",
	Title: "PostgreSQL logs changes of structure and slow statements",
	Why: "By itself PostgreSQL logs neither: a table that was dropped has no trace of who dropped it, and the statement " +
		"that slows everything down is looked for by guessing.",
	Fix: "In the parameter group set log_statement to ddl (or mod, or all, which fills the log with data) and " +
		"log_min_duration_statement to a number of milliseconds, 0 or more.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{clusterParametersType, parametersType},
	Controls: recorded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch isPostgres(r) {
		case rule.Unknown:
			rep.Undecided(r.At("family"))
			return
		case rule.No:
			return
		case rule.Yes:
		}
		settings := r.At("parameters")
		rep.Require(setTo(settings, "log_statement", func(v rule.Value) rule.Truth { return want.Among(v, "ddl", "mod", "all") }),
			settings, "log_statement is off")
		rep.Require(setTo(settings, "log_min_duration_statement", func(v rule.Value) rule.Truth { return want.Least(v, 0) }),
			settings, "log_min_duration_statement is off")
	},
}

const (
	clusterParametersType = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
	parametersType        = "aws:rds/parameterGroup:ParameterGroup"
)

// setTo says whether a parameter is set, and wherever it is set to a good value.
func setTo(settings rule.Value, name string, good func(rule.Value) rule.Truth) rule.Truth {
	named, right := []rule.Truth{rule.No}, []rule.Truth{rule.Yes}
	for _, setting := range settings.Items() {
		this := want.Among(setting.At("name"), name)
		named = append(named, this)
		right = append(right, rule.Or(rule.Not(this), good(setting.At("value"))))
	}
	return rule.And(rule.Or(named...), rule.And(right...))
}
