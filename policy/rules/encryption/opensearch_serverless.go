package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var opensearchServerless = rule.Rule{
	ID:    "encryption-opensearch-serverless",
	Title: "Encryption policies of OpenSearch Serverless name a customer-managed key",
	Why: "Every collection takes its key from the policy that matches its name. With AWSOwnedKey the key is in another " +
		"account: nobody here can look at its uses, narrow them or switch it off.",
	Fix:      "In the policy's document leave AWSOwnedKey out, or false, and give KmsARN the ARN of a KMS key of the account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{aws.ServerlessPolicy},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		var document struct {
			AWSOwnedKey bool
			KmsARN      string
		}
		if aws.ReadServerlessPolicy(r, rep, "encryption", &document) &&
			(document.AWSOwnedKey || document.KmsARN == "" || awsManaged(document.KmsARN)) {
			rep.Fail(r.At("policy"), "collections are encrypted with a key of AWS's")
		}
	},
}
