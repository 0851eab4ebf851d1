package grafana

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// versions of Grafana that a workspace may run, oldest first. Source: Amazon Managed
// Grafana User Guide, "Differences between Grafana versions" (8, 9, 10 and 12), and
// upstream's documentation of the resource (9.4, 10.4 and 12.4 for a new one). Whether the
// service still makes one of 8.4 was not found. The guide has pages on 13, too; by which
// number the service takes it was not found, so that it is refused here.
//
// The last is what a workspace gets that asks for none (API Reference, CreateWorkspace).
var versions = []string{"8.4", "9.4", "10.4", "12.4"}

func workspace() kind.Kind {
	key := kind.Key("kmsKeyId")
	key.Missing = "ValidationException: The KMS key %s does not exist"
	return kind.Kind{
		Type:     workspaceType,
		ID:       func(w kind.World, _ kind.Draft) string { return "g-" + w.Hex(10) },
		Checks:   workspaceChecks(),
		Rules:    workspaceRules,
		Refs:     append(workspacePlaces(), role(), key),
		Admit:    admitWorkspace,
		Outputs:  workspaceOutputs,
		Volatile: []string{"samlConfigurationStatus"},
	}
}

func workspaceChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"name":                                  kind.Pattern(`[a-zA-Z0-9-._~]{1,255}`, "must have 1 to 255 letters, digits and -._~"),
		"configuration":                         kind.JSON(65536),
		"description":                           kind.Pattern(`[\p{L}\p{Z}\p{N}\p{P}]*`, `The workspaceDescription should satisfy the pattern ^[\p{L}\p{Z}\p{N}\p{P}]{0,2048}$.`),
		"kmsKeyId":                              kind.ARN("kms"),
		"networkAccessControl.prefixListIds[*]": kind.Pattern(`pl-[a-z0-9_]{1,32}`, "The Prefix List Id should satisfy the pattern ^pl-[a-z0-9_]{1,32}$."),
		"networkAccessControl.vpceIds[*]":       kind.Pattern(`vpce-[a-z0-9_]{1,32}`, "The VPC Endpoint Id should satisfy the pattern ^vpce-[a-z0-9_]{1,32}$."),
		"roleArn":                               kind.ARN("iam"),
	}
}

// workspaceRules hold the number of items of each list.
func workspaceRules(in kind.Values) []kind.Failure {
	const most = 100
	var failures []kind.Failure
	for path, least := range map[string]int{
		"authenticationProviders": 1, "networkAccessControl.prefixListIds": 0, "networkAccessControl.vpceIds": 0,
		"vpcConfiguration.securityGroupIds": 1, "vpcConfiguration.subnetIds": 2,
	} {
		for _, list := range in.All(path) {
			if n := len(in.All(path + "[*]")); list.IsArray() && (n < least || n > most) {
				failures = append(failures, kind.Failure{Path: path, Reason: fmt.Sprintf("expected %d to %d items, got %d", least, most, n)})
			}
		}
	}
	slices.SortFunc(failures, func(a, b kind.Failure) int { return strings.Compare(a.Path, b.Path) })
	return failures
}

func role() kind.Ref {
	ref := kind.Role("roleArn")
	ref.Missing = "ValidationException: The role %s does not exist or cannot be assumed by Amazon Managed Grafana"
	return ref
}

// workspacePlaces are where a workspace is reached from, which it does not keep, and
// where it reaches out to.
func workspacePlaces() []kind.Ref {
	endpoints := kind.Ref{
		Path: "networkAccessControl.vpceIds[*]", To: []kind.Target{{Type: "aws:ec2/vpcEndpoint:VpcEndpoint", By: "id"}}, OnDelete: sim.Ignore,
		Missing: "ValidationException: VPC Endpoint Ids [%s] are invalid",
	}
	return []kind.Ref{endpoints, kind.Subnet("vpcConfiguration.subnetIds[*]"), kind.SecurityGroup("vpcConfiguration.securityGroupIds[*]")}
}

func admitWorkspace(w kind.World, d kind.Draft) error {
	organization := d.In.Text("accountAccessType") == "ORGANIZATION"
	version := d.In.Text("grafanaVersion")
	providers := d.In.Texts("authenticationProviders[*]")
	switch {
	case organization && !d.In.Has("organizationalUnits"):
		return invalid("When the accountAccessType is ORGANIZATION a list of Organizational Units should be provided.")
	case !organization && !d.In.Has("roleArn"):
		return invalid("When the accountAccessType is CURRENT_ACCOUNT a Workspace Role ARN should be provided.")
	case d.In.Text("permissionType") == "CUSTOMER_MANAGED" && !d.In.Has("roleArn"):
		return invalid("When the permissionType is CUSTOMER_MANAGED a Workspace Role ARN should be provided.")
	case len(slices.Compact(slices.Sorted(slices.Values(providers)))) != len(providers):
		return kind.Say(badRequest)
	case version != "" && !slices.Contains(versions, version):
		return invalid("Unsupported Grafana version %s: one of %s", version, strings.Join(versions, ", "))
	case d.Old != nil && slices.Index(versions, version) < slices.Index(versions, kind.Values{Props: d.Old.Outputs}.Text("grafanaVersion")) && version != "":
		return invalid("A workspace can't go back to Grafana version %s", version)
	}
	if key := d.In.Text("kmsKeyId"); key != "" && kind.RegionOfARN(key) != w.Region {
		return invalid("The KMS key %s does not exist", key)
	}
	return admitPlaces(w, d)
}

// admitPlaces wants subnets in two zones at least, and all in one VPC, with the groups.
func admitPlaces(w kind.World, d kind.Draft) error {
	vpc, zones := "", map[string]bool{}
	for _, id := range d.In.Texts("vpcConfiguration.subnetIds[*]") {
		found, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
		subnet := kind.Values{Props: found.Outputs}
		if vpc != "" && subnet.Text("vpcId") != vpc {
			return invalid("The subnets of a workspace have to be in one VPC: %s is not in %s", id, vpc)
		}
		vpc, zones[subnet.Text("availabilityZone")] = subnet.Text("vpcId"), true
	}
	if vpc != "" && len(zones) < 2 {
		return invalid("The subnets of a workspace have to be in at least two Availability Zones")
	}
	for _, id := range d.In.Texts("vpcConfiguration.securityGroupIds[*]") {
		found, known := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id)
		if known && (kind.Values{Props: found.Outputs}).Text("vpcId") != vpc {
			return invalid("The security group %s is not in the VPC %s", id, vpc)
		}
	}
	return nil
}

// workspaceOutputs show a configuration where none is given: that of a new workspace,
// without plugins and Grafana's own alerting.
func workspaceOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{
		"configuration":  kind.Text(`{"plugins":{"pluginAdminEnabled":false},"unifiedAlerting":{"enabled":false}}`),
		"grafanaVersion": kind.Text(versions[len(versions)-1]),
	})
	status := ""
	if slices.Contains(d.In.Texts("authenticationProviders[*]"), saml) {
		status = "NOT_CONFIGURED"
		if d.Old != nil && len(w.Users(samlConfigurationType, *d.Old)) > 0 {
			status = "CONFIGURED"
		}
	}
	out["arn"] = kind.Text(w.ARN("grafana", "/workspaces/"+d.ID))
	out["endpoint"] = kind.Text(d.ID + ".grafana-workspace." + w.Region + ".amazonaws.com")
	out["samlConfigurationStatus"] = kind.Text(status)
	return out
}
