package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// serviceUse is a service that uses a key in its own name: for what it keeps
// itself, or to put something into an encrypted topic or queue.
type serviceUse struct {
	service string   // its principal, a pattern where that has a region in it
	senders []string // the types by which it sends; none where it uses the key at once
	paths   []string // where these name what they send to
}

// keyed are the types whose key a service uses in its own name: the key's path, and
// who does.
var keyed = map[string]struct {
	path string
	uses []serviceUse
}{
	logGroupType: {"kmsKeyId", []serviceUse{{service: "logs*.amazonaws.com*"}}},
	topicType: {"kmsMasterKeyId", []serviceUse{
		alarms, events,
		{"events.rds.amazonaws.com*", []string{"aws:rds/eventSubscription:EventSubscription"}, []string{"snsTopic"}},
		{"backup.amazonaws.com*", []string{"aws:backup/vaultNotifications:VaultNotifications"}, []string{"snsTopicArn"}},
		{"s3.amazonaws.com*", []string{bucketNotification}, []string{"topics"}},
	}},
	queueType: {"kmsMasterKeyId", []serviceUse{
		events,
		{"sns.amazonaws.com*", []string{"aws:sns/topicSubscription:TopicSubscription"}, []string{"endpoint"}},
		{"s3.amazonaws.com*", []string{bucketNotification}, []string{"queues"}},
	}},
}

const (
	logGroupType       = "aws:cloudwatch/logGroup:LogGroup"
	topicType          = "aws:sns/topic:Topic"
	queueType          = "aws:sqs/queue:Queue"
	bucketNotification = "aws:s3/bucketNotification:BucketNotification"
)

var (
	alarms = serviceUse{
		service: "cloudwatch.amazonaws.com*",
		senders: []string{"aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"},
		paths:   []string{"alarmActions", "okActions", "insufficientDataActions"},
	}
	events = serviceUse{"events.amazonaws.com*", []string{"aws:cloudwatch/eventTarget:EventTarget"}, []string{"arn"}}
)

// useOfKey is what a service that puts something into a topic or queue, or encrypts
// a log, needs of the key.
func useOfKey() []string { return []string{"kms:Decrypt", "kms:GenerateDataKey"} }

func serviceUseTypes() []string {
	types := []string{kmsKey, kmsKeyPolicy, kmsAlias}
	for typ, k := range keyed {
		types = append(types, typ)
		for _, use := range k.uses {
			types = append(types, use.senders...)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

func checkServiceUse(s *rule.Stack, rep *rule.Report) {
	for _, typ := range []string{logGroupType, topicType, queueType} {
		for _, r := range s.OfType(typ) {
			at := r.At(keyed[typ].path)
			for _, use := range keyed[typ].uses {
				needed := use.sendsTo(s, r)
				for _, key := range s.OfType(kmsKey) {
					concerned := rule.And(needed, namesKey(s, r, keyed[typ].path, key))
					if concerned == rule.No {
						continue // its policy need not be read
					}
					rep.On(r).Require(rule.Or(rule.Not(concerned), policyLets(s, key, use.service)), at,
						"the policy of its key does not let %s use it", use.service)
				}
			}
		}
	}
}

// sendsTo says whether the service puts something into the resource.
func (u serviceUse) sendsTo(s *rule.Stack, r *rule.Resource) rule.Truth {
	if len(u.senders) == 0 {
		return rule.Yes
	}
	answers := []rule.Truth{rule.No}
	for _, sender := range s.OfType(u.senders...) {
		for _, path := range u.paths {
			if sender.At(path).Holds(isNoARN) == rule.Yes {
				continue // a mail address is no topic, whatever the topic's ARN will be
			}
			answers = append(answers, refers(sender, path, r, []string{topicType, queueType}, "arn"))
		}
	}
	return rule.Or(answers...)
}

func isNoARN(text string) bool { return !strings.HasPrefix(text, "arn:") }

// refers is rule.Refers where a property may be made from resources of several
// types: what is made from one of them is none of another.
func refers(r *rule.Resource, path string, to *rule.Resource, types []string, by ...string) rule.Truth {
	if from := r.From(path, types...); len(from) > 0 {
		return rule.Of(slices.Contains(from, to.URN))
	}
	return rule.Refers(r, path, to, by...)
}

// namesKey says whether a property names a key, by itself or by an alias.
func namesKey(s *rule.Stack, r *rule.Resource, path string, key *rule.Resource) rule.Truth {
	either := []string{kmsKey, kmsAlias}
	answers := []rule.Truth{refers(r, path, key, either, "arn", "keyId", "id")}
	for _, alias := range s.OfType(kmsAlias) {
		answers = append(answers, rule.And(
			refers(r, path, alias, either, "name", "arn", "id"),
			rule.Refers(alias, "targetKeyId", key, "keyId", "arn", "id")))
	}
	return rule.Or(answers...)
}

// policyLets says whether the policy of a key lets a service use it. Without a
// policy a key has KMS's default, which names no service.
func policyLets(s *rule.Stack, key *rule.Resource, service string) rule.Truth {
	return policyHolds(s, key, func(policy rule.Value) rule.Truth { return letsUse(policy, service, useOfKey()) })
}

// policyHolds asks a question about the policy of a key, within it or apart.
func policyHolds(s *rule.Stack, key *rule.Resource, question func(policy rule.Value) rule.Truth) rule.Truth {
	answers := []rule.Truth{question(key.At("policy"))}
	for _, policy := range s.OfType(kmsKeyPolicy) {
		if its := rule.Refers(policy, "keyId", key, "keyId", "arn", "id"); its != rule.No {
			answers = append(answers, rule.And(its, question(policy.At("policy"))))
		}
	}
	return rule.Or(answers...)
}
