package queue

import (
	"encoding/json"
	"fmt"

	"github.com/covetpy/platform/infra/identity"
)

// actions are what can be done with a queue and the messages in it.
func actions() []identity.Action {
	return identity.Actions(
		"sqs:AddPermission", "sqs:CancelMessageMoveTask", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:DeleteQueue",
		"sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues", "sqs:ListMessageMoveTasks", "sqs:ListQueueTags",
		"sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:RemovePermission", "sqs:SendMessage", "sqs:SetQueueAttributes",
		"sqs:StartMessageMoveTask", "sqs:TagQueue", "sqs:UntagQueue",
	)
}

// tlsOnly is a queue's policy: nobody without TLS (SQS developer guide, "Amazon SQS
// security best practices"). It lets nobody in: who may send and receive is said by
// the roles of this account, and no other account may.
func tlsOnly(arn string) identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:        "TLSOnly",
		Effect:     identity.Deny,
		Principal:  identity.Anyone(),
		Actions:    actions(),
		Resources:  identity.Resources(arn),
		Conditions: []identity.Condition{identity.Bool("aws:SecureTransport", false)},
	}}}
}

// redrivePolicy is where a queue gives its dead letters, and when, as SQS takes it
// (SQS API reference, SetQueueAttributes, RedrivePolicy).
type redrivePolicy struct {
	DeadLetterTargetARN string `json:"deadLetterTargetArn"`
	MaxReceiveCount     int    `json:"maxReceiveCount"`
}

func (a *Args) redrive() (string, error) {
	text, err := json.Marshal(redrivePolicy{DeadLetterTargetARN: a.DeadARN(), MaxReceiveCount: a.MaxReceives})
	if err != nil {
		return "", fmt.Errorf("write redrive policy: %w", err)
	}
	return string(text), nil
}

// redriveAllowPolicy is whose dead letters a queue takes (SetQueueAttributes,
// RedriveAllowPolicy).
type redriveAllowPolicy struct {
	RedrivePermission string   `json:"redrivePermission"`
	SourceQueueARNs   []string `json:"sourceQueueArns"`
}

func (a *Args) redriveAllow() (string, error) {
	text, err := json.Marshal(redriveAllowPolicy{RedrivePermission: "byQueue", SourceQueueARNs: []string{a.ARN()}})
	if err != nil {
		return "", fmt.Errorf("write redrive allow policy: %w", err)
	}
	return string(text), nil
}
