package wafv2

import (
	"regexp"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

var (
	ruleName   = regexp.MustCompile(`^[\w-]{1,128}$`)
	metricName = regexp.MustCompile(`^[0-9A-Za-z_-]{1,128}$`)
)

// admitRules is the service's word on the rules of a web ACL; bodies are the
// keys of its custom responses. Source: WAFv2 API reference, Rule, and WAF
// Developer Guide, "Rule statements".
func admitRules(rules []rule, bodies []string) error {
	names, priorities := map[string]bool{}, map[int]bool{}
	for _, r := range rules {
		switch {
		case !ruleName.MatchString(r.Name):
			return constraint(r.Name, "rules.member.name", `Member must satisfy regular expression pattern: ^[\w\-]+$`)
		case r.Priority == nil || *r.Priority < 0:
			return constraint("", "rules.member.priority", "Member must have value greater than or equal to 0")
		case names[r.Name]:
			return kind.Say("%s The rule name %s is used twice.", duplicate, r.Name)
		case priorities[*r.Priority]:
			return invalid("You have used the same priority for more than one rule.", "RULE_PRIORITY", r.Name)
		}
		names[r.Name], priorities[*r.Priority] = true, true
		if err := admitRule(r, bodies); err != nil {
			return err
		}
	}
	return nil
}

func admitRule(r rule, bodies []string) error {
	v := r.VisibilityConfig
	switch {
	case v == nil || v.CloudWatchMetricsEnabled == nil || v.SampledRequestsEnabled == nil:
		return constraint("null", "rules."+r.Name+".visibilityConfig", "Member must not be null")
	case !metricName.MatchString(v.MetricName) || v.MetricName == "All" || v.MetricName == "Default_Action":
		return constraint(v.MetricName, "rules."+r.Name+".visibilityConfig.metricName", `Member must satisfy regular expression pattern: ^[\w#:\.\-/]+$, and not be a name that AWS WAF reserves`)
	case r.Statement == nil:
		return constraint("null", "rules."+r.Name+".statement", "Member must not be null")
	case r.Statement.kinds() != 1:
		return invalid(oneValue, "STATEMENT", "Statement")
	case r.Statement.grouped() != (r.OverrideAction != nil) || r.Statement.grouped() == (r.Action != nil):
		return invalid(oneValue, "RULE", "Rule")
	case r.OverrideAction != nil && (len(r.OverrideAction) != 1 || r.OverrideAction["None"] == nil && r.OverrideAction["Count"] == nil):
		return invalid(oneValue, "OVERRIDE_ACTION", "OverrideAction")
	}
	if err := admitAction(r.Action, bodies); err != nil {
		return err
	}
	return admitStatement(r.Statement, bodies, false)
}

// admitAction looks at an action; nil is none.
func admitAction(a *action, bodies []string) error {
	if a == nil {
		return nil
	}
	if a.kinds() != 1 {
		return invalid(oneValue, "RULE_ACTION", "RuleAction")
	}
	if a.Block == nil || a.Block.CustomResponse == nil {
		return nil
	}
	if code := a.Block.CustomResponse.ResponseCode; code < 200 || code > 599 {
		return constraint(code, "rules.member.action.block.customResponse.responseCode", "Member must have value between 200 and 599")
	}
	return admitBody(a.Block.CustomResponse.CustomResponseBodyKey, bodies)
}

// admitBody looks for the body of a custom response; an empty key is none.
func admitBody(key string, bodies []string) error {
	if key != "" && !slices.Contains(bodies, key) {
		return invalid("The custom response body key isn't one of the web ACL's.", "CUSTOM_RESPONSE_BODY_KEY", key)
	}
	return nil
}

// admitStatement goes down a statement. Rates and groups stand alone in a rule.
func admitStatement(s *statement, bodies []string, nested bool) error {
	if s.kinds() != 1 {
		return invalid(oneValue, "STATEMENT", "Statement")
	}
	if nested && (s.grouped() || s.RateBasedStatement != nil) {
		return invalid("The statement can't be nested inside of another statement.", "STATEMENT", "Statement")
	}
	for name, l := range s.leaves() {
		if err := admitLeaf(name, l); err != nil {
			return err
		}
	}
	if and := s.AndStatement != nil || s.OrStatement != nil; and && len(s.inner()) < 2 {
		return invalid("The statement needs at least two nested statements.", "STATEMENT", "Statement")
	}
	if s.NotStatement != nil && len(s.inner()) == 0 {
		return invalid(oneValue, "NOT_STATEMENT", "NotStatement")
	}
	for _, in := range s.inner() {
		if err := admitStatement(&in, bodies, true); err != nil {
			return err
		}
	}
	if s.RateBasedStatement != nil {
		return admitRate(s.RateBasedStatement, bodies)
	}
	if s.ManagedRuleGroupStatement != nil {
		return admitManaged(s.ManagedRuleGroupStatement, bodies)
	}
	return nil
}

// inspects are the statements that look at a part of the request, after
// transformations.
var inspects = []string{"ByteMatchStatement", "RegexMatchStatement", "RegexPatternSetReferenceStatement", "SizeConstraintStatement", "SqliMatchStatement", "XssMatchStatement"}

func admitLeaf(name string, l *leaf) error {
	if slices.Contains(inspects, name) {
		switch {
		case len(l.FieldToMatch) != 1:
			return invalid(oneValue, "FIELD_TO_MATCH", "FieldToMatch")
		case len(l.TextTransformations) == 0:
			return constraint("null", name+".textTransformations", "Member must not be null")
		}
	}
	switch {
	case name == "GeoMatchStatement" && len(l.CountryCodes) == 0:
		return constraint("[]", name+".countryCodes", "Member must have length greater than or equal to 1")
	case name == "LabelMatchStatement" && l.Key == "":
		return constraint("", name+".key", "Member must have length greater than or equal to 1")
	case slices.Contains([]string{"IPSetReferenceStatement", "RegexPatternSetReferenceStatement", "RuleGroupReferenceStatement"}, name) && kind.ARN("wafv2")(kind.Text(l.ARN)) != "":
		return invalid(noARN, "RESOURCE_ARN", l.ARN)
	}
	return nil
}

// leastRate and mostRate of requests in a window.
const leastRate, mostRate = 10, 2000000000

func admitRate(r *rate, bodies []string) error {
	switch {
	case r.Limit == nil || *r.Limit < leastRate:
		return constraint(number(r.Limit), "rateBasedStatement.limit", "Member must have value greater than or equal to 10")
	case *r.Limit > mostRate:
		return constraint(*r.Limit, "rateBasedStatement.limit", "Member must have value less than or equal to 2000000000")
	case !slices.Contains([]int{0, 60, 120, 300, 600}, r.EvaluationWindowSec):
		return constraint(r.EvaluationWindowSec, "rateBasedStatement.evaluationWindowSec", "Member must be one of 60, 120, 300, 600")
	case !slices.Contains([]string{"IP", "FORWARDED_IP", "CUSTOM_KEYS", "CONSTANT"}, r.AggregateKeyType):
		return constraint(r.AggregateKeyType, "rateBasedStatement.aggregateKeyType", "Member must satisfy enum value set: [CUSTOM_KEYS, IP, FORWARDED_IP, CONSTANT]")
	case (r.AggregateKeyType == "CUSTOM_KEYS") != (len(r.CustomKeys) > 0):
		return invalid(oneValue, "CUSTOM_KEYS", r.AggregateKeyType)
	case r.AggregateKeyType == "FORWARDED_IP" && r.ForwardedIPConfig == nil:
		return invalid(oneValue, "FORWARDED_IP_CONFIG", r.AggregateKeyType)
	case r.AggregateKeyType == "CONSTANT" && r.ScopeDownStatement == nil:
		return invalid("A rate that counts all requests together needs a scope-down statement.", "SCOPE_DOWN", r.AggregateKeyType)
	case r.ScopeDownStatement != nil:
		return admitStatement(r.ScopeDownStatement, bodies, true)
	}
	return nil
}

func number(n *int) any {
	if n == nil {
		return "null"
	}
	return *n
}

func admitManaged(g *managedGroup, bodies []string) error {
	if g.Name == "" || g.VendorName == "" {
		return constraint("null", "managedRuleGroupStatement", "Member must not be null")
	}
	if _, known := managedGroups[g.Name]; g.VendorName == "AWS" && !known {
		return kind.Say("%s The vendor AWS has no managed rule group %s.", missing, g.Name)
	}
	for _, o := range g.RuleActionOverrides {
		if o.ActionToUse == nil {
			return invalid(oneValue, "RULE_ACTION", "RuleAction")
		}
		if err := admitAction(o.ActionToUse, bodies); err != nil {
			return err
		}
	}
	if g.ScopeDownStatement != nil {
		return admitStatement(g.ScopeDownStatement, bodies, true)
	}
	return nil
}
