package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var elasticacheCommands = rule.Rule{
	ID:    "identity-elasticache-commands",
	Title: "Users of caches have no commands that administer or empty them",
	Why: "An application that is broken into can then empty the cache in one command, listen to every client's commands " +
		"with MONITOR, or stop the engine with a script's debugging. None of this is needed to read and write keys.",
	Fix: "After +@all, take the categories away that administer or endanger: -@admin -@dangerous. Give back by name what " +
		"a client needs and what only reads, such as +info.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{cacheUserType},
	Controls: leastPrivilege(),
	Settings: []rule.Setting{{
		Name: "refused", Doc: "Commands that may not be given by name either, in lower case.",
		Texts: rule.Same([]string{
			"acl", "config", "debug", "failover", "flushall", "flushdb", "migrate", "module", "monitor", "psync",
			"replicaof", "restore", "shutdown", "slaveof", "swapdb", "sync",
		}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("accessString")
		text, known := at.Text()
		if known == rule.Unknown {
			rep.Undecided(at)
			return
		}
		if switchedOff(at) == rule.Yes {
			return
		}
		if held := commandsHeld(text, rep.Texts("refused")); len(held) > 0 {
			rep.Fail(at, "it gives %s", strings.Join(held, ", "))
		}
	},
}

// endangering are the categories of commands that administer the engine, or that
// can stop or empty it.
var endangering = []string{"@admin", "@dangerous"}

// commandsHeld reads an access string as the engine does, word by word, and lists
// what it leaves of the endangering categories and the refused commands. A
// selector in parentheses begins with nothing.
func commandsHeld(access string, refused []string) []string {
	held := map[string]bool{}
	set := func(names []string, on bool) {
		for _, name := range names {
			if on {
				held[name] = true
			} else {
				delete(held, name)
			}
		}
	}
	for word := range strings.FieldsSeq(strings.ToLower(access)) {
		word = strings.Trim(word, "()")
		on := strings.HasPrefix(word, "+")
		name, _, _ := strings.Cut(strings.TrimLeft(word, "+-"), "|") // a subcommand counts as its command
		switch {
		case word == "allcommands" || word == "+@all":
			set(endangering, true)
		case word == "nocommands" || word == "-@all" || word == "reset":
			held = map[string]bool{}
		case slices.Contains(endangering, name) || slices.Contains(refused, name):
			set([]string{name}, on)
		}
	}
	var out []string
	for name := range held {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
