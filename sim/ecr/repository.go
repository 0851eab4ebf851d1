package ecr

import (
	"regexp"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const repositoryType = "aws:ecr/repository:Repository"

const nameExpression = `(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*`

// Source: ECR API Reference, CreateRepository.
const leastName, mostName = 2, 256

var nameForm = regexp.MustCompile("^" + nameExpression + "$")

func repository() kind.Kind {
	k := kind.Kind{
		Type:     repositoryType,
		ID:       kind.From("name"),
		Defaults: kind.Props{"imageTagMutability": kind.Text("MUTABLE")},
		Checks:   imageChecks(),
		Rules:    repositoryRules,
		Refs:     []kind.Ref{imageKey()},
		Admit:    admitRepository,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := registryID(w, d)
			out["arn"] = kind.Text(w.ARN("ecr", "repository/"+d.ID))
			out["repositoryUrl"] = kind.Text(registryHost(w) + "/" + d.ID)
			if !d.In.Has("encryptionConfigurations") {
				out["encryptionConfigurations"] = kind.List(kind.Nested(kind.Props{"encryptionType": kind.Text("AES256"), "kmsKey": kind.Text("")}))
			}
			return out
		},
	}
	return k
}

// repositoryRules are upstream's: it looks at the filters in the plan, for
// repositories only.
func repositoryRules(in kind.Values) []kind.Failure {
	out, mutability := imageRules(in), in.Text("imageTagMutability")
	if mutability != "" && !strings.HasSuffix(mutability, withExclusion) && in.Has(exclusions+"[*]") {
		out = append(out, kind.Failure{
			Path:   exclusions,
			Reason: exclusions + " can only be used when imageTagMutability is set to IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION",
		})
	}
	return out
}

func admitRepository(w kind.World, d kind.Draft) error {
	name := d.In.Text("name")
	switch n := len(name); {
	case n < leastName || n > mostName:
		return invalid("repositoryName", "must have length between 2 and 256")
	case !nameForm.MatchString(name):
		return invalid("repositoryName", "must satisfy regular expression '"+nameExpression+"'")
	}
	if _, taken := w.Find(repositoryType, "id", name); taken && d.Old == nil {
		return kind.Say("RepositoryAlreadyExistsException: The repository with name '%s' already exists in the registry with id '%s'", name, w.Account())
	}
	return admitImages(w, d.In)
}
