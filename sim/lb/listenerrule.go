package lb

import (
	"fmt"
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const ruleType = "aws:lb/listenerRule:ListenerRule"

// The priorities of rules; the last one's is the default rule's, which is the
// listener's own.
const firstPriority, lastPriority, defaultPriority = 1, 50000, 99999

// listenerRule is a part of its listener and goes with it.
func listenerRule() kind.Kind {
	checks := actionChecks("actions")
	maps.Copy(checks, conditionChecks())
	maps.Copy(checks, map[string]kind.Check{
		"listenerArn": kind.ARN(),
		"priority":    priority,
	})
	return kind.Kind{
		Type: ruleType,
		ID: func(w kind.World, d kind.Draft) string {
			return strings.Replace(d.In.Text("listenerArn"), ":listener/", ":listener-rule/", 1) + "/" + w.Hex(16)
		},
		Planned: numbered("actions"),
		Within:  actionDefaults("actions"),
		Checks:  checks,
		Rules: func(in kind.Values) []kind.Failure {
			return append(actionRules("actions", in), transformRules(in)...)
		},
		Refs:  append(actionRefs("actions"), listenerRef()),
		Admit: admitRule,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"arn": kind.Text(d.ID)}
			maps.Copy(out, d.Settled(kind.Props{"priority": kind.Number(highestPriority(w, d.In.Text("listenerArn")) + 1)}))
			return out
		},
	}
}

func priority(v resource.PropertyValue) string {
	if v.IsNumber() && v.NumberValue() != defaultPriority && kind.Between(firstPriority, lastPriority)(v) != "" {
		return fmt.Sprintf("must be in the range %d-%d for normal rule or %d for the default rule", firstPriority, lastPriority, defaultPriority)
	}
	return ""
}

// transformRules hold each transform to the configuration of its type, once.
func transformRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	seen := map[string]bool{}
	for i, transform := range in.Objects("transforms[*]") {
		typ := transform.Text("type")
		at := fmt.Sprintf("transforms[%d]", i)
		needs := map[string]string{"host-header-rewrite": "hostHeaderRewriteConfig", "url-rewrite": "urlRewriteConfig"}[typ]
		if needs != "" && !transform.Has(needs) {
			failures = append(failures, kind.Failure{Path: at + "." + needs, Reason: needs + " configuration block is required when transform type is '" + typ + "'"})
		}
		if seen[typ] {
			failures = append(failures, kind.Failure{Path: at + ".type", Reason: "Transform type '" + typ + "' can only be specified once per rule"})
		}
		seen[typ] = true
	}
	return failures
}

func admitRule(w kind.World, d kind.Draft) error {
	at, _ := w.Find(listenerType, "arn", d.In.Text("listenerArn"))
	if at.Where != w.Region {
		return kind.Say("ListenerNotFound: Listener '%s' not found", d.In.Text("listenerArn"))
	}
	where := frontOf(w, kind.Values{Props: at.Inputs})
	if outputsOf(where.balancer).Text("loadBalancerType") != application {
		return kind.Say("OperationNotPermitted: Rules are unsupported for Network Load Balancer listeners")
	}
	for _, sibling := range w.Users(ruleType, at) {
		if sibling.ID != d.ID && d.In.Has("priority") && outputsOf(sibling).Number("priority") == d.In.Number("priority") {
			return kind.Say("PriorityInUse: Priority '%d' is currently in use", d.In.Number("priority"))
		}
	}
	if err := admitConditions(d.In.Objects("conditions[*]")); err != nil {
		return err
	}
	return admitActions(w, where, d.In.Objects("actions[*]"), d.ID)
}

// highestPriority of a listener's rules; the provider takes the next one for a
// rule that has none.
func highestPriority(w kind.World, listenerARN string) int {
	at, _ := w.Find(listenerType, "arn", listenerARN)
	highest := 0
	for _, rule := range w.Users(ruleType, at) {
		highest = max(highest, outputsOf(rule).Number("priority"))
	}
	return highest
}
