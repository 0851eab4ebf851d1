package sns

import (
	"regexp"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const topicType = "aws:sns/topic:Topic"

// senders report in a role whether they could deliver.
var senders = []string{"application", "firehose", "http", "lambda", "sqs"}

// topic refuses a key that is not there. SNS itself says so only at the first
// message, and there are none here.
func topic() kind.Kind {
	checks := map[string]kind.Check{
		"archivePolicy":  kind.JSON(longestPolicy),
		"deliveryPolicy": kind.JSON(longestPolicy),
		"policy":         kind.JSON(longestPolicy),
	}
	refs := []kind.Ref{kind.Key("kmsMasterKeyId")}
	defaults := kind.Props{"contentBasedDeduplication": kind.Flag(false), "fifoTopic": kind.Flag(false), "signatureVersion": kind.Number(0)}
	for _, sender := range senders {
		defaults[resource.PropertyKey(sender+"SuccessFeedbackSampleRate")] = kind.Number(0)
		for _, path := range []string{sender + "SuccessFeedbackRoleArn", sender + "FailureFeedbackRoleArn"} {
			checks[path] = kind.ARN()
			refs = append(refs, kind.Role(path))
		}
	}
	return kind.Kind{
		Type:     topicType,
		ID:       func(w kind.World, d kind.Draft) string { return w.ARN("sns", topicName(w, d)) },
		Autoname: kind.Autoname{Max: 256},
		Defaults: defaults,
		Checks:   checks,
		Rules:    topicRules,
		Refs:     refs,
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "the topic %[1]s is another resource's already; SNS would hand out the same one, the simulated cloud refuses",
		}},
		Admit:   func(_ kind.World, d kind.Draft) error { return admitPolicy(d.In.Text("policy")) },
		Outputs: topicOutputs,
	}
}

var (
	standardName = regexp.MustCompile(`^[0-9A-Za-z_-]{1,256}$`)
	fifoName     = regexp.MustCompile(`^[0-9A-Za-z_-]{1,251}\.fifo$`)
)

func topicRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	fail := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	form := standardName
	if in.Flag("fifoTopic") {
		form = fifoName
	}
	if name := in.Text("name"); name != "" && !form.MatchString(name) {
		fail("name", "invalid topic name: "+name)
	}
	if in.Has("name") && in.Has("namePrefix") {
		fail("name", `"name": conflicts with namePrefix`)
	}
	if in.Flag("fifoTopic") {
		return failures
	}
	if in.Text("archivePolicy") != "" {
		fail("archivePolicy", "message archive policy can only be set for FIFO topics")
	}
	if in.Text("fifoThroughputScope") != "" {
		fail("fifoThroughputScope", "FIFO throughput scope can only be set for FIFO topics")
	}
	if in.Flag("contentBasedDeduplication") {
		fail("contentBasedDeduplication", "content-based deduplication can only be set for FIFO topics")
	}
	return failures
}

func topicName(w kind.World, d kind.Draft) string {
	prefix := d.In.Text("namePrefix")
	if prefix == "" {
		return d.In.Text("name")
	}
	name := prefix + w.Hex(26)
	if d.In.Flag("fifoTopic") {
		name += ".fifo"
	}
	return name
}

func topicOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{
		"arn":                  kind.Text(d.ID),
		"beginningArchiveTime": kind.Text(""),
		"name":                 kind.Text(d.ID[len(w.ARN("sns", "")):]),
		"owner":                kind.Text(w.Account()),
	}
	if !d.In.Has("policy") {
		out["policy"] = kind.Text(defaultPolicy(d.ID, w.Account()))
	}
	if d.In.Flag("fifoTopic") {
		out["fifoThroughputScope"] = kind.Text(d.In.Or("fifoThroughputScope", "Topic"))
		if d.In.Has("archivePolicy") {
			out["beginningArchiveTime"] = kind.Text(w.Timestamp())
		}
	}
	return out
}
