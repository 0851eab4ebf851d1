// Package sqs describes the resource types of SQS, one file each.
package sqs

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		queue(),
		queuePolicy(),
		redriveAllowPolicy(),
		redrivePolicy(),
	}
}

// attribute is what the types have in common that are a resource of their own
// upstream, but in SQS an attribute of the queue: each has the queue's URL for
// an id and goes with the queue.
func attribute(typ, what string) kind.Kind {
	return kind.Kind{
		Type: typ,
		ID:   kind.From("queueUrl"),
		Refs: []kind.Ref{{
			Path: "queueUrl", To: []kind.Target{{Type: queueType, By: "id"}}, OnDelete: sim.Cascade,
			Missing: "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist.",
		}},
		Unique: []kind.Unique{{
			On:    []string{"queueUrl"},
			Taken: "the queue %[1]s has a " + what + " from another resource already; SQS would overwrite it, the simulated cloud refuses",
		}},
	}
}

func queueURL(w kind.World, name string) string {
	suffix := "amazonaws.com"
	if strings.HasPrefix(w.Region, "cn-") {
		suffix += ".cn"
	}
	return "https://sqs." + w.Region + "." + suffix + "/" + w.Account() + "/" + name
}

// byARN finds a queue of this account and region.
func byARN(w kind.World, arn string) (sim.Object, bool) {
	name := arn[strings.LastIndex(arn, ":")+1:]
	if arn != w.ARN("sqs", name) {
		return sim.Object{}, false
	}
	return w.Find(queueType, "id", queueURL(w, name))
}
