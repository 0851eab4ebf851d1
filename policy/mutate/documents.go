package mutate

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// document breaks a policy document one statement at a time.
func (b breaker) document() []Mutant {
	text := b.place.value.StringValue()
	var out []Mutant
	for i, s := range statementsOf(document(text)) {
		label := fmt.Sprintf("%s{%v}", b.place.label, i+1)
		if sid, ok := s["Sid"].(string); ok {
			label = fmt.Sprintf("%s{%s}", b.place.label, sid)
		}
		for _, change := range statementChanges(s) {
			doc := document(text)
			list := statementsOf(doc)
			if change.apply == nil {
				list = slices.Delete(list, i, i+1)
			} else {
				change.apply(list[i])
			}
			doc["Statement"] = list
			raw, err := json.Marshal(doc)
			if err != nil || len(list) == 0 {
				continue // a document without statements is the whole of it unset
			}
			at := b
			at.place.label = label + change.where
			out = append(out, at.one(change.operator, b.literal(resource.NewProperty(string(raw))))...)
		}
	}
	return out
}

// statementsOf lists the statements of a document, or the one that it has.
func statementsOf(doc map[string]any) []map[string]any {
	var out []map[string]any
	switch list := doc["Statement"].(type) {
	case []any:
		for _, item := range list {
			if s, ok := item.(map[string]any); ok {
				out = append(out, s)
			}
		}
	case map[string]any:
		out = append(out, list)
	}
	return out
}

// statementChange is one way to weaken a statement; without apply it is removed.
type statementChange struct {
	operator string
	where    string // below the statement
	apply    func(map[string]any)
}

func statementChanges(s map[string]any) []statementChange {
	if s["Effect"] != "Allow" {
		return []statementChange{{operator: "deny-removed"}}
	}
	set := func(operator, element string, value any) statementChange {
		return statementChange{operator, "." + element, func(s map[string]any) { s[element] = value }}
	}
	var out []statementChange
	if actions := textsOf(s["Action"]); len(actions) > 0 && !slices.Contains(actions, "*") {
		out = append(out, set("actions-all", "Action", "*"))
		if wide := services(actions); !slices.Equal(wide, actions) {
			out = append(out, set("actions-service", "Action", wide))
		}
	}
	if resources := textsOf(s["Resource"]); len(resources) > 0 && !slices.Contains(resources, "*") {
		out = append(out, set("resources-all", "Resource", "*"))
	}
	if s["Principal"] != nil && !everyone(s["Principal"]) {
		out = append(out, set("principal-all", "Principal", "*"))
	}
	return append(out, conditionChanges(s)...)
}

// conditionChanges takes away one condition at a time.
func conditionChanges(s map[string]any) []statementChange {
	conditions, _ := s["Condition"].(map[string]any)
	var out []statementChange
	for _, operator := range slices.Sorted(maps.Keys(conditions)) {
		keys, _ := conditions[operator].(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			out = append(out, statementChange{"condition-removed", fmt.Sprintf(".%s.%s", operator, key), func(s map[string]any) {
				removeCondition(s, operator, key)
			}})
		}
	}
	return out
}

// removeCondition takes a condition out of a statement, and what holds nothing
// after it: IAM takes no empty block.
func removeCondition(s map[string]any, operator, key string) {
	conditions, _ := s["Condition"].(map[string]any)
	keys, _ := conditions[operator].(map[string]any)
	delete(keys, key)
	if len(keys) == 0 {
		delete(conditions, operator)
	}
	if len(conditions) == 0 {
		delete(s, "Condition")
	}
}

// everyone is true for a principal that leaves nobody out.
func everyone(principal any) bool {
	if kinds, ok := principal.(map[string]any); ok {
		return slices.Contains(textsOf(kinds["AWS"]), "*")
	}
	return principal == "*"
}

func textsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			if text, ok := item.(string); ok {
				out = append(out, text)
			}
		}
		return out
	default:
		return nil
	}
}

// services is every action of the services that the actions are of, once each.
func services(actions []string) []string {
	var out []string
	for _, action := range actions {
		service, _, _ := strings.Cut(action, ":")
		if wide := service + ":*"; !slices.Contains(out, wide) {
			out = append(out, wide)
		}
	}
	return out
}
