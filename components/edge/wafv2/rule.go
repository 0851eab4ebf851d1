package wafv2

import (
	"encoding/json"
	"fmt"
)

// Rule is a rule of a web ACL (WAF API reference, Rule). A rule that refers to a
// managed group has OverrideAction, any other has Action.
type Rule struct {
	Name             string          `json:"Name"`
	Priority         int             `json:"Priority"` // the lowest is judged first
	Statement        Statement       `json:"Statement"`
	Action           *Action         `json:"Action,omitempty"`
	OverrideAction   *OverrideAction `json:"OverrideAction,omitempty"`
	VisibilityConfig Visibility      `json:"VisibilityConfig"`
}

// Statement is what a rule looks at; exactly one is set.
type Statement struct {
	ManagedRuleGroup *ManagedRuleGroupStatement `json:"ManagedRuleGroupStatement,omitempty"`
	RateBased        *RateBasedStatement        `json:"RateBasedStatement,omitempty"`
	GeoMatch         *GeoMatchStatement         `json:"GeoMatchStatement,omitempty"`
	SizeConstraint   *SizeConstraintStatement   `json:"SizeConstraintStatement,omitempty"`
}

// ManagedRuleGroupStatement is a group of rules that someone maintains.
type ManagedRuleGroupStatement struct {
	VendorName          string               `json:"VendorName"` // "AWS"
	Name                string               `json:"Name"`
	RuleActionOverrides []RuleActionOverride `json:"RuleActionOverrides,omitempty"`
}

// RuleActionOverride changes what one rule of a group does.
type RuleActionOverride struct {
	Name        string `json:"Name"`
	ActionToUse Action `json:"ActionToUse"`
}

// RateBasedStatement matches who sends more than Limit requests in a window.
type RateBasedStatement struct {
	Limit               int    `json:"Limit"`
	EvaluationWindowSec int    `json:"EvaluationWindowSec"` // 60, 120, 300 or 600
	AggregateKeyType    string `json:"AggregateKeyType"`    // "IP" is the connection's own address
}

// GeoMatchStatement matches the countries that requests come from.
type GeoMatchStatement struct {
	CountryCodes []string `json:"CountryCodes"`
}

// SizeConstraintStatement compares the size of a part of the request, in bytes.
type SizeConstraintStatement struct {
	FieldToMatch        FieldToMatch         `json:"FieldToMatch"`
	ComparisonOperator  string               `json:"ComparisonOperator"` // "GT"
	Size                int                  `json:"Size"`
	TextTransformations []TextTransformation `json:"TextTransformations"`
}

// FieldToMatch is a part of the request.
type FieldToMatch struct {
	Body *Body `json:"Body,omitempty"`
}

// Body is the request's body, as far as WAF sees it.
type Body struct {
	// OversizeHandling is what a body that WAF does not see the whole of counts
	// as: "MATCH", "NO_MATCH", or "CONTINUE" with what it sees.
	OversizeHandling string `json:"OversizeHandling"`
}

// TextTransformation is done to the part before it is looked at.
type TextTransformation struct {
	Priority int    `json:"Priority"`
	Type     string `json:"Type"` // "NONE"
}

// Action is what happens to a request that matches; exactly one is set.
type Action struct {
	Block *BlockAction `json:"Block,omitempty"`
	Count *Nothing     `json:"Count,omitempty"`
}

// BlockAction refuses the request, with 403 unless a response says otherwise.
type BlockAction struct {
	CustomResponse *CustomResponse `json:"CustomResponse,omitempty"`
}

// CustomResponse is the status code of a refusal.
type CustomResponse struct {
	ResponseCode int `json:"ResponseCode"`
}

// OverrideAction is what happens with what a group decides: nothing of it is
// changed (None), or all of it is only counted. Exactly one is set.
type OverrideAction struct {
	Count *Nothing `json:"Count,omitempty"`
	None  *Nothing `json:"None,omitempty"`
}

// Nothing is an object without fields, as the API marks a choice.
type Nothing struct{}

// Visibility is what of a rule's matches is kept apart from logs.
type Visibility struct {
	SampledRequestsEnabled   bool   `json:"SampledRequestsEnabled"`
	CloudWatchMetricsEnabled bool   `json:"CloudWatchMetricsEnabled"`
	MetricName               string `json:"MetricName"`
}

// RuleJSON is the rules as the provider takes them.
func RuleJSON(rules []Rule) (string, error) {
	text, err := json.Marshal(rules)
	if err != nil {
		return "", fmt.Errorf("write the rules of a web ACL: %w", err)
	}
	return string(text), nil
}
