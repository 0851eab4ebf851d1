package edge

import "github.com/covetpy/platform/infra/identity"

// wafLogPolicy lets log delivery write the firewall's log into one log group
// (CloudWatch Logs user guide, "Enable logging from AWS services"). WAF would
// attach one of its own where it finds none, wider and left behind by a destroy.
func wafLogPolicy(where identity.Scope, group string) identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "DeliveryWrites",
		Principal: identity.Service("delivery.logs.amazonaws.com"),
		Actions:   identity.Actions("logs:CreateLogStream", "logs:PutLogEvents"),
		Resources: identity.Resources(where.ARN("logs", "log-group:"+group+":log-stream:*")),
		Conditions: []identity.Condition{
			identity.StringEquals("aws:SourceAccount", where.Account),
			identity.ArnLike("aws:SourceArn", where.ARN("logs", "*")),
		},
	}}}
}
