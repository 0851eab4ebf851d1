package xray

import (
	"fmt"

	"github.com/covetpy/platform/sim/kind"
)

const (
	samplingRuleType = "aws:xray/samplingRule:SamplingRule"
	// mostRules of a region beside the default one, mostAttributes of a rule, and
	// the longest of their names in characters. Source: AWS General Reference, "AWS
	// X-Ray endpoints and quotas" (25 custom rules of a region, which can be raised), and
	// the API Reference, SamplingRule.
	mostRules        = 25
	mostAttributes   = 5
	longestAttribute = 32
)

func samplingRule() kind.Kind {
	return kind.Kind{
		Type:   samplingRuleType,
		ID:     kind.From("ruleName"),
		Checks: map[string]kind.Check{"fixedRate": kind.Between(0, 1), "resourceArn": kind.Length(0, 500)},
		Rules:  samplingRules,
		Unique: []kind.Unique{{On: []string{"ruleName"}, Taken: "InvalidRequestException: Sampling rule already exists"}},
		Admit: func(w kind.World, d kind.Draft) error {
			switch {
			case !d.In.Has("ruleName"):
				return invalid("Request must contain either sampling rule name or sampling rule ARN")
			case d.In.Text("ruleName") == everyones:
				return invalid("Sampling rule already exists")
			case d.In.Number("version") != 1:
				return invalid("Sampling rule version must be 1")
			case d.Old == nil && len(w.All(samplingRuleType)) >= mostRules:
				return kind.Say("RuleLimitExceededException: You have reached the maximum number of sampling rules.")
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("xray", "sampling-rule/"+d.In.Text("ruleName")))}
		},
	}
}

func samplingRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for _, attributes := range in.Objects("attributes") {
		if n := len(attributes.Props); n > mostAttributes {
			failures = append(failures, kind.Failure{Path: "attributes", Reason: fmt.Sprintf("expected at most %d attributes, got %d", mostAttributes, n)})
		}
		for _, name := range attributes.Props.StableKeys() {
			if len(name) > longestAttribute {
				failures = append(failures, kind.Failure{
					Path: "attributes." + string(name), Reason: fmt.Sprintf("the name of an attribute has at most %d characters, this has %d", longestAttribute, len(name)),
				})
			}
		}
	}
	return failures
}
