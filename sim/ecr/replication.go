package ecr

import (
	"fmt"

	"github.com/covetpy/platform/sim/kind"
)

func replicationConfiguration() kind.Kind {
	const rules = "replicationConfiguration.rules[*]"
	k := registrySetting("aws:ecr/replicationConfiguration:ReplicationConfiguration", "a replication configuration")
	k.Checks = map[string]kind.Check{
		rules + ".destinations[*].region":          kind.Pattern(`[a-z]{2}(-[a-z]+)+-[0-9]{1,2}`, "doesn't look like AWS Region ('us-east-1')"),
		rules + ".destinations[*].registryId":      kind.Pattern(`[0-9]{12}`, "doesn't look like AWS Account ID (exactly 12 digits)"),
		rules + ".repositoryFilters[*].filterType": kind.OneOf("PREFIX_MATCH"),
	}
	k.Rules = replicationRules
	single := k.Admit
	k.Admit = func(w kind.World, d kind.Draft) error {
		if err := single(w, d); err != nil {
			return err
		}
		if !d.In.Has("replicationConfiguration") {
			return kind.Say("operation error ECR: PutReplicationConfiguration, 1 validation error(s) found.\n- missing required field, PutReplicationConfigurationInput.ReplicationConfiguration.")
		}
		for _, to := range d.In.Objects(rules + ".destinations[*]") {
			if to.Text("registryId") == w.Account() && to.Text("region") == w.Region {
				return invalid("replicationConfiguration", "Replication destination cannot be the same as the source registry")
			}
		}
		return nil
	}
	return k
}

// replicationRules are upstream's lengths of lists.
func replicationRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	count := func(path string, n, most int) {
		if n > most {
			failures = append(failures, kind.Failure{Path: path, Reason: fmt.Sprintf("too many list items: at most %d, got %d", most, n)})
		}
	}
	const path, mostRules, mostDestinations, mostFilters = "replicationConfiguration.rules", 10, 25, 100
	rules := in.Objects(path + "[*]")
	count(path, len(rules), mostRules)
	for i, rule := range rules {
		count(fmt.Sprintf("%s[%d].destinations", path, i), len(rule.All("destinations[*]")), mostDestinations)
		count(fmt.Sprintf("%s[%d].repositoryFilters", path, i), len(rule.All("repositoryFilters[*]")), mostFilters)
	}
	return failures
}
