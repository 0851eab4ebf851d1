// Package ecr describes the resource types of ECR, one file each.
//
// Nothing is pushed or pulled here, so that a repository is always empty:
// RepositoryNotEmptyException is never said, and forceDelete has nothing to do.
package ecr

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		creationTemplate(),
		lifecyclePolicy(),
		pullThroughCacheRule(),
		registryPolicy(),
		replicationConfiguration(),
		repository(),
		repositoryPolicy(),
		scanningConfiguration(),
	}
}

// registryID is the account: every one has a registry in every region.
func registryID(w kind.World, _ kind.Draft) kind.Props {
	return kind.Props{"registryId": kind.Text(w.Account())}
}

// repositoryPart is what the policies of a repository have in common. Each is a
// resource of its own upstream, but in ECR an attribute of the repository: it
// has the repository's name for an id and goes with the repository.
func repositoryPart(typ, what string) kind.Kind {
	return kind.Kind{
		Type: typ,
		ID:   kind.From("repository"),
		Refs: []kind.Ref{{
			Path: "repository", To: []kind.Target{{Type: repositoryType, By: "id"}}, OnDelete: sim.Cascade,
			Missing: "RepositoryNotFoundException: The repository with name '%s' does not exist in the registry",
		}},
		Unique: []kind.Unique{{
			On:    []string{"repository"},
			Taken: "repository %[1]s has " + what + " from another resource already; ECR would overwrite it, the simulated cloud refuses",
		}},
		Outputs: registryID,
	}
}

// registrySetting is what the settings of a registry have in common: there is
// one in every region, and the account is its id.
func registrySetting(typ, what string) kind.Kind {
	return kind.Kind{
		Type:    typ,
		ID:      func(w kind.World, _ kind.Draft) string { return w.Account() },
		Outputs: registryID,
		Admit: func(w kind.World, d kind.Draft) error {
			if _, taken := w.Find(typ, "id", w.Account()); taken && d.Old == nil {
				return kind.Say("the registry of region %s has %s from another resource already; ECR would overwrite it, the simulated cloud refuses", w.Region, what)
			}
			return nil
		},
	}
}

// invalid is ECR's refusal of one parameter.
func invalid(parameter, reason string) error {
	return kind.Say("InvalidParameterException: Invalid parameter at '%s' failed to satisfy constraint: '%s'", parameter, reason)
}

// registryHost is where an account's images are, in a region.
func registryHost(w kind.World) string {
	suffix := "amazonaws.com"
	if strings.HasPrefix(w.Region, "cn-") {
		suffix += ".cn"
	}
	return w.Account() + ".dkr.ecr." + w.Region + "." + suffix
}
