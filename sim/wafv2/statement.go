package wafv2

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/covetpy/platform/sim/kind"
)

// rule is one of a web ACL's, in the API's own form. Source: WAFv2 API
// reference, Rule.
type rule struct {
	Name             string
	Priority         *int
	Statement        *statement
	Action           *action
	OverrideAction   map[string]json.RawMessage
	VisibilityConfig *visibility
}

// action says what happens to a request that a rule matches.
type action struct {
	Allow, Count, Captcha, Challenge json.RawMessage
	Block                            *struct {
		CustomResponse *struct {
			CustomResponseBodyKey string
			ResponseCode          int
		}
	}
}

type visibility struct {
	CloudWatchMetricsEnabled, SampledRequestsEnabled *bool
	MetricName                                       string
}

// statement is what a rule looks for: one of its fields.
type statement struct {
	AndStatement, OrStatement         *struct{ Statements []statement }
	NotStatement                      *struct{ Statement *statement }
	AsnMatchStatement                 *leaf
	ByteMatchStatement                *leaf
	GeoMatchStatement                 *leaf
	IPSetReferenceStatement           *leaf
	LabelMatchStatement               *leaf
	RegexMatchStatement               *leaf
	RegexPatternSetReferenceStatement *leaf
	SizeConstraintStatement           *leaf
	SqliMatchStatement                *leaf
	XSSMatchStatement                 *leaf
	ManagedRuleGroupStatement         *managedGroup
	RateBasedStatement                *rate
	RuleGroupReferenceStatement       *leaf
}

// leaf has what costs capacity of a statement that has no other in it.
type leaf struct {
	ARN                  string
	CountryCodes         []string
	FieldToMatch         map[string]json.RawMessage
	Key                  string
	PositionalConstraint string
	RegexString          string
	SensitivityLevel     string
	TextTransformations  []struct {
		Priority int
		Type     string
	}
}

type managedGroup struct {
	Name, VendorName, Version string
	ScopeDownStatement        *statement
	RuleActionOverrides       []struct {
		Name        string
		ActionToUse *action
	}
}

type rate struct {
	Limit               *int
	AggregateKeyType    string
	EvaluationWindowSec int
	CustomKeys          []json.RawMessage
	ForwardedIPConfig   json.RawMessage
	ScopeDownStatement  *statement
}

// rulesOf reads the document; none is no rules. A rule that has nothing in it
// is refused by the provider.
func rulesOf(in kind.Values) ([]rule, error) {
	document := in.Text("ruleJson")
	if document == "" {
		return nil, nil
	}
	var rules []rule
	if err := json.Unmarshal([]byte(document), &rules); err != nil {
		return nil, fmt.Errorf("setting rule: decode the JSON array of rules: %w", err)
	}
	for i, r := range rules {
		if r.Name == "" && r.Statement == nil {
			return nil, fmt.Errorf("setting rule: invalid WebACL Rule supplied at index (%d)", i)
		}
	}
	if len(rules) == 0 {
		return nil, errors.New("setting rule: the array of rules is empty; leave it out")
	}
	return rules, nil
}

// leaves are the kinds of a statement without others in it.
func (s *statement) leaves() map[string]*leaf {
	all := map[string]*leaf{
		"AsnMatchStatement": s.AsnMatchStatement, "ByteMatchStatement": s.ByteMatchStatement, "GeoMatchStatement": s.GeoMatchStatement,
		"IPSetReferenceStatement": s.IPSetReferenceStatement, "LabelMatchStatement": s.LabelMatchStatement,
		"RegexMatchStatement": s.RegexMatchStatement, "RegexPatternSetReferenceStatement": s.RegexPatternSetReferenceStatement,
		"SizeConstraintStatement": s.SizeConstraintStatement, "SqliMatchStatement": s.SqliMatchStatement, "XssMatchStatement": s.XSSMatchStatement,
		"RuleGroupReferenceStatement": s.RuleGroupReferenceStatement,
	}
	for name, l := range all {
		if l == nil {
			delete(all, name)
		}
	}
	return all
}

// kinds counts how many fields are set.
func (s *statement) kinds() int {
	n := len(s.leaves())
	for _, set := range []bool{s.AndStatement != nil, s.OrStatement != nil, s.NotStatement != nil, s.ManagedRuleGroupStatement != nil, s.RateBasedStatement != nil} {
		if set {
			n++
		}
	}
	return n
}

// grouped is true for a statement that stands for rules of their own, whose
// actions a rule can only override.
func (s *statement) grouped() bool {
	return s.ManagedRuleGroupStatement != nil || s.RuleGroupReferenceStatement != nil
}

// inner are the statements inside of one.
func (s *statement) inner() []statement {
	switch {
	case s.AndStatement != nil:
		return s.AndStatement.Statements
	case s.OrStatement != nil:
		return s.OrStatement.Statements
	case s.NotStatement != nil && s.NotStatement.Statement != nil:
		return []statement{*s.NotStatement.Statement}
	default:
		return nil
	}
}

// kinds counts the actions that are set.
func (a *action) kinds() int {
	n := 0
	for _, set := range []bool{a.Allow != nil, a.Block != nil, a.Count != nil, a.Captcha != nil, a.Challenge != nil} {
		if set {
			n++
		}
	}
	return n
}
