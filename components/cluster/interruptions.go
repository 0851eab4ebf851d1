package cluster

import (
	"encoding/json"
	"fmt"
)

// interruption is a kind of event that tells of an instance about to go.
type interruption struct {
	name        string // logical name of its rule, for ever
	description string
	source      string
	detailType  string
}

// interruptions are the events that Karpenter acts on (karpenter.sh, Concepts,
// Disruption, "Interruption").
func interruptions() []interruption {
	return []interruption{
		{"health", "Planned maintenance of an instance's host", "aws.health", "AWS Health Event"},
		{"spot", "A spot instance is taken back in two minutes", "aws.ec2", "EC2 Spot Instance Interruption Warning"},
		{"rebalance", "A spot instance may be taken back soon", "aws.ec2", "EC2 Instance Rebalance Recommendation"},
		{"state", "An instance stopped or went", "aws.ec2", "EC2 Instance State-change Notification"},
	}
}

// eventPattern is what an EventBridge rule matches.
type eventPattern struct {
	DetailType []string `json:"detail-type"`
	Source     []string `json:"source"`
}

func (i interruption) pattern() (string, error) {
	text, err := json.Marshal(eventPattern{DetailType: []string{i.detailType}, Source: []string{i.source}})
	if err != nil {
		return "", fmt.Errorf("write the event pattern %q: %w", i.name, err)
	}
	return string(text), nil
}
