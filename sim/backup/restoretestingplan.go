package backup

import (
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const restoreTestingPlanType = "aws:backup/restoreTestingPlan:RestoreTestingPlan"

// restoreTestingPlan corrects the facts: upstream written with the plugin
// framework says in code, not in its schema, that another name is another plan.
func restoreTestingPlan() kind.Kind {
	const points = "recoveryPointSelection."
	return kind.Kind{
		Type:      restoreTestingPlanType,
		Framework: true,
		ID:        kind.From("name"),
		Autoname:  kind.Autoname{Separator: "_"},
		Replaces:  []string{"name"},
		Checks: map[string]kind.Check{
			points + "algorithm":             kind.OneOf("LATEST_WITHIN_WINDOW", "RANDOM_WITHIN_WINDOW"),
			points + "includeVaults[*]":      arnOrAll(),
			points + "excludeVaults[*]":      arnOrAll(),
			points + "recoveryPointTypes[*]": kind.OneOf("CONTINUOUS", "SNAPSHOT"),
			points + "selectionWindowDays":   kind.Between(1, 365),
		},
		Refs: []kind.Ref{testedVaults(points + "includeVaults[*]"), testedVaults(points + "excludeVaults[*]")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "AlreadyExistsException: Restore testing plan %[1]s already exists",
		}},
		Admit:    admitRestoreTestingPlan,
		Computed: []string{points + "excludeVaults", points + "selectionWindowDays"},
		Outputs:  restoreTestingPlanOutputs,
		InUse:    "InvalidRequestException: Restore testing plan %[1]s cannot be deleted before its restore testing selections.",
	}
}

// testedVaults refers to vaults by ARN; "*" in one, or as one, is any.
func testedVaults(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: vaultType, By: "arn"}}, OnDelete: sim.Ignore,
		Missing:  "InvalidParameterValueException: Cannot find Backup vault with ARN %s",
		External: func(arn string) bool { return strings.Contains(arn, "*") },
		Foreign:  true,
	}
}

func admitRestoreTestingPlan(_ kind.World, d kind.Draft) error {
	for _, list := range [][2]string{{"includeVaults", "IncludeVaults"}, {"recoveryPointTypes", "RecoveryPointTypes"}} {
		if !d.In.Has("recoveryPointSelection." + list[0] + "[*]") {
			return kind.Say("InvalidParameterValueException: %s must not be empty", list[1])
		}
	}
	if when := d.In.Text("scheduleExpression"); !isSchedule(when) {
		return kind.Say("InvalidParameterValueException: Invalid schedule expression %s", when)
	}
	return nil
}

func restoreTestingPlanOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{
		"scheduleExpressionTimezone": kind.Text("Etc/UTC"),
		"startWindowHours":           kind.Number(24),
	})

	points := kind.Props{"excludeVaults": kind.List(), "selectionWindowDays": kind.Number(30)}
	if given := d.In.Props["recoveryPointSelection"]; given.IsObject() {
		maps.Copy(points, given.ObjectValue())
	}
	out["recoveryPointSelection"] = resource.NewProperty(points)
	if d.Old == nil {
		out["arn"] = kind.Text(w.ARN("backup", "restore-testing-plan:"+d.ID+"-"+w.UUID()))
	}
	return out
}
