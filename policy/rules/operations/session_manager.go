package operations

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/rule"
)

var sessionManager = rule.Rule{
	ID:    "operations-session-manager",
	Title: "Session Manager encrypts sessions with a key and records them",
	Why: "A session is a shell on a machine. Without a record, nobody can say what was done in it; without a key, " +
		"the session's stream is opened by TLS alone, and its record lies in whatever state the bucket or log " +
		"group is in.",
	Fix: "In the document's inputs, set kmsKeyId, and cloudWatchLogGroupName with cloudWatchEncryptionEnabled true " +
		"or s3BucketName with s3EncryptionEnabled true.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:ssm/document:Document"},
	Controls: recorded(rule.Control{Framework: rule.NIST, ID: "AC-17(2)"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch kind := r.At("documentType"); kind.Is("Session") {
		case rule.Yes:
			checkSessions(rep, r.At("content"))
		case rule.Unknown:
			rep.Undecided(kind)
		case rule.No:
		}
	},
}

func checkSessions(rep *rule.Report, content rule.Value) {
	text, known := content.JSON()
	if known == rule.Unknown {
		rep.Undecided(content)
		return
	}
	// JSON is YAML as well, and a document may be either.
	var doc sessionDocument
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		rep.Fail(content, "the document can't be read") // the error would quote it
		return
	}
	for _, fault := range doc.Inputs.faults() {
		rep.Fail(content, "%s", fault)
	}
}

// sessionDocument is as much of a session document as the rule reads (Systems
// Manager user guide, "Session document schema").
type sessionDocument struct {
	Inputs sessionInputs `yaml:"inputs"`
}

type sessionInputs struct {
	KeyID       string `yaml:"kmsKeyId"`
	Bucket      string `yaml:"s3BucketName"`
	BucketKeyed bool   `yaml:"s3EncryptionEnabled"`
	LogGroup    string `yaml:"cloudWatchLogGroupName"`
	LogsKeyed   bool   `yaml:"cloudWatchEncryptionEnabled"`
}

func (i sessionInputs) faults() []string {
	var out []string
	if strings.TrimSpace(i.KeyID) == "" {
		out = append(out, "sessions have no key of one's own")
	}
	switch {
	case i.Bucket == "" && i.LogGroup == "":
		out = append(out, "sessions are recorded nowhere")
	case i.Bucket != "" && !i.BucketKeyed, i.LogGroup != "" && !i.LogsKeyed:
		out = append(out, "the record of sessions may go where nothing is encrypted")
	}
	return out
}
