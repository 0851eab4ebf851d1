package ec2

import (
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate"

func launchTemplate() kind.Kind {
	return kind.Kind{
		Type:     launchTemplateType,
		ID:       kind.Hashed("lt-"),
		Defaults: kind.Props{"disableApiStop": kind.Flag(false), "disableApiTermination": kind.Flag(false)},
		Checks:   launchTemplateChecks(),
		Rules:    launchTemplateRules,
		// EC2 looks at what a template names only when it launches something; a
		// name that leads to nothing is refused here at once. Nothing that is named
		// is kept from deletion.
		Refs: []kind.Ref{
			loose(kind.SecurityGroup("vpcSecurityGroupIds[*]")),
			loose(kind.SecurityGroup("networkInterfaces[*].securityGroups[*]")),
			loose(kind.Subnet("networkInterfaces[*].subnetId")),
			kind.Key("blockDeviceMappings[*].ebs.kmsKeyId"),
		},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
		}},
		Admit:    admitLaunchTemplate,
		Volatile: []string{"defaultVersion", "latestVersion"},
		Outputs:  launchTemplateOutputs,
	}
}

func launchTemplateChecks() map[string]kind.Check {
	name := kind.Pattern(`[a-zA-Z0-9().\-/_]+`, "may only contain letters, digits and ( ) . - / _")
	yesOrNo := kind.OneOf("true", "false", "")
	const disk = "blockDeviceMappings[*].ebs."
	return map[string]kind.Check{
		"name":                             kind.All(kind.Length(3, 128), name),
		"namePrefix":                       kind.All(kind.Length(3, 102), name),
		"description":                      kind.Length(0, 255),
		disk + "deleteOnTermination":       yesOrNo,
		disk + "encrypted":                 yesOrNo,
		disk + "kmsKeyId":                  kind.ARN("kms"),
		disk + "throughput":                kind.Between(125, 2000),
		disk + "volumeInitializationRate":  kind.Between(100, 300),
		disk + "volumeType":                kind.OneOf("standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"),
		"iamInstanceProfile.arn":           kind.ARN("iam"),
		"instanceMarketOptions.marketType": kind.OneOf("spot", "capacity-block"),
	}
}

func launchTemplateRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for _, pair := range [][2]string{
		{"name", "namePrefix"},
		{"defaultVersion", "updateDefaultVersion"},
		{"vpcSecurityGroupIds", "securityGroupNames"},
		{"instanceType", "instanceRequirements"},
	} {
		if in.Has(pair[0]) && in.Has(pair[1]) {
			failures = append(failures, kind.Failure{Path: pair[0], Reason: fmt.Sprintf("%q: conflicts with %s", pair[0], pair[1])})
		}
	}
	return failures
}

// admitLaunchTemplate is what EC2 says of a template's data.
func admitLaunchTemplate(_ kind.World, d kind.Draft) error {
	const most = 16 << 10 // of the user data, decoded
	data, err := base64.StdEncoding.DecodeString(d.In.Text("userData"))
	switch {
	case err != nil:
		return kind.Say("InvalidUserData.Malformed: Invalid BASE64 encoding of user data.")
	case len(data) > most:
		return kind.Say("InvalidParameterValue: User data is limited to 16384 bytes")
	}
	var tagged []string
	for _, tags := range d.In.Objects("tagSpecifications[*]") {
		typ := tags.Text("resourceType")
		if !slices.Contains([]string{"instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu"}, typ) {
			return kind.Say("InvalidParameterValue: '%s' is not a valid taggable resource type for this operation.", typ)
		}
		if slices.Contains(tagged, typ) {
			return kind.Say("InvalidParameterValue: Duplicate resource type '%s' found in tag specifications", typ)
		}
		tagged = append(tagged, typ)
	}
	if next := versionAfter(d); d.In.Number("defaultVersion") > next {
		return kind.Say("InvalidLaunchTemplateId.VersionNotFound: Could not find the specified version %d for the launch template", d.In.Number("defaultVersion"))
	}
	return admitDisks(d.In)
}

// beside are the inputs that are the template's own and not a version's.
var beside = []resource.PropertyKey{
	"__defaults", "defaultVersion", "name", "namePrefix", "region", "tags", "tagsAll", "updateDefaultVersion",
}

// versionAfter is the number of the newest version once the draft is accepted:
// only changed data make a new one.
func versionAfter(d kind.Draft) int {
	if d.Old == nil {
		return 1
	}
	before, after := d.Old.Inputs.Copy(), d.In.Props.Copy()
	for _, key := range beside {
		delete(before, key)
		delete(after, key)
	}
	latest := kind.Values{Props: d.Old.Outputs}.Number("latestVersion")
	if before.DeepEquals(after) {
		return latest
	}
	return latest + 1
}

func launchTemplateOutputs(w kind.World, d kind.Draft) kind.Props {
	latest := versionAfter(d)
	out := kind.Props{
		"arn":           kind.Text(w.ARN("ec2", "launch-template/"+d.ID)),
		"latestVersion": kind.Number(latest),
	}
	switch {
	case d.In.Flag("updateDefaultVersion") || d.Old == nil:
		out["defaultVersion"] = kind.Number(latest)
	case !d.In.Has("defaultVersion"):
		out["defaultVersion"] = kind.Number(kind.Values{Props: d.Old.Outputs}.Number("defaultVersion"))
	}
	if prefix := d.In.Text("namePrefix"); prefix != "" && d.Old == nil {
		out["name"] = kind.Text(prefix + w.Hex(26))
	}
	return out
}
