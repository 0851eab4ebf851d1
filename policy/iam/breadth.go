package iam

import "strings"

// Breadth is how much of the services' actions a pattern covers.
type Breadth int8

// The breadths, from one action to all.
const (
	Named        Breadth = iota // no wildcard: one action
	Metadata                    // Describe... or List... of one service, completed by a wildcard
	Partial                     // any other wildcard within one service's actions
	WholeService                // every action of a service
	EveryService                // every action of several services, or of all
)

// metadataVerbs begin the names of actions that return what exists and how it is
// set up. Get is not among them: GetSecretValue, GetObject, GetParameter and
// GetFederationToken return data or credentials.
var metadataVerbs = []string{"describe", "list"}

// BreadthOf says how much an action pattern covers. Actions have no case.
func BreadthOf(action string) Breadth {
	service, name, found := strings.Cut(strings.ToLower(strings.TrimSpace(action)), ":")
	switch {
	case !strings.ContainsAny(action, wildcards):
		return Named
	case !found || strings.ContainsAny(service, wildcards):
		return EveryService
	case matchesAll(name):
		return WholeService
	case metadataOnly(name):
		return Metadata
	default:
		return Partial
	}
}

// matchesAll is true for "*", "**", "?*": patterns that leave no action out.
// Patterns of question marks alone ask for a length, and no action has less than
// a few characters.
func matchesAll(name string) bool {
	return strings.Contains(name, "*") && strings.Trim(name, wildcards) == ""
}

// metadataOnly is true for a metadata verb followed by anything with a wildcard.
func metadataOnly(name string) bool {
	for _, verb := range metadataVerbs {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}
