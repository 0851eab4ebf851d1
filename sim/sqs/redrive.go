package sqs

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func redrivePolicy() kind.Kind {
	k := attribute("aws:sqs/redrivePolicy:RedrivePolicy", "redrive policy")
	k.Checks = map[string]kind.Check{"redrivePolicy": kind.JSON(longestPolicy)}
	k.Admit = func(w kind.World, d kind.Draft) error {
		source, _ := w.Find(queueType, "id", d.In.Text("queueUrl"))
		return admitRedrive(w, d.In.Text("redrivePolicy"), kind.Values{Props: source.Inputs}.Flag("fifoQueue"))
	}
	return k
}

// redrive says where messages go that nobody could handle. The count may be
// written as a number or as a text.
type redrive struct {
	DeadLetterTargetARN string          `json:"deadLetterTargetArn"`
	MaxReceiveCount     json.RawMessage `json:"maxReceiveCount"`
}

// admitRedrive looks at the redrive policy of a source; an empty text is none.
func admitRedrive(w kind.World, document string, fifo bool) error {
	if document == "" {
		return nil
	}
	refuse := func(reason string) error {
		return kind.Say("InvalidParameterValue: Value %s for parameter RedrivePolicy is invalid. Reason: %s", document, reason)
	}
	var policy redrive
	if err := json.Unmarshal([]byte(document), &policy); err != nil {
		return refuse("Redrive policy is not a valid JSON map.")
	}
	if policy.DeadLetterTargetARN == "" {
		return refuse("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.")
	}
	if policy.MaxReceiveCount == nil {
		return refuse("Redrive policy does not contain mandatory attribute: maxReceiveCount.")
	}
	written := strings.Trim(string(policy.MaxReceiveCount), `"`)
	if count, err := strconv.Atoi(written); err != nil || count < 1 || count > 1000 {
		return refuse("Invalid value for maxReceiveCount: " + written + ", valid values are from 1 to 1000 both inclusive.")
	}
	target, ok := byARN(w, policy.DeadLetterTargetARN)
	if !ok {
		return refuse("Dead letter target does not exist.")
	}
	if (kind.Values{Props: target.Inputs}).Flag("fifoQueue") != fifo {
		return refuse("Dead-letter queue must be same type of queue as the source.")
	}
	return nil
}

func redriveAllowPolicy() kind.Kind {
	k := attribute("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "redrive allow policy")
	k.Checks = map[string]kind.Check{"redriveAllowPolicy": kind.JSON(longestPolicy)}
	k.Admit = func(_ kind.World, d kind.Draft) error { return admitRedriveAllow(d.In.Text("redriveAllowPolicy")) }
	return k
}

// redriveAllow says whose dead letters a queue takes.
type redriveAllow struct {
	RedrivePermission string   `json:"redrivePermission"`
	SourceQueueARNs   []string `json:"sourceQueueArns"`
}

// mostSources of dead letters that a queue can list. Source: SQS API reference,
// SetQueueAttributes.
const mostSources = 10

func admitRedriveAllow(document string) error {
	if document == "" {
		return nil
	}
	refuse := func(reason string) error {
		return kind.Say("InvalidParameterValue: Value %s for parameter RedriveAllowPolicy is invalid. Reason: %s", document, reason)
	}
	var policy redriveAllow
	if err := json.Unmarshal([]byte(document), &policy); err != nil {
		return refuse("Redrive allow policy is not a valid JSON map.")
	}
	listed := len(policy.SourceQueueARNs)
	switch {
	case !slices.Contains([]string{"allowAll", "denyAll", "byQueue"}, policy.RedrivePermission):
		return refuse("redrivePermission must be one of allowAll, denyAll, byQueue.")
	case policy.RedrivePermission == "byQueue" && (listed < 1 || listed > mostSources):
		return refuse("byQueue needs 1 to 10 sourceQueueArns.")
	case policy.RedrivePermission != "byQueue" && listed > 0:
		return refuse("sourceQueueArns can be given only with byQueue.")
	}
	return nil
}
