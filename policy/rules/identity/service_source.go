package identity

import (
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var serviceSource = rule.Rule{
	ID:    "identity-service-source",
	Title: "A service that a resource lets in says on whose behalf it comes",
	Why: "A service principal is the service for all of its customers: with sns.amazonaws.com let in, " +
		"anybody's topic fills the queue; with cloudtrail.amazonaws.com, anybody's trail writes into the " +
		"bucket. aws:SourceAccount and aws:SourceArn, which the service sets, hold it to resources of this " +
		"account. For keys, the encryption context and kms:CallerAccount do as well.",
	Fix: "Add StringEquals aws:SourceAccount with the own account's id, or ArnLike aws:SourceArn with the " +
		"resources that are meant.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    typesWith(resource | key),
	Controls: leastPrivilege(),
	Settings: silentServices("Services that send no source to resources, by their principals.", "logdelivery.elasticloadbalancing.amazonaws.com"),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, resource|key, func(p place, label string, s iam.Statement) {
			silent := rep.Texts(silentSetting)
			if slices.Contains(unsourced, r.Type) {
				silent = append(slices.Clone(silent), "events.amazonaws.com")
			}
			for _, service := range sourceless(s, silent, begins(contextKeys)) {
				rep.Fail(p.at, "%s lets %s in on anybody's behalf%s", label, service, because(s.Loose(iam.Source)))
			}
		})
	},
}

// unsourced have policies to which EventBridge sends nothing that could be asked
// for: topics, and the keys that encrypt them. A statement with a condition would
// let no event through, and nothing would say so (EventBridge user guide,
// troubleshooting; SNS developer guide, encrypted topics).
var unsourced = append(typesWith(key), "aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic")

// contextKeys hold a service to what it encrypts, which names its owner.
var contextKeys = []string{"kms:encryptioncontext:", "kms:calleraccount"}
