package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchPipelineLogs = rule.Rule{
	ID:    "operations-opensearch-pipeline-logs",
	Title: "OpenSearch Ingestion pipelines publish their log",
	Why: "A pipeline that can't deliver drops data when its buffer is full. Its log is the only place that says why, and it " +
		"is not published unless asked for.",
	Fix:      "Set logPublishingOptions with isLoggingEnabled true and a log group.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:opensearchingest/pipeline:Pipeline"},
	Controls: recorded(),
	Since:    "0.3.0",
	Check:    want.True("logPublishingOptions.isLoggingEnabled", "nobody learns why data is dropped"),
}
