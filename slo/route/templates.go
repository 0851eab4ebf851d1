package route

// templateName is what the templates are called in the definition.
const templateName = "covetpy"

// What receivers say, by the templates.
const (
	subject = `{{ template "covetpy.subject" . }}`
	message = `{{ template "covetpy.message" . }}`
)

// templates are Alertmanager's notification templates. A subject of SNS is one
// line of at most 100 characters (Amazon SNS API reference, Publish): what is
// longer would be cut, so it holds no more than names.
const templates = `{{ define "covetpy.subject" }}{{ .Status }}: {{ .GroupLabels.service }} in {{ .GroupLabels.environment }}, {{ len .Alerts }} alerts{{ end }}
{{ define "covetpy.message" }}{{ range .Alerts }}{{ .Status }}: {{ .Labels.alertname }} ({{ .Labels.severity }})
{{ .Annotations.summary }}
{{ .Annotations.description }}
Since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05" }} UTC
Runbook: {{ .Annotations.runbook_url }}
Dashboard: {{ .Annotations.dashboard }}

{{ end }}{{ end }}
`
