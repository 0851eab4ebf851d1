package identity

import "github.com/covetpy/platform/policy/rule"

var metadataTokens = rule.Rule{
	ID:    "identity-metadata-tokens",
	Title: "Instance metadata is given only for a session token (IMDSv2)",
	Why: "Without tokens, one request that a web application can be talked into (to 169.254.169.254) returns the " +
		"credentials of the instance's role. EC2 takes a template that says nothing as one where tokens are " +
		"optional.",
	Fix: "Set metadataOptions.httpTokens to required (httpTokens, for the account's defaults), or httpEndpoint to " +
		"disabled.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		launchTemplate,
		instance,
		"aws:ec2/launchConfiguration:LaunchConfiguration",
		metadataDefaults,
	},
	Controls: leastPrivilege(append(rule.FSBP.IDs("AutoScaling.3", "EC2.8", "EC2.170"), rule.CISAWS.ID("5.7"))...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		options := r.At("metadataOptions")
		tokens, endpoint := options.At("httpTokens"), options.At("httpEndpoint")
		if r.Type == metadataDefaults {
			tokens, endpoint = r.At("httpTokens"), r.At("httpEndpoint")
		}
		rep.Require(rule.Or(tokens.Is("required"), endpoint.Is("disabled"), describedByTemplate(r)), tokens,
			"metadata is given without a token: httpTokens is %s", tokens.Quote())
	},
}
