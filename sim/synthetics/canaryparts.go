package synthetics

import (
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// What the service fills in of a canary's nested objects. Source: CloudWatch
// Synthetics API reference, CanaryRunConfigOutput.
const (
	usualMemory  = 1000 // MB
	usualStorage = 1024 // MB
	longestRun   = 840  // s
)

// filled is a nested input with the service's own choices where it is silent.
func filled(d kind.Draft, path string, own kind.Props) kind.Props {
	for _, given := range d.In.Objects(path) {
		maps.Copy(own, given.Props)
	}
	return own
}

// runConfig: a run may last until the next one, and 14 minutes at most.
func runConfig(d kind.Draft) resource.PropertyValue {
	timeout := longestRun
	if every := interval(d.In.Text("schedule.expression")); every > 0 && every < longestRun {
		timeout = every
	}
	return kind.Nested(filled(d, "runConfig", kind.Props{
		"activeTracing":    kind.Flag(false),
		"ephemeralStorage": kind.Number(usualStorage),
		"memoryInMb":       kind.Number(usualMemory),
		"timeoutInSeconds": kind.Number(timeout),
	}))
}

func schedule(d kind.Draft) resource.PropertyValue {
	return kind.Nested(filled(d, "schedule", kind.Props{
		"durationInSeconds": kind.Number(0),
		"retryConfig":       kind.Nested(kind.Props{"maxRetries": kind.Number(0)}),
	}))
}

// vpcConfig is nil for a canary outside any VPC.
func vpcConfig(w kind.World, d kind.Draft) kind.Props {
	if !d.In.Has("vpcConfig") {
		return nil
	}
	config := filled(d, "vpcConfig", kind.Props{})
	for _, id := range d.In.Texts("vpcConfig.subnetIds[*]") {
		if subnet, ok := w.Find("aws:ec2/subnet:Subnet", "id", id); ok {
			config["vpcId"] = kind.Text((kind.Values{Props: subnet.Inputs}).Text("vpcId"))
		}
	}
	return config
}

// timelines says when a canary was made, changed, started and stopped.
func timelines(w kind.World, d kind.Draft) resource.PropertyValue {
	now := kind.Text(w.Timestamp())
	line := kind.Props{"created": now, "lastModified": now, "lastStarted": kind.Text(""), "lastStopped": kind.Text("")}
	was := ""
	if d.Old != nil {
		before := kind.Values{Props: d.Old.Outputs}
		was = before.Text("status")
		for _, then := range before.Objects("timelines[*]") {
			maps.Copy(line, then.Props)
		}
		line["lastModified"] = now
	}
	switch is := status(d); {
	case is == "RUNNING" && was != is:
		line["lastStarted"] = now
	case is == "STOPPED" && was != is:
		line["lastStopped"] = now
	}
	return kind.List(kind.Nested(line))
}
