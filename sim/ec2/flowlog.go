package ec2

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func flowLog() kind.Kind {
	return kind.Kind{
		Type:     "aws:ec2/flowLog:FlowLog",
		ID:       kind.Hashed("fl-"),
		Defaults: kind.Props{"logDestinationType": kind.Text("cloud-watch-logs"), "maxAggregationInterval": kind.Number(600)},
		Checks: map[string]kind.Check{
			"iamRoleArn":     kind.ARN("iam"),
			"logDestination": kind.ARN("logs", "s3", "firehose"),
		},
		Rules: flowLogRules,
		Refs: []kind.Ref{
			gone(kind.VPC("vpcId")),
			gone(kind.Subnet("subnetId")),
			gone(kind.Ref{
				Path: "regionalNatGatewayId", To: []kind.Target{{Type: natGatewayType, By: "id"}},
				Missing: "InvalidNatGatewayID.NotFound: The natGateway ID '%s' does not exist",
			}),
			kind.Role("iamRoleArn"),
		},
		Unique: []kind.Unique{{
			On:    append(flowLogSources(), "logDestination"),
			Taken: "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log destination.",
		}},
		Admit: admitFlowLog,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("ec2", "vpc-flow-log/"+d.ID))}
		},
	}
}

func flowLogSources() []string {
	return []string{"eniId", "regionalNatGatewayId", "subnetId", "transitGatewayAttachmentId", "transitGatewayId", "vpcId"}
}

// flowLogRules say which inputs go together. Source: CreateFlowLogs in the EC2
// API reference.
func flowLogRules(in kind.Values) []kind.Failure {
	failures := exactlyOne(in, flowLogSources()...)
	refuse := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	logs := in.Text("logDestinationType") == "cloud-watch-logs"
	if !in.Has("logDestination") {
		refuse("logDestination", "InvalidParameter: LogDestination can't be empty")
	}
	if logs && !in.Has("iamRoleArn") {
		refuse("iamRoleArn", "InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs")
	}
	if in.Text("logDestinationType") == "s3" && in.Has("iamRoleArn") {
		refuse("iamRoleArn", "InvalidParameter: DeliverLogsPermissionArn is not applicable for s3 delivery")
	}
	if logs && in.Has("destinationOptions") {
		refuse("destinationOptions", "InvalidParameter: DestinationOptions is only applicable for s3 delivery")
	}
	transit := in.Has("transitGatewayId") || in.Has("transitGatewayAttachmentId")
	if !transit && !in.Has("trafficType") {
		refuse("trafficType", "MissingParameter: The request must contain the parameter TrafficType")
	}
	if transit && in.Number("maxAggregationInterval") != 60 {
		refuse("maxAggregationInterval", "InvalidParameter: MaxAggregationInterval must be 60 for a transit gateway")
	}
	return failures
}

// admitFlowLog looks for the destination. EC2 itself would take a log group
// that is missing and then deliver nothing; here that is refused at once.
func admitFlowLog(w kind.World, d kind.Draft) error {
	parts := strings.SplitN(d.In.Text("logDestination"), ":", 6)
	if d.Old != nil || len(parts) < 6 {
		return nil
	}
	var typ string
	name := parts[5]
	switch parts[2] {
	case "s3":
		typ = "aws:s3/bucket:Bucket"
		name, _, _ = strings.Cut(name, "/")
	case "logs":
		typ = "aws:cloudwatch/logGroup:LogGroup"
		name = strings.TrimSuffix(strings.TrimPrefix(name, "log-group:"), ":*")
	default:
		return nil // a delivery stream, of which this cloud has none
	}
	if !strings.HasPrefix(d.In.Text("logDestinationType"), map[string]string{"s3": "s3", "logs": "cloud-watch"}[parts[2]]) {
		return kind.Say("InvalidParameter: LogDestination %s does not match LogDestinationType %s", parts[5], d.In.Text("logDestinationType"))
	}
	if _, ok := w.Find(typ, "id", name); !ok {
		return kind.Say("LogDestinationNotFound: LogDestination: %s does not exist", name)
	}
	return nil
}
