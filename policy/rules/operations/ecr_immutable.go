package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	ecrRepository = "aws:ecr/repository:Repository"
	ecrTemplate   = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"
)

var ecrImmutable = rule.Rule{
	ID:    "operations-ecr-immutable",
	Title: "A tag of an image stays with the image that it was given to",
	Why: "Where tags move, what was tested and what runs differ without a trace, and whoever may push replaces " +
		"what runs. Unset means that they move. Exceptions by pattern are well if they name a prefix.",
	Fix:      "Set imageTagMutability to IMMUTABLE.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{ecrRepository, ecrTemplate},
	Controls: supported(append(rule.FSBP.IDs("ECR.2"), rule.NIST.IDs("SI-7")...)...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		tags := r.At("imageTagMutability")
		few := rule.And(tags.Is("IMMUTABLE_WITH_EXCLUSION"), prefixesOnly(r.At("imageTagMutabilityExclusionFilters")))
		rep.Require(rule.Or(tags.Is("IMMUTABLE"), few), tags, "tags can be moved: %s", tags.Quote())
	},
}

// prefixesOnly says whether every exception begins with a prefix of its own.
func prefixesOnly(filters rule.Value) rule.Truth {
	answers := []rule.Truth{rule.Yes}
	for _, f := range filters.Items() {
		text, known := f.At("filter").Text()
		if known == rule.Yes {
			known = rule.Of(text != "" && !strings.HasPrefix(text, "*") && text != "latest")
		}
		answers = append(answers, known)
	}
	return rule.And(answers...)
}
