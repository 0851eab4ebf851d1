// Package waf reads the rules of an AWS WAF web ACL wherever they are written:
// inside the ACL, as the JSON of the WAF API, or as resources of their own.
//
// It says what a rule is and does; which rules a web ACL must have is for the
// rules of the pack.
package waf

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Tokens of the resources that hold rules.
const (
	ACL         = "aws:wafv2/webAcl:WebAcl"
	RuleGroup   = "aws:wafv2/ruleGroup:RuleGroup"
	Apart       = "aws:wafv2/webAclRule:WebAclRule"
	Association = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
)

// Types are the resources that the rules of a web ACL are read from.
func Types() []string { return []string{ACL, Apart, Association} }

// Rule is one rule of a web ACL or of a rule group.
type Rule struct {
	// Owner is the resource that the rule is written in, At the place within it.
	Owner *rule.Resource
	At    rule.Value
}

// Rules lists the rules of a web ACL. All is Yes when there can be no others,
// Unknown when a list, a document or the ACL that a rule belongs to is not known
// yet.
func Rules(s *rule.Stack, acl *rule.Resource) (rules []Rule, all rule.Truth) {
	rules, all = Within(acl)
	for _, apart := range s.OfType(Apart, Association) {
		switch rule.Refers(apart, "webAclArn", acl, "arn") {
		case rule.Yes:
			rules = append(rules, Rule{Owner: apart, At: apart.At("")})
		case rule.Unknown:
			all = rule.Unknown
		case rule.No:
		}
	}
	return rules, all
}

// Within lists the rules that are written in a web ACL or a rule group itself.
func Within(owner *rule.Resource) (rules []Rule, all rule.Truth) {
	all = rule.Yes
	list := owner.At("rules")
	if list.Present() == rule.Unknown {
		all = rule.Unknown
	} else {
		for _, item := range list.Items() {
			rules = append(rules, Rule{Owner: owner, At: item})
		}
	}
	path := "ruleJson"
	if owner.Type == RuleGroup {
		path = "rulesJson"
	}
	text, known := owner.At(path).Text()
	if known == rule.Unknown {
		all = rule.Unknown
	}
	for i, value := range parse(text) {
		rules = append(rules, Rule{Owner: owner, At: rule.NewValue(path+"["+strconv.Itoa(i)+"]", value)})
	}
	return rules, all
}

// parse reads the API's JSON into what the provider has inline. The provider
// refuses what is no JSON, so that it holds no rule here.
func parse(text string) []resource.PropertyValue {
	var list []any
	if json.Unmarshal([]byte(text), &list) != nil {
		return nil
	}
	return resource.NewPropertyValue(inline(list)).ArrayValue()
}

// inline has the names of fields begin with a small letter, as the provider's do.
func inline(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = inline(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, field := range v {
			out[strings.ToLower(name[:min(1, len(name))])+name[min(1, len(name)):]] = inline(field)
		}
		return out
	default:
		return v
	}
}

// actions are what a rule of one's own can do.
var actions = []string{"allow", "block", "captcha", "challenge", "count"}

// Acts says whether the rule says what happens to a request that it matches: an
// action, or for a group that the group decides.
func (r Rule) Acts() rule.Truth {
	answers := []rule.Truth{rule.Of(r.Owner.Type == Association)}
	for _, action := range actions {
		answers = append(answers, r.At.At("action."+action).Present())
	}
	return rule.Or(append(answers, r.At.At("overrideAction.none").Present(), r.At.At("overrideAction.count").Present())...)
}

// Counts says whether the rule only counts what it matches.
func (r Rule) Counts() rule.Truth {
	if r.Owner.Type == Association {
		return r.At.At("overrideAction").Is("count")
	}
	return rule.Or(r.At.At("action.count").Present(), r.At.At("overrideAction.count").Present())
}

// Group is the managed group of rules that the rule refers to, or nothing.
func (r Rule) Group() rule.Value {
	if r.Owner.Type == Association {
		return r.At.At("managedRuleGroup")
	}
	return r.At.At("statement.managedRuleGroupStatement")
}

// Softened says whether a rule of the group whose name begins so no longer
// blocks: its action is overridden with one that lets requests pass.
func (r Rule) Softened(prefix string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, o := range r.Group().At("ruleActionOverrides").Items() {
		use := o.At("actionToUse")
		answers = append(answers, rule.And(begins(o.At("name"), prefix), rule.Or(use.At("count").Present(), use.At("allow").Present())))
	}
	for _, excluded := range r.Group().At("excludedRules").Items() {
		answers = append(answers, begins(excluded.At("name"), prefix))
	}
	return rule.Or(answers...)
}

func begins(v rule.Value, prefix string) rule.Truth {
	text, known := v.Text()
	if known != rule.Yes {
		return known
	}
	return rule.Of(strings.HasPrefix(text, prefix))
}

// Measured says whether the rule has metrics. The API writes CloudWatch as the
// service does, the provider does not.
func (r Rule) Measured() rule.Truth { return Measured(r.At) }

// Measured says whether what has a visibility configuration has metrics.
func Measured(v rule.Value) rule.Truth {
	return rule.Or(
		v.At("visibilityConfig.cloudwatchMetricsEnabled").IsTrue(),
		v.At("visibilityConfig.cloudWatchMetricsEnabled").IsTrue(),
	)
}
