// Package wafv2 binds the three resources of AWS WAF that the front door needs.
//
// It exists because the SDK's package of that name costs two minutes and 5 GB to
// compile, a third of the whole program: it spells out every nesting of a rule's
// statements as types of its own. Here rules are the JSON of the WAF API, which
// the provider takes as "ruleJson", and typed as that API has them (rule.go).
//
// Tokens and property names are the provider's. What the front door does not use
// (captcha, IP sets, rule groups, CloudFront) is left out; which rules an
// environment has does not belong here.
package wafv2
