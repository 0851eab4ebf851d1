package ecr

import (
	"regexp"

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
		Rules:    imageRules,
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
