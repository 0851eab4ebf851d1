package ecr

import (
	"maps"
	"math"
	"regexp"

	"github.com/covetpy/platform/sim/kind"
)

var templatePrefix = regexp.MustCompile("^(" + nameExpression + "/?|ROOT)$")

// creationTemplate is what repositories get that ECR itself makes: for a cached
// image, a replica or a first push.
func creationTemplate() kind.Kind {
	checks := imageChecks()
	maps.Copy(checks, map[string]kind.Check{
		"customRoleArn":    kind.ARN(),
		"lifecyclePolicy":  kind.JSON(math.MaxInt),
		"repositoryPolicy": kind.JSON(math.MaxInt),
	})
	return kind.Kind{
		Type:     "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
		ID:       kind.From("prefix"),
		Defaults: kind.Props{"imageTagMutability": kind.Text("MUTABLE")},
		Checks:   checks,
		Rules: func(in kind.Values) []kind.Failure {
			failures := imageRules(in)
			if in.Has("appliedFors") && !in.Has("appliedFors[*]") {
				failures = append(failures, kind.Failure{Path: "appliedFors", Reason: "not enough list items: at least 1, got 0"})
			}
			return failures
		},
		Refs: []kind.Ref{kind.Role("customRoleArn"), imageKey()},
		Unique: []kind.Unique{{
			On:    []string{"prefix"},
			Taken: "TemplateAlreadyExistsException: The repository creation template with prefix '%[1]s' already exists in the registry",
		}},
		Admit:   admitTemplate,
		Outputs: registryID,
	}
}

func admitTemplate(w kind.World, d kind.Draft) error {
	if prefix := d.In.Text("prefix"); !templatePrefix.MatchString(prefix) {
		return invalid("prefix", "must satisfy regular expression '^("+nameExpression+"/?|ROOT)$'")
	}
	// ECR takes such a template, and then fails every repository that it makes.
	if !d.In.Has("customRoleArn") && (d.In.Has("resourceTags") || d.In.Has("encryptionConfigurations[*].kmsKey")) {
		return kind.Say("the template %s has tags or a key and no customRoleArn to set them with; ECR would make no repository by it, the simulated cloud refuses", d.In.Text("prefix"))
	}
	if err := admitImages(w, d.In); err != nil {
		return err
	}
	if err := admitLifecycle(d.In.Text("lifecyclePolicy")); err != nil {
		return err
	}
	return admitPolicy(w, d.In.Text("repositoryPolicy"))
}
