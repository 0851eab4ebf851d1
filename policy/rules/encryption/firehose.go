package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var firehose = rule.Rule{
	ID:    "encryption-firehose",
	Title: "Firehose streams encrypt what they buffer with a customer-managed key",
	Why: "Firehose holds records back until a buffer is full, and those that can't be delivered for longer, " +
		"unencrypted unless it is asked. With the key AWS_OWNED_CMK nobody sees or stops their decryption.",
	Fix: "Set serverSideEncryption with enabled true, keyType CUSTOMER_MANAGED_CMK and keyArn the ARN of a KMS key " +
		"of the account. A stream that reads from Kinesis takes that stream's encryption, and is not asked; " +
		"neither is one that reads from MSK, for which Firehose has no such setting.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"},
	Controls: atRest(rule.FSBP.ID("DataFirehose.1")),
	Since:    "0.3.0",
	Check:    want.When(putDirectly, "serverSideEncryption.enabled", checkFirehose),
}

// putDirectly says whether producers write to the stream itself.
func putDirectly(r *rule.Resource) rule.Truth {
	return rule.And(rule.Not(r.At("kinesisSourceConfiguration").Present()), rule.Not(r.At("mskSourceConfiguration").Present()))
}

func checkFirehose(r *rule.Resource, rep *rule.Report) {
	sse := r.At("serverSideEncryption")
	switchedOn(rep, sse.At("enabled"))
	kind := sse.At("keyType")
	rep.Require(kind.Is("CUSTOMER_MANAGED_CMK"), kind, "the kind of key is %s, not CUSTOMER_MANAGED_CMK", kind.Quote())
	customerKey(rep, sse.At("keyArn"))
}
