package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var ecrForceDelete = rule.Rule{
	ID:    "recovery-ecr-force-delete",
	Title: "A repository that holds images is not deleted",
	Why: "With forceDelete a repository goes with every image in it: what runs can't be started on another node, and " +
		"there is no version to go back to.",
	Fix:      "Leave forceDelete out, or set it to false.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    []string{repositoryType},
	Controls: restorable(),
	Since:    "0.3.0",
	Check:    want.False("forceDelete", "images are deleted with their repository"),
}
