package opensearch

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func domain() kind.Kind {
	return kind.Kind{
		Type:     domainType,
		ID:       func(w kind.World, d kind.Draft) string { return w.ARN("es", "domain/"+d.In.Text("domainName")) },
		Autoname: kind.Autoname{Property: "domainName", Max: 28, Lower: true},
		Within: map[string]kind.Props{
			"clusterConfig":                     {"instanceCount": kind.Number(1)},
			"clusterConfig.zoneAwarenessConfig": {"availabilityZoneCount": kind.Number(2)},
			"domainEndpointOptions":             {"enforceHttps": kind.Flag(true)},
			"logPublishingOptions[*]":           {"enabled": kind.Flag(true)},
		},
		Checks: map[string]kind.Check{
			"advancedSecurityOptions.masterUserOptions.masterUserArn": kind.ARN("iam", "sts"),
			"domainName": kind.Pattern(`[a-z][0-9a-z\-]{2,27}`,
				"must start with a lowercase alphabet and be at least 3 and no more than 28 characters long. Valid characters are a-z (lowercase letters), 0-9, and - (hyphen)."),
			"logPublishingOptions[*].cloudwatchLogGroupArn": kind.ARN("logs"),
			"snapshotOptions.automatedSnapshotStartHour":    kind.Between(0, 23),
		},
		Refs: domainRefs(),
		Unique: []kind.Unique{{
			On: []string{"domainName"}, Taken: "OpenSearch Domain (%[1]s) already exists",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			return firstFault(w, d, admitVersion, admitMachines, admitZones, admitMasters, admitWarm, admitStandby, admitVolumes,
				admitPlace, admitEncryption, admitUsers, admitAccess, admitEndpoint, admitLogs, admitTuning)
		},
		Computed: []string{
			"advancedSecurityOptions.anonymousAuthEnabled", "autoTuneOptions.rollbackOnDisable",
			"clusterConfig.coldStorageOptions", "domainEndpointOptions.tlsSecurityPolicy",
			"ebsOptions.iops", "ebsOptions.throughput", "ebsOptions.volumeType", "encryptAtRest.kmsKeyId",
			"vpcOptions.availabilityZones", "vpcOptions.vpcId",
		},
		Outputs: domainOutputs,
		ReplacesIf: map[string]func(olds, news kind.Values) bool{
			"advancedSecurityOptions.enabled": turnedOff("advancedSecurityOptions.enabled"),
			"encryptAtRest.enabled":           turnedOff("encryptAtRest.enabled"),
			"nodeToNodeEncryption.enabled":    turnedOff("nodeToNodeEncryption.enabled"),
			"ipAddressType":                   func(olds, _ kind.Values) bool { return olds.Text("ipAddressType") == dualStack },
			"engineVersion": func(olds, news kind.Values) bool {
				was, is := olds.Text("engineVersion"), news.Text("engineVersion")
				return was != "" && is != "" && was != is && !upgrades(was, is)
			},
		},
		InUse: "ConflictException: An error occurred while deleting the domain %[1]s: it is in use by %[2]s",
	}
}

const dualStack = "dualstack"

// turnedOff is true of a switch that a domain can't go back on: upstream makes another.
func turnedOff(path string) func(olds, news kind.Values) bool {
	return func(olds, news kind.Values) bool {
		for _, v := range news.All(path) {
			if v.IsComputed() {
				return false
			}
		}
		return olds.Flag(path) && !news.Flag(path)
	}
}

func domainRefs() []kind.Ref {
	key := kind.Key("encryptAtRest.kmsKeyId")
	key.Missing = "ValidationException: The KMS key %s does not exist"
	subnets := kind.Subnet("vpcOptions.subnetIds[*]")
	subnets.Missing = "ValidationException: The subnet ID '%s' does not exist"
	groups := kind.SecurityGroup("vpcOptions.securityGroupIds[*]")
	groups.Missing = "ValidationException: The security group '%s' does not exist"
	master := kind.Role("advancedSecurityOptions.masterUserOptions.masterUserArn")
	master.Missing = "ValidationException: The master user %s does not exist"
	master.External = func(arn string) bool { return !strings.Contains(arn, ":role/") }
	master.Foreign = true
	return []kind.Ref{key, subnets, groups, master, {
		Path: "domainEndpointOptions.customEndpointCertificateArn", To: []kind.Target{{Type: "aws:acm/certificate:Certificate", By: "arn"}},
		OnDelete: sim.Refuse, Missing: "ValidationException: The certificate %s does not exist",
	}}
}

// domainOutputs show what a domain is, with what the service chooses itself.
func domainOutputs(w kind.World, d kind.Draft) kind.Props {
	name := d.In.Text("domainName")
	out := d.Settled(kind.Props{
		"engineVersion": kind.Text(latest()),
		"ipAddressType": kind.Text("ipv4"),
		"softwareUpdateOptions": kind.Nested(kind.Props{
			"autoSoftwareUpdateEnabled": kind.Flag(false),
		}),
	})
	out["arn"], out["domainId"] = kind.Text(d.ID), kind.Text(w.Account()+"/"+name)
	endpoint := endpointOf(w, d, name)
	out["endpoint"], out["dashboardEndpoint"] = kind.Text(endpoint), kind.Text(endpoint+"/_dashboards")
	out["endpointV2"], out["dashboardEndpointV2"], out["domainEndpointV2HostedZoneId"] = kind.Text(""), kind.Text(""), kind.Text("")
	if d.In.Text("ipAddressType") == dualStack {
		second := strings.TrimSuffix(endpoint, ".es.amazonaws.com")
		out["endpointV2"], out["dashboardEndpointV2"] = kind.Text("aos."+second+".on.aws"), kind.Text("aos."+second+".on.aws/_dashboards")
	}
	for _, part := range []func(kind.World, kind.Draft) (string, kind.Props){clusterShown, endpointShown, volumesShown, encryptionShown, tuningShown, usersShown, placeShown} {
		if key, settled := part(w, d); settled != nil {
			out[resource.PropertyKey(key)] = kind.Nested(settled)
		}
	}
	return out
}

// endpointOf is drawn once, when the domain is made.
func endpointOf(w kind.World, d kind.Draft, name string) string {
	if d.Old != nil {
		return kind.Values{Props: d.Old.Outputs}.Text("endpoint")
	}
	prefix := "search-"
	if d.In.Has("vpcOptions.subnetIds[*]") {
		prefix = "vpc-"
	}
	return prefix + name + "-" + w.Hex(26) + "." + w.Region + ".es.amazonaws.com"
}
