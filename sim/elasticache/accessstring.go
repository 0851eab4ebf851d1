package elasticache

import (
	"slices"
	"strings"
)

// What an access string is made of. Source: ElastiCache user guide, "Specifying
// permissions using an access string", and Valkey, "ACL".
var (
	accessWords = []string{
		"on", "off", "allkeys", "allchannels", "allcommands", "nocommands", "sanitize-payload", "skip-sanitize-payload", "clearselectors", "alldbs",
	}
	accessCategories = []string{
		"all", "admin", "bitmap", "blocking", "bloom", "connection", "dangerous", "fast", "geo", "hash", "hyperloglog", "json", "keyspace", "list",
		"pubsub", "read", "scripting", "search", "set", "slow", "sortedset", "stream", "string", "transaction", "write",
	}
)

// accessRules begin a rule on keys, channels, commands, databases or a selector.
const accessRules = "~&+-%("

// wrongAccess is what ElastiCache objects to in an access string. It knows more
// rules than Valkey has, and takes away those for passwords and resets.
func wrongAccess(access string) string {
	words := strings.Fields(strings.ToLower(access))
	if len(words) == 0 {
		return "The access-string is invalid."
	}
	inSelector := false
	for _, word := range words {
		inSelector = inSelector || strings.HasPrefix(word, "(")
		switch {
		case word == "nopass" || word == "resetpass" || strings.HasPrefix(word, ">") || strings.HasPrefix(word, "<") || strings.HasPrefix(word, "#"):
			return "Password rules are not supported in Elasticache access string"
		case word == "reset" || word == "resetkeys" || word == "resetchannels":
			return "reset rule is not supported in Elasticache user api"
		case !inSelector && !slices.Contains(accessWords, word) && !strings.Contains(accessRules, word[:1]) && !strings.HasPrefix(word, "db="):
			return "The access-string is invalid."
		}
		signed := word[0] == '+' || word[0] == '-'
		if category, ok := strings.CutPrefix(word[1:], "@"); ok && signed && !slices.Contains(accessCategories, strings.TrimSuffix(category, ")")) {
			return "Access string contains invalid category(s)"
		}
		inSelector = inSelector && !strings.HasSuffix(word, ")")
	}
	return ""
}
