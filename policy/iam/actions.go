package iam

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/covetpy/platform/policy/truth"
)

// Level is AWS's access level of an action.
type Level int8

// The access levels.
const (
	NoLevel Level = iota // an action that the table does not know
	List
	Read
	Tagging
	Write
	Permissions // permissions management
)

// String is the level in AWS's words.
func (l Level) String() string {
	return [...]string{"unknown", "List", "Read", "Tagging", "Write", "Permissions management"}[l]
}

// knownAction is the table's entry for an action.
type knownAction struct {
	name      string // as AWS writes it, with its service
	key       string // the name in lower case
	level     Level
	resources bool
}

// actionTable is written by internal/genactions.
//
//go:embed actions.txt
var actionTable string

// services are the table's actions by service, each sorted by its name in lower
// case. They are read on the first question.
var services = sync.OnceValue(func() map[string][]knownAction {
	levels := map[string]Level{"L": List, "R": Read, "T": Tagging, "W": Write, "P": Permissions}
	out := map[string][]knownAction{}
	for line := range strings.Lines(actionTable) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(fields) < 3 {
			continue
		}
		service, kind := fields[0], fields[1]
		for _, name := range fields[2:] {
			out[service] = append(out[service], knownAction{
				name:      service + ":" + name,
				key:       strings.ToLower(service + ":" + name),
				level:     levels[strings.ToUpper(kind)],
				resources: kind == strings.ToUpper(kind),
			})
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b knownAction) int { return strings.Compare(a.key, b.key) })
	}
	return out
})

func lookUp(action string) (knownAction, bool) {
	action = strings.ToLower(action)
	service, _, _ := strings.Cut(action, ":")
	list := services()[service]
	i, found := slices.BinarySearchFunc(list, action, func(k knownAction, want string) int {
		return strings.Compare(k.key, want)
	})
	if !found {
		return knownAction{}, false
	}
	return list[i], true
}

// LevelOf is an action's access level, NoLevel for one that AWS does not list.
func LevelOf(action string) Level {
	k, _ := lookUp(action)
	return k.level
}

// SupportsResources says whether a policy can name resources for an action: for
// one that it cannot, "*" is the only resource that works. Unknown for an action
// that AWS does not list.
func SupportsResources(action string) truth.Truth {
	k, ok := lookUp(action)
	if !ok {
		return truth.Unknown
	}
	return truth.Of(k.resources)
}

// Expand lists the actions that AWS has for a pattern, sorted, as AWS writes them.
func Expand(pattern string) []string {
	pattern = strings.ToLower(pattern)
	prefix, _, _ := strings.Cut(pattern, ":")
	var out []string
	for service, list := range services() {
		if !strings.ContainsAny(prefix, wildcards) && service != prefix {
			continue
		}
		for _, k := range list {
			if matchAction(pattern, k.name) {
				out = append(out, k.name)
			}
		}
	}
	slices.Sort(out)
	return out
}
