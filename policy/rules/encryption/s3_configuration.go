package encryption

import "github.com/covetpy/platform/policy/rule"

const sseConfiguration = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

var s3Configuration = rule.Rule{
	ID:    "encryption-s3-configuration",
	Title: "S3 encryption configurations use KMS with a customer-managed key",
	Why: "S3 encrypts every object, by default with keys of its own (AES256): then a bucket policy that is too " +
		"wide is the whole of what stands between an object and a reader. With a key of one's own a reader " +
		"needs the key as well. A bucket that load balancers or S3 itself deliver access logs to is excepted, " +
		"as AWS delivers them to no other.",
	Fix: "In each rule, set applyServerSideEncryptionByDefault.sseAlgorithm to aws:kms (or aws:kms:dsse) and " +
		"kmsMasterKeyId to the ARN of a KMS key of the account.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      append(exceptionTypes(), sseConfiguration, bucketType),
	Controls:   atRest(rule.FSBP.ID("S3.17")),
	Since:      since,
	CheckStack: checkConfigurations,
}

func checkConfigurations(s *rule.Stack, rep *rule.Report) {
	for _, config := range s.OfType(sseConfiguration) {
		checkConfiguration(rep.On(config), config, excepted(s, config))
	}
}

func checkConfiguration(rep *rule.Report, config *rule.Resource, excepted rule.Truth) {
	rules := config.At("rules")
	if len(rules.Items()) == 0 {
		rep.Fail(rules, "the configuration has no rule")
	}
	for _, item := range rules.Items() {
		byDefault := item.At("applyServerSideEncryptionByDefault")
		algorithm := byDefault.At("sseAlgorithm")
		if ours := algorithm.Is("aws:kms", "aws:kms:dsse"); ours != rule.Yes {
			rep.Require(rule.Or(ours, rule.And(excepted, algorithm.Is("AES256"))), algorithm,
				"the algorithm is %s, not aws:kms", algorithm.Quote())
			continue
		}
		customerKey(rep, byDefault.At("kmsMasterKeyId"))
	}
}
