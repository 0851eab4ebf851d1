package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchAccess = rule.Rule{
	ID:    "identity-opensearch-access",
	Title: "OpenSearch domains know who asks, index by index, and know it from IAM",
	Why: "Without fine-grained access control, whoever gets past the domain's policy reads and deletes every index, and " +
		"nothing can be audited. Anonymous access takes it back for all, and the internal database brings passwords that " +
		"no rotation reaches, one of them the owner's.",
	Fix: "Set advancedSecurityOptions with enabled true, anonymousAuthEnabled and internalUserDatabaseEnabled false or " +
		"unset, and masterUserOptions.masterUserArn to a role.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearch/domain:Domain"},
	Controls: authenticated(rule.FSBP.ID("OpenSearch.7")),
	Since:    "0.3.0",
	Check: want.All(
		want.True("advancedSecurityOptions.enabled", "there is no access control below the domain"),
		want.False("advancedSecurityOptions.anonymousAuthEnabled", "whoever names nobody is let in"),
		want.False("advancedSecurityOptions.internalUserDatabaseEnabled", "users have passwords in the domain"),
	),
}
