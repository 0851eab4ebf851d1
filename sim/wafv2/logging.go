package wafv2

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// webACLLoggingConfiguration is a property of the web ACL and goes with it. Its
// destination goes without asking: records are then dropped.
func webACLLoggingConfiguration() kind.Kind {
	return kind.Kind{
		Type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
		ID:   kind.From("resourceArn"),
		Checks: map[string]kind.Check{
			"logDestinationConfigs[*]": kind.ARN(),
			// The service answers in lower case, which is a difference for ever after.
			"redactedFields[*].singleHeader.name": kind.All(kind.Length(1, 64), kind.Not(`.*[A-Z].*`, "this setting must be provided as lower case characters")),
			"resourceArn":                         kind.ARN(),
		},
		Rules: func(in kind.Values) []kind.Failure {
			for _, list := range in.All("logDestinationConfigs") {
				if n := len(in.All("logDestinationConfigs[*]")); list.IsArray() && (n < 1 || n > 100) {
					return []kind.Failure{{Path: "logDestinationConfigs", Reason: "expected 1 to 100 items"}}
				}
			}
			return nil
		},
		Refs: []kind.Ref{
			{
				Path: "resourceArn", To: []kind.Target{{Type: webACLType, By: "arn"}}, OnDelete: sim.Cascade,
				Missing: missing,
			},
			{
				Path: "logDestinationConfigs[*]", OnDelete: sim.Ignore,
				To:       []kind.Target{{Type: "aws:cloudwatch/logGroup:LogGroup", By: "arn"}, {Type: "aws:s3/bucket:Bucket", By: "arn"}},
				Missing:  "WAFInvalidParameterException: Error reason: " + noARN + ", field: LOG_DESTINATION, parameter: %s",
				External: func(arn string) bool { return strings.Contains(arn, ":firehose:") },
			},
		},
		Unique: []kind.Unique{{
			On:    []string{"resourceArn"},
			Taken: "the web ACL %[1]s has a logging configuration from another resource already; AWS WAF would overwrite it, the simulated cloud refuses",
		}},
		Admit: admitLogging,
	}
}

// admitLogging asks for one destination whose name says that it is meant for
// this, in the web ACL's region.
func admitLogging(_ kind.World, d kind.Draft) error {
	destinations := d.In.Texts("logDestinationConfigs[*]")
	if len(destinations) > 1 {
		return kind.Say("WAFLimitsExceededException: AWS WAF couldn’t perform the operation because you exceeded your resource limit: a web ACL can have one logging destination")
	}
	for _, arn := range destinations {
		name := arn[strings.LastIndexAny(arn, ":/")+1:]
		region := kind.RegionOfARN(arn)
		if !strings.HasPrefix(name, "aws-waf-logs-") || region != "" && region != kind.RegionOfARN(d.In.Text("resourceArn")) {
			return invalid(noARN, "LOG_DESTINATION", arn)
		}
	}
	for _, field := range d.In.Objects("redactedFields[*]") {
		n := 0
		for _, one := range []string{"method", "queryString", "singleHeader", "uriPath"} {
			n += len(field.All(one))
		}
		if n != 1 {
			return invalid(oneValue, "FIELD_TO_MATCH", "FieldToMatch")
		}
	}
	return nil
}
