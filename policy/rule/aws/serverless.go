package aws

import (
	"encoding/json"

	"github.com/covetpy/platform/policy/rule"
)

// ServerlessPolicy is the type of OpenSearch Serverless's security policies, of
// both kinds.
const ServerlessPolicy = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"

// ReadServerlessPolicy reads the document of a policy of a kind, "encryption" or
// "network", into a value. It is false for a policy of the other kind, and for what
// can't be read, which is reported.
func ReadServerlessPolicy(r *rule.Resource, rep *rule.Report, kind string, document any) bool {
	isKind, at := r.At("type").Is(kind), r.At("policy")
	text, known := at.JSON()
	if isKind == rule.No {
		return false
	}
	if rule.And(isKind, known) != rule.Yes {
		rep.Require(rule.And(isKind, known), at, "there is no policy")
		return false
	}
	if err := json.Unmarshal([]byte(text), document); err != nil {
		rep.Fail(at, "the policy can't be read: %v", err)
		return false
	}
	return true
}
