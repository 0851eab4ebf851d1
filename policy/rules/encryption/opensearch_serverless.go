package encryption

import (
	"encoding/json"

	"github.com/covetpy/platform/policy/rule"
)

var opensearchServerless = rule.Rule{
	ID:    "encryption-opensearch-serverless",
	Title: "Encryption policies of OpenSearch Serverless name a customer-managed key",
	Why: "Every collection takes its key from the policy that matches its name. With AWSOwnedKey the key is in another " +
		"account: nobody here can look at its uses, narrow them or switch it off.",
	Fix:      "In the policy's document leave AWSOwnedKey out, or false, and give KmsARN the ARN of a KMS key of the account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		kind, at := r.At("type").Is("encryption"), r.At("policy")
		text, known := at.JSON()
		if kind == rule.No {
			return
		}
		if rule.And(kind, known) != rule.Yes {
			rep.Require(rule.And(kind, known), at, "there is no policy")
			return
		}
		var document struct {
			AWSOwnedKey bool
			KmsARN      string
		}
		switch err := json.Unmarshal([]byte(text), &document); {
		case err != nil:
			rep.Fail(at, "the policy can't be read: %v", err)
		case document.AWSOwnedKey || document.KmsARN == "" || awsManaged(document.KmsARN):
			rep.Fail(at, "collections are encrypted with a key of AWS's")
		}
	},
}
