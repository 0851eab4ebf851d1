package encryption

import "github.com/covetpy/platform/infra/identity"

// callers returns the services of a class that use its key in the name of
// whoever calls them.
func callers(class Class) []caller {
	switch class {
	case ClusterSecrets:
		// EKS user guide, "Encrypt Kubernetes secrets with KMS": whoever makes
		// the cluster describes the key and EKS takes a grant.
		return []caller{{name: "EKS", host: "eks", uses: []string{"kms:DescribeKey"}, grants: true}}
	case Volumes:
		return []caller{{name: "EBS", host: "ec2", uses: encryptAndDecrypt(), grants: true}}
	case Database:
		return []caller{
			{name: "RDS", host: "rds", uses: encryptAndDecrypt(), grants: true},
			// The master password that RDS keeps in Secrets Manager.
			{name: "SecretsManager", host: "secretsmanager", uses: encryptAndDecrypt(), grants: true},
		}
	case Cache:
		return []caller{{name: "ElastiCache", host: "elasticache", uses: encryptAndDecrypt(), grants: true}}
	case Objects:
		return []caller{{name: "S3", host: "s3", uses: encryptAndDecrypt()}}
	case Messages:
		return []caller{
			{name: "SQS", host: "sqs", uses: envelope()},
			{name: "SNS", host: "sns", uses: envelope()},
		}
	case Backups:
		return []caller{{name: "Backup", host: "backup", uses: encryptAndDecrypt(), grants: true}}
	case Metrics:
		// Managed Service for Prometheus user guide, "Encryption at rest".
		return []caller{{name: "Prometheus", host: "aps", uses: envelope(), grants: true}}
	case Images:
		// ECR user guide, "Encryption at rest": ECR takes two grants when a
		// repository is made.
		return []caller{{name: "ECR", host: "ecr", uses: envelope(), grants: true}}
	case Secrets:
		// Secrets Manager user guide, "Secret encryption and decryption": it asks for a
		// data key when a value is written, and to decrypt that when one is read.
		return []caller{{name: "SecretsManager", host: "secretsmanager", uses: envelope()}}
	case Logs:
		return nil // CloudWatch Logs uses the key in its own name alone
	default:
		return nil
	}
}

// own returns the statements of services that use the key in their own name,
// each held to resources of this account.
func own(class Class, a PolicyArgs) []identity.Statement {
	switch class {
	case Volumes:
		return launchers(a.Where)
	case Logs:
		return []identity.Statement{logGroups(a)}
	case Objects:
		return []identity.Statement{logDelivery(a.Where)}
	case Messages:
		return []identity.Statement{
			eventBridge(),
			eventSource("CloudWatchAlarmsUseKey", "cloudwatch.amazonaws.com", a.Where),
			// RDS user guide, "Grant permissions to publish notifications to an SNS topic".
			eventSource("DatabaseEventsUseKey", "events.rds.amazonaws.com", a.Where),
		}
	default:
		return nil
	}
}

// launchers lets what launches instances do so with encrypted volumes: the
// groups behind managed node groups (EC2 Auto Scaling user guide, "Required KMS
// key policy for use with encrypted volumes"), and spot requests such as
// Karpenter's (EC2 user guide, "Service-linked role for Spot Instance
// requests").
//
// The roles stand in a condition, not as principals: KMS refuses a policy that
// names a role which does not exist, and these appear only with an account's
// first autoscaling group and spot request.
func launchers(where identity.Scope) []identity.Statement {
	who := []identity.Condition{
		identity.StringEquals("kms:CallerAccount", where.Account),
		identity.ArnLike("aws:PrincipalArn",
			where.Global("iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
			where.Global("iam", "role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot")),
	}
	return []identity.Statement{
		{
			Sid:        "LaunchersUseKey",
			Principal:  identity.Anyone(),
			Actions:    identity.Actions(encryptAndDecrypt()...),
			Resources:  identity.ThisKey(),
			Conditions: who,
		},
		grant("LaunchersKeepUsingKey", who),
	}
}

// logGroups lets CloudWatch Logs use the key for the environment's log groups,
// which it names in the encryption context (CloudWatch Logs user guide,
// "Encrypt log data using KMS").
func logGroups(a PolicyArgs) identity.Statement {
	groups := make([]string, len(a.LogGroupPrefixes))
	for i, prefix := range a.LogGroupPrefixes {
		groups[i] = a.Where.ARN("logs", "log-group:"+prefix+"*")
	}
	return identity.Statement{
		Sid:        "LogGroupsUseKey",
		Principal:  identity.Service("logs." + a.Where.Region + ".amazonaws.com"),
		Actions:    identity.Actions(encryptAndDecrypt()...),
		Resources:  identity.ThisKey(),
		Conditions: []identity.Condition{identity.ArnLike("kms:EncryptionContext:aws:logs:arn", groups...)},
	}
}

// logDelivery lets flow logs and the like be delivered to encrypted buckets
// (VPC user guide, "Publish flow logs to S3", key policy for SSE-KMS).
func logDelivery(where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:       "LogDeliveryUsesKey",
		Principal: identity.Service("delivery.logs.amazonaws.com"),
		Actions:   identity.Actions(encryptAndDecrypt()...),
		Resources: identity.ThisKey(),
		Conditions: []identity.Condition{
			identity.StringEquals("aws:SourceAccount", where.Account),
			identity.ArnLike("aws:SourceArn", where.ARN("logs", "*")),
		},
	}
}

// eventBridge lets EventBridge put messages into encrypted queues and topics. It
// sends no word on whose behalf, so there is no condition: with one, nothing
// arrives at an encrypted topic, and nothing says so (SNS developer guide, "Enable
// compatibility between event sources from AWS services and encrypted topics").
func eventBridge() identity.Statement {
	return identity.Statement{
		Sid:       "EventBridgeUsesKey",
		Principal: identity.Service("events.amazonaws.com"),
		Actions:   identity.Actions("kms:Decrypt", "kms:GenerateDataKey"),
		Resources: identity.ThisKey(),
	}
}

// eventSource lets a service put messages into encrypted queues and topics
// (SQS developer guide, "Enable compatibility between event sources from AWS
// services and encrypted queues"). Which rule or alarm may send to which queue
// is the queue's own policy.
func eventSource(sid, service string, where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:        sid,
		Principal:  identity.Service(service),
		Actions:    identity.Actions("kms:Decrypt", "kms:GenerateDataKey"),
		Resources:  identity.ThisKey(),
		Conditions: []identity.Condition{identity.StringEquals("aws:SourceAccount", where.Account)},
	}
}
