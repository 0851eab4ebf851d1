package autoscaling

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func tag() kind.Kind {
	return kind.Kind{
		Type: "aws:autoscaling/tag:Tag",
		ID:   kind.Joined(",", "autoscalingGroupName", "tag.key"),
		Checks: map[string]kind.Check{
			"tag.key":   kind.All(kind.Length(1, 128), kind.Not(`aws:.*`, "cannot begin with the reserved prefix aws:")),
			"tag.value": kind.Length(0, 256),
		},
		Refs: []kind.Ref{{
			Path: "autoscalingGroupName", OnDelete: sim.Cascade,
			To:      []kind.Target{{Type: "aws:eks/nodeGroup:NodeGroup", By: "resources[*].autoscalingGroups[*].name"}},
			Missing: "ValidationError: AutoScalingGroup name not found - AutoScalingGroup '%s' not found",
		}},
	}
}
