package cloudwatch

import (
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	subscriptionFilterType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
	// mostSubscriptions of a log group. Source: CloudWatch Logs quotas; it can't be
	// raised.
	mostSubscriptions = 2
)

// logSubscriptionFilter goes with its log group. What it delivers to is of services
// that this cloud does not have, and is taken on trust.
func logSubscriptionFilter() kind.Kind {
	return kind.Kind{
		Type:     subscriptionFilterType,
		ID:       subscriptionID,
		Autoname: kind.Autoname{Max: 512},
		Defaults: kind.Props{"distribution": kind.Text("ByLogStream")},
		Refs:     []kind.Ref{ofLogGroup("logGroup", "name"), logsRole("roleArn")},
		Unique: []kind.Unique{{
			On:    []string{"logGroup", "name"},
			Taken: "the log group %[1]s has a subscription filter of the name from another resource already; CloudWatch Logs would overwrite it, the simulated cloud refuses",
		}},
		Admit: admitSubscriptionFilter,
	}
}

// subscriptionID is upstream's: a number made of the log group's name, the same for
// both of a group's. The second has one of its own here.
func subscriptionID(w kind.World, d kind.Draft) string {
	number := func(text string) string {
		return "cwlsf-" + strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(text))), 10)
	}
	group := d.In.Text("logGroup") + "-"
	if _, taken := w.Find(subscriptionFilterType, "id", number(group)); taken {
		return number(group + d.In.Text("name"))
	}
	return number(group)
}

func logsRole(path string) kind.Ref {
	ref := kind.Role(path)
	ref.Missing = "InvalidParameterException: Could not deliver test message to specified destination. Check if the destination is valid: role %s does not exist."
	return ref
}

// receivers of a subscription; those that are given a role need one. Source:
// CloudWatch Logs API reference, PutSubscriptionFilter, destinationArn.
var receivers = []string{"firehose", "kinesis", "lambda", "logs"}

func admitSubscriptionFilter(w kind.World, d kind.Draft) error {
	refuse := func(words string) error { return kind.Say("InvalidParameterException: %s", words) }
	if err := admitClass(w, "name", d.In.Text("logGroup"), "Subscription filters"); err != nil {
		return err
	}
	arn := d.In.Text("destinationArn")
	parts := strings.SplitN(arn, ":", 6)
	service, region := parts[2], parts[3]
	switch {
	case !validPattern(d.In.Text("filterPattern")):
		return refuse("Invalid filter pattern")
	case !slices.Contains(receivers, service):
		return refuse("destinationArn for vendor " + service + " cannot be used with this operation")
	case region != w.Region:
		return refuse("destinationArn " + arn + " is not in the region of the log group, " + w.Region)
	case (service == "firehose" || service == "kinesis") && !d.In.Has("roleArn"):
		return refuse("destinationArn for vendor " + service + " requires a roleArn")
	case service == "lambda" && d.In.Has("roleArn"):
		return refuse("destinationArn for vendor lambda cannot be used with roleArn")
	}
	return admitCount(w, d, subscriptionFilterType, mostSubscriptions)
}
