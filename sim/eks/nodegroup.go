package eks

import (
	"fmt"
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const nodeGroupType = "aws:eks/nodeGroup:NodeGroup"

func nodeGroup() kind.Kind {
	// A cluster does not take its node groups with it: it stays until they are gone.
	plane := home()
	plane.OnDelete = sim.Refuse
	subnets := kind.Subnet("subnetIds[*]")
	subnets.Missing = "InvalidParameterException: The subnet ID '%s' does not exist"
	return kind.Kind{
		Type:    nodeGroupType,
		ID:      func(w kind.World, d kind.Draft) string { return d.In.Text("clusterName") + ":" + nodeGroupName(w, d) },
		Planned: plannedSettings,
		Checks:  nodeGroupChecks(),
		Rules:   nodeGroupRules,
		Refs: []kind.Ref{
			plane, subnets,
			role("nodeRoleArn", "InvalidParameterException: The role with name %s cannot be found."),
			launchTemplateRef("launchTemplate.id", "id"),
			launchTemplateRef("launchTemplate.name", "name"),
			kind.SecurityGroup("remoteAccess.sourceSecurityGroupIds[*]"),
		},
		Admit:    admitNodeGroup,
		Computed: []string{"launchTemplate.id", "launchTemplate.name"},
		Outputs:  nodeGroupOutputs,
	}
}

// unset are the settings of a node group that are numbers or switches: upstream has
// zero for those that are not given beside others.
var unset = map[resource.PropertyKey]kind.Props{
	"updateConfig": {"maxUnavailable": kind.Number(0), "maxUnavailablePercentage": kind.Number(0)},
	"nodeRepairConfig": {
		"enabled":                             kind.Flag(false),
		"maxParallelNodesRepairedCount":       kind.Number(0),
		"maxParallelNodesRepairedPercentage":  kind.Number(0),
		"maxUnhealthyNodeThresholdCount":      kind.Number(0),
		"maxUnhealthyNodeThresholdPercentage": kind.Number(0),
	},
}

func plannedSettings(in kind.Values) kind.Props {
	out := kind.Props{}
	for key, zeros := range unset {
		for _, given := range in.Objects(string(key)) {
			settings := maps.Clone(zeros)
			maps.Copy(settings, given.Props)
			out[key] = kind.Nested(settings)
		}
	}
	return out
}

// launchTemplateRef refers to a launch template. EC2 lets one go that a node
// group still names.
func launchTemplateRef(path, by string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: launchTemplateType, By: by}}, OnDelete: sim.Ignore,
		Missing: "ResourceNotFoundException: Launch template with " + by + " %s was not found.",
	}
}

func nodeGroupChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"nodeGroupName":             kind.Pattern(`[0-9A-Za-z][A-Za-z0-9_-]{0,62}`, "must only contain alphanumeric characters, dashes and underscores, begin with an alphanumeric one and have at most 63"),
		"nodeRoleArn":               kind.ARN("iam"),
		"instanceTypes[*]":          kind.Pattern(`[a-z][a-z0-9-]*\.[a-z0-9-]+`, "expected an instance type, such as m7i.large"),
		"scalingConfig.minSize":     kind.Between(0, maxNodes),
		"scalingConfig.desiredSize": kind.Between(0, maxNodes),
		"scalingConfig.maxSize":     kind.Between(1, maxNodes),
	}
}

// maxNodes is the quota of nodes a group.
const maxNodes = 450

func nodeGroupRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	if in.Has("nodeGroupName") && in.Has("nodeGroupNamePrefix") {
		failures = append(failures, kind.Failure{Path: "nodeGroupName", Reason: `"nodeGroupName": conflicts with nodeGroupNamePrefix`})
	}
	if in.Has("launchTemplate") && in.Has("launchTemplate.id") == in.Has("launchTemplate.name") {
		failures = append(failures, kind.Failure{Path: "launchTemplate.id", Reason: "exactly one of `launchTemplate.id,launchTemplate.name` must be specified"})
	}
	if in.Has("updateConfig") && in.Has("updateConfig.maxUnavailable") == in.Has("updateConfig.maxUnavailablePercentage") {
		failures = append(failures, kind.Failure{Path: "updateConfig.maxUnavailable", Reason: "exactly one of `updateConfig.maxUnavailable,updateConfig.maxUnavailablePercentage` must be specified"})
	}
	if in.Has("launchTemplate") && in.Has("remoteAccess") {
		failures = append(failures, kind.Failure{Path: "launchTemplate", Reason: `"launchTemplate": conflicts with remoteAccess`})
	}
	const mostTypes, mostTaints = 20, 50
	for path, most := range map[string]int{"instanceTypes": mostTypes, "taints": mostTaints} {
		if n := len(in.All(path + "[*]")); n > most {
			failures = append(failures, kind.Failure{Path: path, Reason: fmt.Sprintf("too many list items: at most %d, got %d", most, n)})
		}
	}
	return failures
}

// nodeGroupName is the one given, or made up as the bridge and the provider do.
func nodeGroupName(w kind.World, d kind.Draft) string {
	switch {
	case d.In.Has("nodeGroupName"):
		return d.In.Text("nodeGroupName")
	case d.In.Has("nodeGroupNamePrefix"):
		return d.In.Text("nodeGroupNamePrefix") + w.Hex(26)
	default:
		return w.Name() + "-" + w.Hex(7)
	}
}

func nodeGroupOutputs(w kind.World, d kind.Draft) kind.Props {
	cluster := d.In.Text("clusterName")
	name := d.ID[len(cluster)+1:]
	version := d.In.Or("version", last(d).Text("version"))
	if version == "" {
		version = outputsOf(w, cluster).Text("version")
	}
	out := d.Settled(kind.Props{
		"amiType":       kind.Text("AL2023_x86_64_STANDARD"),
		"capacityType":  kind.Text("ON_DEMAND"),
		"diskSize":      kind.Number(diskSize(d)),
		"instanceTypes": instanceTypes(w, d),
		"nodeGroupName": kind.Text(name),
		"updateConfig":  kind.Nested(kind.Props{"maxUnavailable": kind.Number(1)}),
	})

	out["version"] = kind.Text(version)
	if template, ok := findTemplate(w, d); ok { // EKS has both of what it may be named by
		out["launchTemplate"] = kind.Nested(kind.Props{
			"id": kind.Text(template.ID), "name": template.Outputs["name"], "version": kind.Text(d.In.Text("launchTemplate.version")),
		})
	}
	if !d.In.Has("releaseVersion") {
		out["releaseVersion"] = kind.Text(release(d.In.Or("amiType", last(d).Text("amiType")), version))
	}
	if d.Old == nil {
		uuid := w.UUID()
		out["arn"] = kind.Text(w.ARN("eks", "nodegroup/"+cluster+"/"+name+"/"+uuid))
		out["status"] = kind.Text("ACTIVE")
		out["resources"] = kind.List(kind.Nested(kind.Props{
			"autoscalingGroups":           kind.List(kind.Nested(kind.Props{"name": kind.Text("eks-" + name + "-" + uuid)})),
			"remoteAccessSecurityGroupId": kind.Text(""),
		}))
	}
	return out
}
