package sns

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	queueType        = "aws:sqs/queue:Queue"
	subscriptionType = "aws:sns/topicSubscription:TopicSubscription"
)

// topicSubscription goes with its topic. Who reads mail has to confirm first,
// and so has a web server; upstream waits for neither.
func topicSubscription() kind.Kind {
	return kind.Kind{
		Type: subscriptionType,
		ID:   func(w kind.World, d kind.Draft) string { return d.In.Text("topic") + ":" + w.UUID() },
		Defaults: kind.Props{
			"confirmationTimeoutInMinutes": kind.Number(1),
			"endpointAutoConfirms":         kind.Flag(false),
			"rawMessageDelivery":           kind.Flag(false),
		},
		Checks: map[string]kind.Check{
			"deliveryPolicy":      kind.JSON(longestPolicy),
			"filterPolicy":        kind.JSON(longestPolicy),
			"redrivePolicy":       kind.JSON(longestPolicy),
			"replayPolicy":        kind.JSON(longestPolicy),
			"subscriptionRoleArn": kind.ARN(),
			"topic":               kind.ARN(),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("filterPolicyScope") && !in.Has("filterPolicy") {
				return []kind.Failure{{Path: "filterPolicyScope", Reason: "filter_policy is required when filter_policy_scope is set"}}
			}
			return nil
		},
		Refs: []kind.Ref{ofTopic("topic"), kind.Role("subscriptionRoleArn"), {
			Path: "endpoint", To: []kind.Target{{Type: queueType, By: "arn"}}, OnDelete: sim.Ignore, Service: "sqs",
			Missing: "the queue %s does not exist; SNS would subscribe it and lose its messages, the simulated cloud refuses",
		}},
		// SNS hands out the same subscription to whoever asks for the same.
		Unique: []kind.Unique{{
			On:    []string{"topic", "protocol", "endpoint"},
			Taken: "the endpoint is subscribed to %[1]s by another resource already; SNS would hand out the same subscription, the simulated cloud refuses",
		}},
		Admit:   admitSubscription,
		Outputs: subscriptionOutputs,
	}
}

func subscriptionOutputs(w kind.World, d kind.Draft) kind.Props {
	protocol := d.In.Text("protocol")
	pending := strings.HasPrefix(protocol, "email") || strings.HasPrefix(protocol, "http") && !d.In.Flag("endpointAutoConfirms")
	out := kind.Props{
		"arn":                          kind.Text(d.ID),
		"confirmationWasAuthenticated": kind.Flag(!pending),
		"ownerId":                      kind.Text(w.Account()),
		"pendingConfirmation":          kind.Flag(pending),
	}
	if d.In.Has("filterPolicy") {
		out["filterPolicyScope"] = kind.Text(d.In.Or("filterPolicyScope", "MessageAttributes"))
	}
	return out
}

var (
	phone   = regexp.MustCompile(`^\+?[0-9][0-9. ()-]{4,20}$`)
	address = regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)
)

func admitSubscription(w kind.World, d kind.Draft) error {
	if err := admitRegion(w, d.In.Text("topic")); err != nil {
		return err
	}
	if err := admitEndpoint(d.In); err != nil {
		return err
	}
	if d.In.Text("protocol") == "firehose" && !d.In.Has("subscriptionRoleArn") {
		return kind.Say("InvalidParameter: Invalid parameter: Attributes Reason: SubscriptionRoleArn is required for firehose subscription")
	}
	if err := admitFilter(d.In); err != nil {
		return err
	}
	return admitDeadLetters(d.In.Text("redrivePolicy"))
}

// admitEndpoint looks at the form of an endpoint.
func admitEndpoint(in kind.Values) error {
	protocol, endpoint := in.Text("protocol"), in.Text("endpoint")
	refuse := func(reason string) error { return kind.Say("InvalidParameter: Invalid parameter: %s", reason) }
	fifo := strings.HasSuffix(in.Text("topic"), ".fifo")
	of := func(service string) bool {
		parts := strings.SplitN(endpoint, ":", 6)
		return len(parts) == 6 && parts[0] == "arn" && parts[2] == service
	}
	switch protocol {
	case "email", "email-json":
		if !address.MatchString(endpoint) {
			return refuse("Email address")
		}
	case "http", "https":
		if !strings.HasPrefix(endpoint, protocol+"://") {
			return refuse("Endpoint must match the specified protocol")
		}
	case "sms":
		if !phone.MatchString(endpoint) {
			return refuse("Invalid SMS endpoint: " + endpoint)
		}
	case "lambda":
		if !of("lambda") {
			return refuse("Lambda endpoint ARN")
		}
	case "firehose":
		if !of("firehose") {
			return refuse("Firehose endpoint ARN")
		}
	case "application":
		if !of("sns") {
			return refuse("Application endpoint arn")
		}
	case "sqs":
		switch {
		case !of("sqs"):
			return refuse("SQS endpoint ARN")
		case strings.HasSuffix(endpoint, ".fifo") && !fifo:
			return refuse("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics")
		}
	}
	// Source: SNS developer guide, "Message delivery for FIFO topics".
	if fifo && protocol != "sqs" {
		return refuse("Invalid protocol type: " + protocol)
	}
	return nil
}

// admitFilter refuses what is no map of attributes.
func admitFilter(in kind.Values) error {
	document := in.Text("filterPolicy")
	if document == "" {
		return nil
	}
	var policy map[string]any
	if err := json.Unmarshal([]byte(document), &policy); err != nil {
		return kind.Say("InvalidParameter: Invalid parameter: FilterPolicy: failed to parse JSON.")
	}
	for _, value := range policy {
		if _, nested := value.(map[string]any); nested && in.Or("filterPolicyScope", "MessageAttributes") == "MessageAttributes" {
			return kind.Say("InvalidParameter: Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy")
		}
	}
	return nil
}

func admitDeadLetters(document string) error {
	if document == "" {
		return nil
	}
	var policy struct {
		DeadLetterTargetARN string `json:"deadLetterTargetArn"`
	}
	if err := json.Unmarshal([]byte(document), &policy); err != nil || !strings.Contains(policy.DeadLetterTargetARN, ":sqs:") {
		return kind.Say("InvalidParameter: Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn")
	}
	return nil
}
