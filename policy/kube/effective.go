package kube

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Holds says whether a binding gives its role to the service account of a
// workload: by its name, or by a group that it is in.
func Holds(binding, workload *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, subject := range binding.At("subjects").Items() {
		kind := subject.At("kind")
		answers = append(answers,
			rule.And(kind.Is("ServiceAccount"), isAccount(binding, subject, workload)),
			rule.And(kind.Is("User", "Group"), isCrowdOf(subject.At("name"), workload)))
	}
	return rule.Or(answers...)
}

// isAccount says whether a subject is the account of a workload, by name and
// namespace or by what makes them.
func isAccount(binding *rule.Resource, subject rule.Value, workload *rule.Resource) rule.Truth {
	name, named := subject.At("name").Name()
	account, known := NameOf(ServiceAccount(workload))
	made := sameMaker(binding.From("subjects", ServiceAccountType), workload.From("spec", ServiceAccountType))
	same := made
	if rule.And(named, known) == rule.Yes {
		same = rule.Of(name == account)
	}
	space, spaced := subject.At("namespace").Name()
	own, ownKnown := Namespace(workload)
	switch {
	case spaced == rule.No:
		return rule.And(same, SameNamespace(binding, workload))
	case rule.And(spaced, ownKnown) == rule.Yes:
		return rule.And(same, rule.Of(space == own))
	default:
		// The namespace may be read off the account that both are made from.
		spaces := sameMaker(binding.From("subjects", NamespaceType), workload.From("metadata", NamespaceType))
		return rule.And(same, rule.Or(made, spaces))
	}
}

// isCrowdOf says whether a user or a group is the account of a workload by its
// long name, or has it in it.
func isCrowdOf(name rule.Value, workload *rule.Resource) rule.Truth {
	if all := name.Is("system:serviceaccounts", "system:authenticated"); all != rule.No {
		return all
	}
	text, _ := name.Text()
	rest, user := strings.CutPrefix(text, "system:serviceaccount:")
	group, crowd := strings.CutPrefix(text, "system:serviceaccounts:")
	if !user && !crowd {
		return rule.No
	}
	space, spaceKnown := Namespace(workload)
	account, known := NameOf(ServiceAccount(workload))
	switch {
	case spaceKnown != rule.Yes:
		return spaceKnown
	case crowd:
		return rule.Of(group == space)
	case known != rule.Yes:
		return known
	default:
		return rule.Of(rest == space+":"+account)
	}
}

// Gives says whether a binding's role has a power, be it in the stack, one that
// every cluster has, or put together from others.
func Gives(s *rule.Stack, binding *rule.Resource, power Power) rule.Truth {
	if power.Cluster && binding.Type != ClusterRoleBindingType {
		return rule.No // what belongs to no namespace is not given in one
	}
	kind, name := binding.At("roleRef.kind"), binding.At("roleRef.name")
	cluster := kind.Is("ClusterRole")
	answers := []rule.Truth{rule.And(cluster, builtinGives(s, name, power))}
	for _, role := range s.OfType(RoleType) {
		answers = append(answers, rule.And(kind.Is("Role"), NamesBeside(binding, name, role), roleGives(s, role, power, nil)))
	}
	for _, role := range s.OfType(ClusterRoleType) {
		answers = append(answers, rule.And(cluster, Names(binding, name, role), roleGives(s, role, power, nil)))
	}
	return rule.Or(answers...)
}

// roleGives says whether a role has a power by its own rules, or by those of the
// cluster roles that its aggregation rule takes in. Seen are those on the way.
func roleGives(s *rule.Stack, role *rule.Resource, power Power, seen []*rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, of := range role.At("rules").Items() {
		answers = append(answers, power.Rights.Granted(of))
	}
	seen = append(slices.Clone(seen), role)
	for _, selector := range role.At("aggregationRule.clusterRoleSelectors").Items() {
		for _, other := range s.OfType(ClusterRoleType) {
			if slices.Contains(seen, other) {
				continue
			}
			answers = append(answers, rule.And(
				Selects(selector, other.At("metadata.labels")), roleGives(s, other, power, seen)))
		}
	}
	return rule.Or(answers...)
}

// aggregated are the roles of every cluster that take in others by a label, each
// with all that those before it have.
var aggregated = []string{"view", "edit", "admin"}

// builtinGives says whether a role that every cluster has gives a power, by itself
// or by what the stack adds to it.
func builtinGives(s *rule.Stack, name rule.Value, power Power) rule.Truth {
	answers := []rule.Truth{name.Is(power.Builtin...)}
	for i, builtin := range aggregated {
		for _, role := range s.OfType(ClusterRoleType) {
			label := role.At("metadata.labels").Field(RBACGroup + "/aggregate-to-" + builtin)
			answers = append(answers, rule.And(
				name.Is(aggregated[i:]...), label.IsTrue(), roleGives(s, role, power, nil)))
		}
	}
	return rule.Or(answers...)
}
