package encryption

import "github.com/covetpy/platform/policy/rule"

var ecrRepository = rule.Rule{
	ID:    "encryption-ecr-repository",
	Title: "ECR repositories, and those that ECR makes by a template, are encrypted with a customer-managed key",
	Why: "Image layers hold the services' code and whatever was copied into them by mistake. Unset means S3's " +
		"own encryption (AES256), and the choice can't be changed later without a new repository.",
	Fix: "Give encryptionConfigurations one element with encryptionType KMS and kmsKey set to the ARN of a KMS " +
		"key of the account.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ecr/repository:Repository", "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"},
	Controls: atRest(rule.FSBP.ID("ECR.5")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		configs := r.At("encryptionConfigurations")
		if configs.Present() == rule.No || len(configs.Items()) == 0 {
			rep.Fail(configs, "no encryption is configured, so ECR uses S3's own (AES256)")
		}
		for _, config := range configs.Items() {
			kind := config.At("encryptionType")
			rep.Require(kind.Is("KMS", "KMS_DSSE"), kind, "the encryption type is %s, not KMS", kind.Quote())
			customerKey(rep, config.At("kmsKey"))
		}
	},
}
