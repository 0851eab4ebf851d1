package alerts

import "github.com/covetpy/platform/infra/identity"

// policy is who may send to a topic: this environment's alarms and databases,
// the account's event rules, and nobody without TLS. What the account's own
// roles may do is in their policies.
func policy(where identity.Scope, prefix, topic string) identity.Document {
	send := func(sid, service string, conditions ...identity.Condition) identity.Statement {
		return identity.Statement{
			Sid: sid, Principal: identity.Service(service), Actions: identity.Actions("sns:Publish"),
			Resources: identity.Resources(topic), Conditions: conditions,
		}
	}
	return identity.Document{Statements: []identity.Statement{
		// SNS developer guide, "Allow CloudWatch alarms in a different account to
		// publish": the same, for this one.
		send("AlarmsSend", "cloudwatch.amazonaws.com", from(where, where.ARN("cloudwatch", "alarm:"+prefix+"-*"))...),
		// No condition, as EventBridge sends nothing to hold it to when it publishes
		// to a topic: a statement with one would admit nothing, and the rule would
		// fail without a word (EventBridge user guide, "Troubleshooting": no Condition
		// blocks in topic policies for EventBridge).
		send("EventRulesSend", "events.amazonaws.com"),
		// RDS user guide, "Granting permissions to publish notifications to an SNS
		// topic": the source is what the event is about. A subscription itself is the
		// source when it is made. AWS names proxies in ARNs by an id of its own, so any
		// of this account's may send.
		send("DatabasesSend", "events.rds.amazonaws.com", from(where,
			where.ARN("rds", "cluster:"+prefix+"-*"), where.ARN("rds", "db:"+prefix+"-*"),
			where.ARN("rds", "db-proxy:*"), where.ARN("rds", "es:*"))...),
		{
			Sid:       "TLSOnly",
			Effect:    identity.Deny,
			Principal: identity.Anyone(),
			// SNS takes no "sns:*" here, as it has actions that are about no topic.
			Actions: identity.Actions("sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic",
				"sns:Publish", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"),
			Resources:  identity.Resources(topic),
			Conditions: []identity.Condition{identity.Bool("aws:SecureTransport", false)},
		},
	}}
}

// from holds a service to resources of this account.
func from(where identity.Scope, arns ...string) []identity.Condition {
	return []identity.Condition{
		identity.StringEquals("aws:SourceAccount", where.Account),
		identity.ArnLike("aws:SourceArn", arns...),
	}
}
