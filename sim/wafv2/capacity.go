package wafv2

// managedGroups are AWS's rule groups and the capacity that each takes, in
// units. Source: WAF Developer Guide, "AWS Managed Rules rule groups list".
var managedGroups = map[string]int{
	"AWSManagedRulesACFPRuleSet":            50,
	"AWSManagedRulesATPRuleSet":             50,
	"AWSManagedRulesAdminProtectionRuleSet": 100,
	"AWSManagedRulesAmazonIpReputationList": 25,
	"AWSManagedRulesAnonymousIpList":        50,
	"AWSManagedRulesAntiDDoSRuleSet":        50,
	"AWSManagedRulesBotControlRuleSet":      50,
	"AWSManagedRulesCommonRuleSet":          700,
	"AWSManagedRulesKnownBadInputsRuleSet":  200,
	"AWSManagedRulesLinuxRuleSet":           200,
	"AWSManagedRulesPHPRuleSet":             100,
	"AWSManagedRulesSQLiRuleSet":            200,
	"AWSManagedRulesUnixRuleSet":            100,
	"AWSManagedRulesWindowsRuleSet":         200,
	"AWSManagedRulesWordPressRuleSet":       100,
}

// leafCapacity is what a statement takes before its transformations.
var leafCapacity = map[string]int{
	"AsnMatchStatement": 1, "GeoMatchStatement": 1, "IPSetReferenceStatement": 1, "LabelMatchStatement": 1, "SizeConstraintStatement": 1,
	"RegexMatchStatement": 3, "RegexPatternSetReferenceStatement": 25, "XssMatchStatement": 40, "SqliMatchStatement": 20,
}

const (
	transformationCapacity = 10 // of each text transformation that is not NONE
	rateCapacity           = 2
	customKeyCapacity      = 30 // of each key of a rate
)

// capacity is what rules take, in units. It is near the service's own sum and
// not the same: equal transformations of one field are counted once there, and
// a rule group of one's own takes what it was made with. Source: WAF Developer
// Guide, "Rule statements".
func capacity(rules []rule) int {
	total := 0
	for _, r := range rules {
		if r.Statement != nil {
			total += r.Statement.capacity()
		}
	}
	return total
}

func (s *statement) capacity() int {
	total := 0
	for name, l := range s.leaves() {
		total += l.capacity(name)
	}
	for _, in := range s.inner() {
		total += in.capacity()
	}
	if g := s.ManagedRuleGroupStatement; g != nil {
		total += managedGroups[g.Name]
		if g.ScopeDownStatement != nil {
			total += g.ScopeDownStatement.capacity()
		}
	}
	if r := s.RateBasedStatement; r != nil {
		total += rateCapacity + customKeyCapacity*len(r.CustomKeys)
		if r.ScopeDownStatement != nil {
			total += r.ScopeDownStatement.capacity()
		}
	}
	if s.AndStatement != nil || s.OrStatement != nil || s.NotStatement != nil {
		total++
	}
	return total
}

func (l *leaf) capacity(name string) int {
	total := leafCapacity[name]
	switch {
	case name == "ByteMatchStatement" && (l.PositionalConstraint == "CONTAINS" || l.PositionalConstraint == "CONTAINS_WORD"):
		total = 10
	case name == "ByteMatchStatement":
		total = 2
	case name == "SqliMatchStatement" && l.SensitivityLevel == "HIGH":
		total = 30
	}
	for _, transformation := range l.TextTransformations {
		if transformation.Type != "NONE" {
			total += transformationCapacity
		}
	}
	return total
}
