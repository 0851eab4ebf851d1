package sqs

import (
	"regexp"

	"github.com/covetpy/platform/sim/kind"
)

const queueType = "aws:sqs/queue:Queue"

// queue refuses a key that is not there. SQS itself says so only at the first
// message, and there are none here.
func queue() kind.Kind {
	return kind.Kind{
		Type:     queueType,
		ID:       func(w kind.World, d kind.Draft) string { return queueURL(w, queueName(w, d)) },
		Autoname: kind.Autoname{Max: 80},
		Defaults: kind.Props{
			"contentBasedDeduplication": kind.Flag(false),
			"delaySeconds":              kind.Number(0),
			"fifoQueue":                 kind.Flag(false),
			"maxMessageSize":            kind.Number(262144),
			"messageRetentionSeconds":   kind.Number(345600),
			"receiveWaitTimeSeconds":    kind.Number(0),
			"visibilityTimeoutSeconds":  kind.Number(30),
		},
		Checks: map[string]kind.Check{
			"policy":             kind.JSON(longestPolicy),
			"redriveAllowPolicy": kind.JSON(longestPolicy),
			"redrivePolicy":      kind.JSON(longestPolicy),
		},
		Rules: queueRules,
		Refs:  []kind.Ref{kind.Key("kmsMasterKeyId")},
		// SQS hands out the same queue to who asks with the same attributes; to
		// two resources that would be one queue, so here nobody gets it.
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "QueueAlreadyExists: A queue already exists with the same name %[1]s",
		}},
		Admit:   admitQueue,
		Outputs: queueOutputs,
	}
}

var (
	standardName = regexp.MustCompile(`^[0-9A-Za-z_-]{1,80}$`)
	fifoName     = regexp.MustCompile(`^[0-9A-Za-z_-]{1,75}\.fifo$`)
)

func queueRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	fail := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	form := standardName
	if in.Flag("fifoQueue") {
		form = fifoName
	}
	if name := in.Text("name"); name != "" && !form.MatchString(name) {
		fail("name", "invalid queue name: "+name)
	}
	if in.Flag("contentBasedDeduplication") && !in.Flag("fifoQueue") {
		fail("contentBasedDeduplication", "content-based deduplication can only be set for FIFO queue")
	}
	for _, pair := range [][2]string{{"kmsMasterKeyId", "sqsManagedSseEnabled"}, {"name", "namePrefix"}} {
		if in.Has(pair[0]) && in.Has(pair[1]) {
			fail(pair[0], `"`+pair[0]+`": conflicts with `+pair[1])
		}
	}
	return failures
}

func queueName(w kind.World, d kind.Draft) string {
	name := d.In.Text("name")
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		name = prefix + w.Hex(26)
		if d.In.Flag("fifoQueue") {
			name += ".fifo"
		}
	}
	return name
}

func admitQueue(w kind.World, d kind.Draft) error {
	if wait := d.In.Number("receiveWaitTimeSeconds"); wait < 0 || wait > 20 {
		return kind.Say("InvalidAttributeValue: Invalid value for the parameter ReceiveMessageWaitTimeSeconds. Reason: Must be an integer from 0 to 20, if provided.")
	}
	fifo := d.In.Flag("fifoQueue")
	if !fifo && (d.In.Has("deduplicationScope") || d.In.Has("fifoThroughputLimit")) {
		return kind.Say("InvalidAttributeName: You can specify the DeduplicationScope and the FifoThroughputLimit only for a FIFO queue.")
	}
	if err := admitPolicy(d.In.Text("policy")); err != nil {
		return err
	}
	if err := admitRedrive(w, d.In.Text("redrivePolicy"), fifo); err != nil {
		return err
	}
	return admitRedriveAllow(d.In.Text("redriveAllowPolicy"))
}

func queueOutputs(w kind.World, d kind.Draft) kind.Props {
	name := d.ID[len(queueURL(w, "")):]
	managed := !d.In.Has("kmsMasterKeyId")
	if d.In.Has("sqsManagedSseEnabled") {
		managed = d.In.Flag("sqsManagedSseEnabled")
	}
	out := kind.Props{
		"arn":                  kind.Text(w.ARN("sqs", name)),
		"url":                  kind.Text(d.ID),
		"name":                 kind.Text(name),
		"sqsManagedSseEnabled": kind.Flag(managed),
	}
	if !d.In.Has("kmsDataKeyReusePeriodSeconds") {
		out["kmsDataKeyReusePeriodSeconds"] = kind.Number(300)
	}
	if d.In.Flag("fifoQueue") {
		out["deduplicationScope"] = kind.Text(d.In.Or("deduplicationScope", "queue"))
		out["fifoThroughputLimit"] = kind.Text(d.In.Or("fifoThroughputLimit", "perQueue"))
	}
	return out
}
