package cloudwatch

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	targetType = "aws:cloudwatch/eventTarget:EventTarget"
	// mostTargets of one rule. Source: EventBridge quotas.
	mostTargets = 5
)

// eventTarget keeps its rule. What events go to does not keep nor need to be
// there, as EventBridge looks for it when there is an event; but a topic of this
// account does, lest nobody ever hears of what happened.
func eventTarget() kind.Kind {
	return kind.Kind{
		Type:     targetType,
		ID:       eventTargetID,
		Defaults: kind.Props{"eventBusName": kind.Text(defaultBus), "forceDestroy": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"arn":                  kind.ARN(),
			"deadLetterConfig.arn": kind.ARN("sqs"),
			"input":                kind.JSON(8192),
			"roleArn":              kind.ARN(),
		},
		Rules: func(in kind.Values) []kind.Failure {
			given := slices.DeleteFunc([]string{"input", "inputPath", "inputTransformer"}, func(path string) bool { return !in.Has(path) })
			if len(given) < 2 {
				return nil
			}
			return []kind.Failure{{Path: given[0], Reason: `"` + given[0] + `": conflicts with ` + given[1]}}
		},
		Refs: []kind.Ref{
			{
				Path: "rule", To: []kind.Target{{Type: ruleType, By: "id"}},
				Missing: "ResourceNotFoundException: Rule %s does not exist on EventBus default.",
			},
			role("roleArn"),
			kind.Topic("arn"),
		},
		Admit: admitEventTarget,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"targetId": kind.Text(strings.TrimPrefix(d.ID, d.In.Text("rule")+"-"))}
		},
	}
}

// eventTargetID is upstream's, which makes up the target's own id when none is
// given.
func eventTargetID(w kind.World, d kind.Draft) string {
	target := d.In.Text("targetId")
	if target == "" {
		target = "terraform-" + w.Hex(26)
	}
	return d.In.Text("rule") + "-" + target
}

// asRole are the services that EventBridge calls in a role; the others let it
// in by a policy of their own. Source: EventBridge user guide, "Event bus targets".
var asRole = []string{"batch", "codebuild", "codepipeline", "ecs", "firehose", "kinesis", "states"}

func admitEventTarget(w kind.World, d kind.Draft) error {
	if err := admitBus(d); err != nil {
		return err
	}
	arn := d.In.Text("arn")
	if slices.Contains(asRole, strings.Split(arn, ":")[2]) && !d.In.Has("roleArn") {
		return kind.Say("ValidationException: RoleArn is required for target %s.", arn)
	}
	if d.Old != nil {
		return nil
	}
	if _, taken := w.Find(targetType, "id", d.In.Text("rule")+"-"+d.In.Text("targetId")); taken {
		return kind.Say("the rule %s has a target %s from another resource already; EventBridge would overwrite it, the simulated cloud refuses",
			d.In.Text("rule"), d.In.Text("targetId"))
	}
	rule, ok := w.Find(ruleType, "id", d.In.Text("rule"))
	if ok && len(w.Users(targetType, rule)) >= mostTargets {
		return kind.Say("LimitExceededException: The requested resource exceeds the maximum number allowed.")
	}
	return nil
}
